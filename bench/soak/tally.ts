import type { Asked, Kind, Verdict } from './answer.js';
import type { Weather } from './weather.js';

/** What came of all answers. */
export class Tally {
  readonly kinds: Record<Kind, number> = { complete: 0, partial: 0, refused: 0 };
  readonly wrong: string[] = [];
  slowestMs = 0;
  /** The latest that an owner was still missing after all was well with it again; Infinity: it never had been ill. */
  recovery = { ms: 0, of: 'nobody' };
  late = 0;

  constructor(
    private readonly weather: Weather,
    private readonly recoverMs: number,
  ) {}

  get requests(): number {
    return this.kinds.complete + this.kinds.partial + this.kinds.refused + this.wrong.length;
  }

  right({ kind, missing }: Verdict, asked: Asked): void {
    this.kinds[kind]++;
    this.slowestMs = Math.max(this.slowestMs, asked.to - asked.from);
    for (const owner of missing) this.#noteMissing(owner, asked);
  }

  failed(reason: string, asked: Pick<Asked, 'question' | 'requestId' | 'from'> & Partial<Asked>, repeat: string): void {
    const { question, requestId, from, to = performance.now(), text = '' } = asked;
    const spells = this.weather.spells.filter((spell) => spell.from <= to && spell.to >= from);
    this.wrong.push(
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
    const ms = this.weather.sinceLast(owner, from);
    if (ms > this.recoverMs) this.late++;
    if (ms <= this.recovery.ms) return;
    const error = new RegExp(`"municipality":"${owner}","state":"(\\w+)"`).exec(text)?.[1];
    this.recovery = { ms, of: `${owner}, ${error}, asked for ${question.name}` };
  }
}
