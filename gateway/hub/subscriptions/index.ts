/** What others import of this folder. */
export { EventSource } from './event-source.js';
export { defaultFollow, Follower, type FollowOptions } from './follow.js';
