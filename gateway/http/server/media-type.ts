import { qualityOf, readPreferences } from './preferences.js';

const graphqlJson = 'application/graphql-response+json';
const plainJson = 'application/json';
const events = 'text/event-stream';

export type MediaType = typeof graphqlJson | typeof plainJson | typeof events;

/**
 * The type in which a client wants its answer. Where it wants none of ours it gets JSON: it may disregard the type, and
 * an error page would help nobody.
 */
export function acceptedType(accept: string | undefined): MediaType {
  const preferences = readPreferences(accept ?? '');
  // What only a wildcard allows may be something that the client cannot read, so JSON alone is meant by one.
  const choices: [MediaType, number | undefined][] = [
    [graphqlJson, qualityOf(preferences, graphqlJson)],
    [plainJson, qualityOf(preferences, plainJson, 'application/*', '*/*')],
    [events, qualityOf(preferences, events)],
  ];
  const most = Math.max(...choices.map(([, quality = 0]) => quality));
  const best = choices.find(([, quality]) => quality === most);
  return most === 0 || !best ? plainJson : best[0];
}

/** The same, where there is nothing to stream. */
export function acceptedJsonType(accept: string | undefined): Exclude<MediaType, typeof events> {
  const type = acceptedType(accept);
  return type === events ? plainJson : type;
}

/** Does the client take events, whatever it would rather have? */
export function acceptsEvents(accept: string | undefined): boolean {
  return (qualityOf(readPreferences(accept ?? ''), events) ?? 0) > 0;
}
