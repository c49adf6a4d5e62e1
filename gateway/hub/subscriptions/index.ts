/** What others import of this folder. */
export { EventSource } from './event-source.js';
export { Follower, type FollowOptions } from './follow.js';
