/** What is compared. */
export interface Operation {
  name: string;
  query: string;
  /** Whose code stands in it, where only one owner is meant. */
  owner?: string;
}

const measureCells = 'number title form participants responsibleText plannedResults deadline { text }';

export const operations: readonly Operation[] = [
  {
    // All four subgraphs: municipalities, their acts with plans and measures, the areas of these, monitoring.
    name: 'deep join',
    query: `{
      municipalities {
        code name kind region
        institutions(first: 3) { totalCount nodes { shortName } }
        monitoringRounds(first: 3) { totalCount nodes { title } }
        legalActs(first: 20) {
          nodes {
            kind number date title
            basis { raw kind number date }
            plans {
              title
              sections { path measureCount }
              measures(first: 100) { totalCount nodes { ${measureCells} areas { code labelRu labelEn } } }
            }
          }
        }
      }
    }`,
  },
  {
    // A table: measures of all owners, each with the name of its municipality and its areas in words.
    name: 'flat list',
    query: `{ measures(first: 50) { totalCount nodes { id ${measureCells} municipality { name } areas { labelRu } } } }`,
  },
  {
    name: 'pinned owner',
    owner: 'petrozavodsk',
    query: `{
      municipality(code: "petrozavodsk") {
        name
        measures(first: 50) { totalCount nodes { ${measureCells} section { path } areas { code labelRu } } }
      }
    }`,
  },
];
