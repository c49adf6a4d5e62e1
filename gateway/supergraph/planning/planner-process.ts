/**
 * The process in which the native planner runs, because a panic in it ends the process. Its parent sends the
 * supergraph once and then one operation at a time. Planning happens off the event loop, so that the loss of the
 * parent is noticed during a plan that never ends.
 */
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { messageOf } from '../../../schema/errors/unknown-error.js';

export type PlannerRequest = { supergraph: string } | { operation: string; planTimeout: number };
/** `plan` is JSON: the parent parses it once, where it is cached. */
export type PlannerReply = { ready: true } | { plan: string } | { failure: string } | { overdue: true };

const noLabels = new Set<string>();
/** The draw against which `@override(label: "percent(n)")` is held: all of them stay off. */
const noOverride = 100;
let planner: QueryPlanner | undefined;

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', async (request: PlannerRequest) => {
  try {
    if ('supergraph' in request) {
      planner = new QueryPlanner(request.supergraph);
      reply({ ready: true });
    } else {
      using _ = watch(request.planTimeout);
      if (!planner) throw new Error('Expected the supergraph before an operation.');
      const { node } = await planner.planAsync(request.operation, null, noLabels, noOverride);
      reply({ plan: JSON.stringify(node ?? null) });
    }
  } catch (error) {
    reply({ failure: messageOf(error) });
  }
});

/** Says when the plan has cost so much of the processor: on a busy machine it may wait for longer and be none the worse. */
function watch(planTimeout: number): Disposable {
  const before = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 >= planTimeout) reply({ overdue: true });
  }, planTimeout / 10);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function reply(message: PlannerReply): void {
  process.send?.(message);
}
