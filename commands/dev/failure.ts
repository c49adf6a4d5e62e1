/** A mistake or a state of this machine that one line explains: shown without a stack, exit code 1. */
export class Failure extends Error {
  override name = 'Failure';
}
