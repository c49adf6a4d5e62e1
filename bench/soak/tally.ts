import type { Asked, Kind, Verdict } from './answer.js';
import { change } from './changes.js';
import type { Weather } from './fault-schedule.js';

/** What came of all answers. */
export class Tally {
  readonly kinds: Record<Kind, number> = { complete: 0, partial: 0, refused: 0 };
  wrong = 0;
  /** The first wrong answer to each question, with all that is needed to repeat it. */
  readonly firstWrong = new Map<string, string>();
  /** Of partial answers, those to which an owner contributed and was lost before the second step. */
  lostBetween = 0;
  /** Of questions; a change has more time. */
  slowestMs = 0;
  /** The latest that an owner was still missing after all was well with it again; Infinity: it never had been ill. */
  recovery = { ms: 0, of: 'nobody' };
  late = 0;

  constructor(
    private readonly weather: Weather,
    private readonly recoverMs: number,
  ) {}

  get requests(): number {
    return this.kinds.complete + this.kinds.partial + this.kinds.refused + this.wrong;
  }

  right({ kind, missing, late }: Verdict, asked: Asked): void {
    this.kinds[kind]++;
    if (late.length > 0) this.lostBetween++;
    if (asked.question !== change) this.slowestMs = Math.max(this.slowestMs, asked.to - asked.from);
    for (const owner of missing) this.#noteMissing(owner, asked);
  }

  failed(reason: string, asked: Pick<Asked, 'question' | 'requestId' | 'from'> & Partial<Asked>, repeat: string): void {
    const { question, requestId, from, to = performance.now(), text = '' } = asked;
    this.wrong++;
    if (this.firstWrong.has(question.name)) return;
    const spells = this.weather.spells.filter((spell) => spell.from <= to && spell.to >= from);
    this.firstWrong.set(
      question.name,
      [
        `${question.name} (${requestId}): ${reason}`,
        `Meanwhile: ${spells.map(({ owner, fault }) => `${owner} ${fault.name}`).join('; ') || 'no fault'}.`,
        `Again: ${repeat}`,
        `Answer: ${text.slice(0, 1500)}`,
      ].join('\n'),
    );
  }

  #noteMissing(owner: string, { question, from, to, text }: Asked): void {
    if (this.weather.hindering(owner, from, to).length > 0) return;
    const last = this.weather.lastBefore(owner, from);
    const ms = last ? from - last.to : Number.POSITIVE_INFINITY;
    if (ms > this.recoverMs) this.late++;
    if (ms <= this.recovery.ms) return;
    const error = new RegExp(`"municipality":"${owner}","state":"(\\w+)"`).exec(text)?.[1];
    const hidden = this.weather.spells.find((one) => one.owner === owner && one.from <= to && one.to >= from);
    const meanwhile = hidden ? ` while it «${hidden.fault.name}»` : '';
    const after = last?.fault.name ?? 'nothing';
    this.recovery = { ms, of: `${owner} ${error} in «${question.name}» after «${after}»${meanwhile}` };
  }
}
