import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { formatId } from '../../../schema/contract/id.js';
import type { PublicationRef } from '../../kit/publishing/index.js';
import { ProgressReport } from '../model/progress.js';
import type { Said } from '../rules/progress/report-progress.js';

/** What is reported of some measures so far, and what a table adds. */
export class ReportHistory {
  /** The reports that were there before. */
  readonly known: readonly ProgressReport[];
  readonly #bySaid: Map<string, ProgressReport>;
  readonly #lastSeq = new Map<string, number>();
  readonly #lastId = new Map<string, string>();

  static async of(em: EntityManager, measures: readonly string[]): Promise<ReportHistory> {
    const measureId = { $in: [...new Set(measures)] };
    return new ReportHistory(await em.find(ProgressReport, { measureId }, { orderBy: { seq: 'asc' } }));
  }

  private constructor(reports: readonly ProgressReport[]) {
    this.known = reports;
    this.#bySaid = new Map(reports.map((report) => [keyOf(report), report]));
    for (const report of reports) this.#note(report);
  }

  same(report: Said): ProgressReport | undefined {
    return this.#bySaid.get(keyOf(report));
  }

  /** Is something reported of the measure by its owner, or of it at this institution. */
  hasAny(report: Said): boolean {
    return this.#lastId.has(reporterOf(report));
  }

  /** Nothing was reported of the same occurrence after it, by the owner or of the same institution. */
  isLast(report: ProgressReport): boolean {
    return this.#lastId.get(placeOf(report)) === report.id;
  }

  add({ id: publicationId, municipality, at }: PublicationRef, content: Said): ProgressReport {
    const seq = (this.#lastSeq.get(content.measureId) ?? 0) + 1;
    const local = createHash('sha256')
      .update(`${seq}${keyOf(content)}`)
      .digest('hex')
      .slice(0, 24);
    const id = formatId({ owner: municipality, kind: 'progress', local });
    const origin = { publicationId, reportedAt: at, reportedBy: null };
    const report = Object.assign(new ProgressReport(), content, origin, { id, municipality, seq });
    this.#bySaid.set(keyOf(content), report);
    this.#note(report);
    return report;
  }

  #note(report: ProgressReport): void {
    this.#lastSeq.set(report.measureId, report.seq);
    this.#lastId.set(reporterOf(report), report.id);
    this.#lastId.set(placeOf(report), report.id);
  }
}

function reporterOf({ measureId, institutionId }: Said): string {
  return JSON.stringify([measureId, institutionId]);
}

function placeOf({ measureId, institutionId, occurrence }: Said): string {
  return JSON.stringify([measureId, institutionId, occurrence?.start ?? null, occurrence?.end ?? null]);
}

function keyOf(report: Said): string {
  return JSON.stringify([placeOf(report), report.status, report.doneAt, report.note, report.evidence]);
}
