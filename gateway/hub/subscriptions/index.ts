/** Subscriptions: the owners' streams of events become one. */
export { EventSource } from './event-source.js';
export { defaultFollow, Follower, type FollowOptions } from './follow.js';
