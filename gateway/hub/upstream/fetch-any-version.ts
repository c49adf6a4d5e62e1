import type { Source } from '../../../schema/contract/coverage.js';
import type { ErrorCode } from '../../../schema/errors/catalogue.js';
import { callOf, type OwnerCall } from '../plan/index.js';
import { sourcesOf } from './coverage.js';
import type { Deadline } from './deadline.js';
import { fresh, type Heard, type Hearing, hear } from './fetch-answer.js';
import { reduce } from './plan-for-version.js';
import type { OwnerSchema } from './schema-compatibility.js';
import type { OwnerVersions } from './schema-versions.js';

/**
 * Asks an owner, whatever version it runs, for what it has of what is asked. What it lacks is said in the coverage; an
 * owner whose schema contradicts ours is not asked. Only an answer shows that an owner runs another version than the
 * last time, so one that refused a question which is not for its version is asked once more.
 */
export async function hearAnyVersion(
  call: OwnerCall,
  hearing: Hearing,
  versions: OwnerVersions,
  deadline: Deadline,
): Promise<Heard> {
  const { owner } = call;
  if (versions.isDue(owner)) await versions.look(owner, deadline);
  const before = versions.of(owner);
  const heard = await hearVersion(call, before, hearing, deadline);
  if (heard.schema === undefined) return heard;
  await versions.hear(owner, heard.schema, deadline);
  const now = versions.of(owner);
  if (now === before || (hearing.isMutation && !isUnfit(heard))) return heard;
  const stands = !isUnfit(heard) && !before && !now?.contradictions.length;
  return stands ? heard : hearVersion(call, now, hearing, deadline);
}

function hearVersion(
  call: OwnerCall,
  theirs: OwnerSchema | undefined,
  hearing: Hearing,
  deadline: Deadline,
): Promise<Heard> | Heard {
  if (!theirs) return hear(call, hearing, deadline);
  if (theirs.contradictions.length > 0) return unasked(call, 'OWNER_INCOMPATIBLE');
  const missing = new Set<string>();
  const kept = call.routes.flatMap((route, index) => {
    const reduced = reduce(call.plans[index]!, theirs.schema, call.variables);
    for (const place of reduced.missing) missing.add(place);
    return reduced.plan ? [{ route, plan: reduced.plan }] : [];
  });
  if (missing.size === 0) return hear(call, hearing, deadline);
  if (kept.length === 0) return unasked(call, 'OWNER_OUTDATED', missing);
  const plans = kept.map(({ plan }) => plan);
  const text = call.operation.text(plans, call.owner.municipalities.size > 1, false);
  const reduced = callOf({ ...call, plans, routes: kept.map(({ route }) => route) }, text);
  return hear(reduced, hearing, deadline).then((heard) => lacking(heard, missing));
}

/** Did the owner refuse the question as one that its schema does not allow? Then it has not begun with it. */
function isUnfit(heard: Heard): boolean {
  const refusal = heard.kept ? undefined : heard.read().failure?.refusal?.code;
  return refusal === 'OPERATION_INVALID' || refusal === 'BAD_VARIABLE';
}

function unasked(call: OwnerCall, code: ErrorCode, missing?: ReadonlySet<string>): Heard {
  const { owner, routes, codes } = call;
  const sources = sourcesOf(owner, codes, undefined, 0, code).map((source) => marked(source, missing));
  return fresh({ owner, routes, sources, data: null, errors: [], found: [], failure: { code } });
}

/** The answer, and what it lacks. What is merged from it is not kept: it depends on more than the answer. */
function lacking({ owner, routes, sources, schema, read }: Heard, missing: ReadonlySet<string>): Heard {
  return {
    owner,
    routes,
    schema,
    sources: sources.map((source) => marked(source, missing)),
    read() {
      const answer = read();
      if (answer.failure) return answer;
      return { ...answer, missing, sources: answer.sources.map((source) => marked(source, missing)) };
    },
  };
}

function marked(source: Source, missing: ReadonlySet<string> | undefined): Source {
  if (!missing) return source;
  return { ...source, error: source.error ?? 'OWNER_OUTDATED', missing: [...missing].sort() };
}
