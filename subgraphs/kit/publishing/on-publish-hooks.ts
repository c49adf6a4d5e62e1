import type { EntityManager } from '@mikro-orm/postgresql';
import type { PublicationRef, PublishedKind } from './published-kind.js';

/** Something that follows from a publication, in its transaction, when all of it is written or taken back. */
export type PublishHook = (em: EntityManager, publication: PublicationRef) => Promise<void>;

/** The kind, and what follows whenever something of it is published, read again or withdrawn. */
export function withHook(kind: PublishedKind, hook: PublishHook): PublishedKind {
  return {
    ...kind,
    async parse(file) {
      const reading = await kind.parse(file);
      const plan: typeof reading.plan = async (em, publication) => {
        const result = await reading.plan(em, publication);
        const afterWrite = async (em: EntityManager) => {
          await result.afterWrite?.(em);
          await hook(em, publication);
        };
        return { ...result, afterWrite };
      };
      return { ...reading, plan };
    },
    async revert(em, publication) {
      const counts = await kind.revert?.(em, publication);
      await hook(em, publication);
      return counts ?? { created: 0, updated: 0, unchanged: 0, removed: 0 };
    },
  };
}
