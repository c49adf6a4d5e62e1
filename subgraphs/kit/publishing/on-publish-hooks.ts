import type { EntityManager } from '@mikro-orm/postgresql';
import type { PublicationRef, PublishedKind } from './published-kind.js';

/** Something that follows from a publication, in its transaction, when all of it is written or taken back. */
export type Consequence = (em: EntityManager, publication: PublicationRef) => Promise<void>;

/** The kind, and what follows whenever something of it is published, read again or withdrawn. */
export function followedBy(kind: PublishedKind, follow: Consequence): PublishedKind {
  return {
    ...kind,
    async read(file) {
      const reading = await kind.read(file);
      const bring: typeof reading.bring = async (em, publication) => {
        const brought = await reading.bring(em, publication);
        const finish = async (em: EntityManager) => {
          await brought.finish?.(em);
          await follow(em, publication);
        };
        return { ...brought, finish };
      };
      return { ...reading, bring };
    },
    async takeBack(em, publication) {
      const stored = await kind.takeBack?.(em, publication);
      await follow(em, publication);
      return stored ?? { created: 0, updated: 0, unchanged: 0, removed: 0 };
    },
  };
}
