import { stop } from './start.js';

/** jest's globalTeardown. */
export default () => stop();
