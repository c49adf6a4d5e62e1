import { sortKey } from '../../../../schema/contract/collation.js';
import { evidenceLabels } from '../../../indicators/model/evidence-kind.js';
import type { InstitutionRegister } from '../../../institutions/imports/institution-register.js';
import { cached } from './cell-cache.js';
import type { Problem } from './cell-problem.js';
import { columns, type ResultRow } from './columns.js';
import { controlOf } from './control-sums.js';
import { type KnownIndicator, versionIn } from './indicator-register.js';
import { readLevel } from './level-cell.js';
import type { KnownRound, RoundRegister } from './round-register.js';
import type { StatedResult } from './stated-result.js';
import { type ReadResult, readResult } from './value-cell.js';

/** What a row is about, and one of its cells. */
export interface ResultCell {
  versions: readonly KnownIndicator[] | Problem;
  value: string | null;
  level: string | null;
  /** Heading of the cell, for whoever must find it. */
  field: string;
}

export interface WrongCell extends Problem {
  field: string;
  text: string | null;
}

/** Reads results with what the owner has published: rounds, indicators, institutions. */
export class ResultCells {
  readonly #round: (text: string) => KnownRound | Problem;
  readonly #institution: (text: string) => { id: string | null } | Problem;
  /** How people call the owner as a whole. */
  readonly #whole: ReadonlySet<string>;

  constructor(rounds: RoundRegister, institutions: InstitutionRegister, ownerName: string) {
    this.#round = cached((text) => rounds.find(text));
    this.#institution = cached((text) => this.#institutionOf(text, institutions));
    const names = ['в целом', 'муниципалитет', 'муниципалитет в целом', 'по муниципалитету', ownerName];
    this.#whole = new Set([...names, 'по муниципалитету в целом', 'в целом по муниципалитету'].map(sortKey));
  }

  read(row: ResultRow, cell: ResultCell, today: string): StatedResult | WrongCell {
    const round = this.#round(row.round);
    if ('problem' in round) return { ...round, field: columns.round.header, text: row.round };
    const institution = row.institution === null ? { id: null } : this.#institution(row.institution);
    if ('problem' in institution) return { ...institution, field: columns.institution.header, text: row.institution };
    if ('problem' in cell.versions) return { ...cell.versions, field: columns.indicator.header, text: row.indicator };
    const indicator = versionIn(cell.versions, round, row.version);
    if ('problem' in indicator) return { ...indicator, field: cell.field, text: row.indicator ?? cell.field };
    const evidence = evidenceOf(row, indicator);
    if (typeof evidence !== 'string') return { ...evidence, field: columns.evidence.header, text: null };
    if (row.observedAt !== null && row.observedAt > today) {
      const problem = 'этот день ещё не наступил';
      return { problem, suggestion: null, field: columns.observedAt.header, text: row.observedAt };
    }
    const reading = saidOf(cell, indicator);
    if (reading !== null && 'problem' in reading)
      return { ...reading, field: cell.field, text: cell.value ?? cell.level };
    const status = statusOf(row.status, reading);
    if (typeof status !== 'string') return { ...status, field: columns.status.header, text: row.status };
    return {
      roundId: round.id,
      indicator,
      institutionId: institution.id,
      evidence,
      value: reading !== null && 'value' in reading ? reading.value : null,
      printed: reading !== null && 'value' in reading ? reading.printed : '',
      level: reading !== null && 'level' in reading ? reading.level : null,
      status,
      observedAt: row.observedAt,
      isBlank: reading === null && row.status === null,
    };
  }

  #institutionOf(text: string, institutions: InstitutionRegister): { id: string | null } | Problem {
    if (controlOf(text) || this.#whole.has(sortKey(text))) return { id: null };
    const match = institutions.find(text);
    return 'problem' in match ? { ...match, code: 'REFERENCE_UNKNOWN' } : match;
  }
}

function evidenceOf({ evidence }: ResultRow, indicator: KnownIndicator): StatedResult['evidence'] | Problem {
  const allowed = indicator.evidence.map((kind) => evidenceLabels[kind]).join('; ');
  if (evidence === null) {
    const [only, second] = indicator.evidence;
    if (only !== undefined && second === undefined) return only;
    const problem = allowed ? `источник не указан; у показателя их несколько: ${allowed}` : 'источник не указан';
    return { problem, suggestion: null, code: 'VALUE_MISSING' };
  }
  if (indicator.evidence.length === 0 || indicator.evidence.includes(evidence)) return evidence;
  const problem = `у показателя «${indicator.code}» источник другой: ${allowed}`;
  return { problem: `${problem}, а здесь ${evidenceLabels[evidence]}`, suggestion: null };
}

/** What the cells for value and level say together; null where both are empty. */
function saidOf({ value, level }: ResultCell, { scale, unit, code }: KnownIndicator): ReadResult | null {
  const ofValue = value === null ? null : readResult(value, scale, unit);
  if (level === null || (ofValue && 'problem' in ofValue)) return ofValue;
  if (scale.levels.length === 0) {
    return { problem: `у показателя «${code}» уровней нет, а указан «${level}»`, suggestion: null };
  }
  const ofLevel = readLevel(level, scale);
  if (!ofValue || 'problem' in ofLevel) return ofLevel;
  if ('level' in ofValue && 'level' in ofLevel && ofValue.level === ofLevel.level) return ofLevel;
  return { problem: `значение «${value}» и уровень «${level}» противоречат друг другу`, suggestion: null };
}

/** The status that is stated, where it fits what is said; else the one that follows from what is said. */
function statusOf(explicit: ResultRow['status'], reading: ReadResult | null): StatedResult['status'] | Problem {
  const has = reading !== null && ('value' in reading || 'level' in reading);
  const word = reading !== null && 'status' in reading ? reading.status : null;
  if (explicit === null) return word ?? (has ? 'REPORTED' : 'MISSING');
  if (word !== null && word !== explicit) return { problem: 'статус противоречит значению', suggestion: null };
  if (explicit === 'BREAK') return explicit;
  const needs = explicit === 'REPORTED' || explicit === 'ESTIMATED';
  if (needs && !has) return { problem: 'при этом статусе ожидается значение, а его нет', suggestion: null };
  if (!needs && has) return { problem: 'при этом статусе значения нет, а оно указано', suggestion: null };
  return explicit;
}
