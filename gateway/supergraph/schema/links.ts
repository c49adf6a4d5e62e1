import { type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql';
import { argumentsOf } from './directives.js';

/** The names that a supergraph's specifications have in it, as its links say: they may be renamed or prefixed. */
export interface Links {
  /** Every name under which elements may be hidden from clients. */
  readonly inaccessible: ReadonlySet<string>;
  /** The name of the directive that says what lists hold. */
  readonly listSize: string;
  /** Does this name (of a directive with «@») belong to federation's own specifications? */
  owns(name: string): boolean;
}

/**
 * Reads the links. Throws where the supergraph says that it is not safe, or not right, to serve it without a feature
 * that is not executed here: clients would be given what is protected, or wrong values.
 */
export function readLinks(document: DocumentNode): Links {
  const features = readFeatures(document);
  const unknown = features.filter(({ purpose, name, version, isOfFederation }) => {
    const versions = isOfFederation ? executed[name] : undefined;
    return (purpose === 'SECURITY' || purpose === 'EXECUTION') && !versions?.test(version);
  });
  const missing = unknown.map(({ url, purpose }) => `${url} (for ${purpose})`);
  missing.push(...contextFields(document));
  if (missing.length > 0) {
    throw new Error(`Features that this gateway executes are expected, the supergraph needs ${missing.join(', ')}.`);
  }
  return namesOf(features.filter(({ isOfFederation }) => isOfFederation));
}

/** What is executed, by version. All else that is `for` security or execution refuses the start. */
const executed: Readonly<Record<string, RegExp>> = {
  link: /^v1\./,
  core: /^v0\./,
  join: /^v0\.[1-5]$/,
  inaccessible: /^v0\.[12]$/,
};

interface Feature {
  readonly url: string;
  readonly name: string;
  readonly version: string;
  readonly isOfFederation: boolean;
  /** SECURITY, EXECUTION or nothing. */
  readonly purpose: unknown;
  /** The name by which it goes here. */
  readonly prefix: string;
  /** Name in the specification to name here, with «@» for directives. */
  readonly imports: ReadonlyMap<string, string>;
}

function readFeatures(document: DocumentNode): Feature[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) return [];
    return (definition.directives ?? []).flatMap((directive) => readFeature(directive) ?? []);
  });
}

/** `@link(url:)`, or `@core(feature:)` of older supergraphs, whatever the directive itself is called. */
function readFeature(directive: ConstDirectiveNode): Feature | undefined {
  const { url, feature, as, for: purpose, import: imports } = argumentsOf(directive);
  const address = url ?? feature;
  if (typeof address !== 'string') return undefined;
  const [, origin = '', name = address, version = ''] = /^(.*?)\/?([^/]+)\/(v\d[^/]*)\/?$/.exec(address) ?? [];
  return {
    url: address,
    name,
    version,
    isOfFederation: origin === 'https://specs.apollo.dev',
    purpose,
    prefix: String(as ?? name),
    imports: new Map(
      (Array.isArray(imports) ? imports : []).map((item) =>
        typeof item === 'string' ? [item, item] : [String(item.name), String(item.as ?? item.name)],
      ),
    ),
  };
}

/** Fields whose arguments come from a context: without it the subgraph would answer for another value. */
function contextFields(document: DocumentNode): string[] {
  const fields: string[] = [];
  visit(document, {
    FieldDefinition: ({ name, directives = [] }) => {
      if (directives.some((each) => argumentsOf(each).contextArguments?.length)) {
        fields.push(`@fromContext at ${name.value}`);
      }
    },
  });
  return fields;
}

function namesOf(features: readonly Feature[]): Links {
  const prefixes = ['join', 'link', 'core', ...features.map(({ prefix }) => prefix)];
  const names = new Set(prefixes.map((prefix) => `@${prefix}`));
  const inaccessible = new Set<string>();
  let listSize = 'cost__listSize';
  for (const { name, prefix, imports } of features) {
    for (const alias of imports.values()) names.add(alias);
    if (name === 'cost') listSize = imports.get('@listSize')?.slice(1) ?? `${prefix}__listSize`;
    if (name !== 'inaccessible') continue;
    for (const each of [prefix, `${prefix}__${name}`]) inaccessible.add(each);
    const alias = imports.get('@inaccessible');
    if (alias) inaccessible.add(alias.slice(1));
  }
  if (inaccessible.size === 0) inaccessible.add('inaccessible');
  return {
    inaccessible,
    listSize,
    owns: (name) => names.has(name) || prefixes.some((prefix) => name.replace('@', '').startsWith(`${prefix}__`)),
  };
}
