export interface FollowRequest {
  /** The subscription's field. */
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** How far the client has come before; null for a new one, which hears of what happens from now on. */
  readonly after: string | null;
  readonly requestId: string;
  readonly authorization?: string;
  readonly signal: AbortSignal;
}

export interface StreamEvent {
  /** How far the stream has come with this event. */
  readonly position: string;
  /** Global id of the thing that is new; absent where only the position is told. */
  readonly node?: string;
  /** For whoever watches: it says nothing of the data. */
  readonly comment?: string;
}
