import { isErrorCode } from '../../schema/errors/catalogue.js';
import { type Answer, type Asked, expect, type Kind, readAnswer, type Verdict, Wrong } from './answer.js';
import { type Expected, withoutCoverage } from './expected.js';

/** What an answer may take beyond its deadline. */
const graceMs = 1000;

/** Is an answer right, whoever it lacks? Rejects with Wrong where not. */
export async function judge(
  asked: Asked,
  owners: readonly string[],
  expected: Pick<Expected, 'is' | 'data'>,
): Promise<Verdict> {
  const { question, status } = asked;
  checkTime(asked);
  const answer = readAnswer(asked);
  const { data, errors = [] } = answer;
  const { answered, missing } = checkCoverage(answer, question, owners);
  checkErrors(answer, missing);
  const code = refusalOf(asked, answered, missing);
  if (code) {
    expect(data === null, `no data beside ${code}`);
    expect(
      errors.some(({ extensions }) => extensions.code === code),
      `${code}`,
    );
    expect(status === 502 || status === 504, `status 502 or 504 of a refusal, got ${status}`);
    return { kind: 'refused', missing, late: [] };
  }
  expect(status === 200, `status 200 of an answer with data, got ${status}`);
  expect(!!data, 'data of those who answered');
  checkOwnCoverage(answer);
  const late = await checkData(JSON.stringify(withoutCoverage(data)), asked, answered, missing, expected);
  const kind: Kind = missing.length > 0 ? 'partial' : 'complete';
  return { kind, missing, late };
}

export function checkTime({ question: { deadlineMs }, from, to, stalledMs }: Asked): void {
  const ms = Math.round(to - from);
  const most = Math.round(deadlineMs + graceMs + stalledMs);
  expect(ms <= most, `an answer within ${most} ms, got it after ${ms} ms`);
}

/** The coverage names those who were to be asked and nobody else, and its numbers are those of its list. */
function checkCoverage({ extensions: { coverage } }: Answer, question: Asked['question'], owners: readonly string[]) {
  const { sources, status } = coverage;
  const named = sources.map(({ municipality }) => municipality);
  const meant = question.owner ? [question.owner] : owners;
  const areMeant = named.length > 0 && named.every((code) => meant.includes(code));
  // Of a pure field one is asked, and the next only where that one fails.
  const areAll = question.isPure || named.length === meant.length;
  expect(areMeant && areAll && new Set(named).size === named.length, `${meant} in the coverage, got ${named}`);
  const isStale = question.directives?.includes('@stale') ?? false;
  const answers = sources.filter(({ state }) => state === 'ANSWERED' || (isStale && state === 'STALE'));
  const answered = answers.map(({ municipality }) => municipality);
  const missing = named.filter((code) => !answered.includes(code));
  const right = answered.length === 0 ? 'EMPTY' : missing.length > 0 ? 'PARTIAL' : 'COMPLETE';
  const isCounted = coverage.asked === named.length && coverage.answered === answered.length;
  expect(isCounted && status === right, `a coverage that fits its list, got ${JSON.stringify(coverage)}`);
  for (const { municipality, state, error, version } of sources) {
    const isMissing = missing.includes(municipality);
    const isNamed = isMissing || state === 'STALE' ? isErrorCode(error) : error === null;
    expect(isNamed && isMissing === (version === null), `a reason for ${municipality}, ${state}, got ${error}`);
  }
  return { answered, missing };
}

/** One error for each owner that is missing, and none for another. */
function checkErrors({ errors = [] }: Answer, missing: readonly string[]): void {
  const named = errors.flatMap(({ extensions }) => extensions.municipality ?? []);
  expect([...named].sort().join() === [...missing].sort().join(), `one error for each of [${missing}], got [${named}]`);
  for (const { extensions } of errors) expect(isErrorCode(extensions.code), `a known code, got ${extensions.code}`);
  const others = errors.filter(({ extensions }) => !extensions.municipality).map(({ extensions }) => extensions.code);
  const unexpected = others.filter((code) => code !== 'INCOMPLETE' && code !== 'ALL_OWNERS_FAILED');
  expect(unexpected.length === 0, `no other errors, got ${unexpected}`);
}

/** The code with which an answer must be refused. */
function refusalOf({ question }: Asked, answered: readonly string[], missing: readonly string[]): string | undefined {
  if (answered.length === 0) return 'ALL_OWNERS_FAILED';
  return missing.length > 0 && question.directives?.includes('@complete') ? 'INCOMPLETE' : undefined;
}

function checkOwnCoverage({ data, extensions }: Answer): void {
  const own = data?.coverage;
  if (!own) return;
  const { status, asked, answered } = extensions.coverage;
  const beside = JSON.stringify({ status, asked, answered });
  expect(JSON.stringify(own) === beside, `the coverage ${beside} in the data, got ${JSON.stringify(own)}`);
}

/**
 * What those who answered say, exactly. An owner may answer and be lost before the second step, in which shared things
 * are asked of everybody: then the coverage names it as missing, and its own rows are there, but what it would have
 * added to shared things is not. Where some are missing, any of them may have been lost so late; the owners' answers are
 * all that is needed to tell, so every way in which it can have come is tried, the most frequent one first.
 */
async function checkData(
  data: string,
  { question }: Asked,
  answered: readonly string[],
  missing: readonly string[],
  expected: Pick<Expected, 'is' | 'data'>,
): Promise<readonly string[]> {
  for (const late of question.hasSecondStep ? subsets(missing) : [[]]) {
    const owners = [...answered, ...late].sort();
    if (await expected.is(data, { question, owners, late })) return late;
  }
  const right = await expected.data({ question, owners: answered, late: [] });
  throw new Wrong(`Expected the data of ${answered}: ${difference(data, right)}`);
}

function subsets(codes: readonly string[]): string[][] {
  const all: string[][] = [[]];
  for (const code of codes) all.push(...all.map((set) => [...set, code]));
  return all.sort((a, b) => a.length - b.length);
}

function difference(got: string, right: string): string {
  let at = 0;
  while (at < got.length && got[at] === right[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  return `at ${at} of ${right.length} characters, got …${around(got)}… instead of …${around(right)}…`;
}
