import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';

/** A migration from SQL statements. They only ever go forward: a mistake is mended by the next one. */
export function migration(name: string, ...statements: string[]): MigrationObject {
  return {
    name,
    class: class extends Migration {
      override up() {
        for (const statement of statements) this.addSql(statement);
      }
    },
  };
}
