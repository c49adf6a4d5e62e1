import { HubError } from '../../../../schema/errors/catalogue.js';

/** A text of the client's without blanks around it; null where nothing is left. */
export function cleanText(name: string, text: string | null | undefined, atMost: number): string | null {
  const clean = text?.trim() ?? '';
  if (clean.length > atMost) {
    throw new HubError('BAD_ARGUMENT', { reason: 'TOO_LONG', argument: name, limit: atMost, got: clean.length });
  }
  return clean === '' ? null : clean;
}

/** Refuses an address that a page could run instead of open. */
export function checkAddress(name: string, text: string | null): void {
  if (text !== null && !isWebAddress(text)) {
    throw new HubError('BAD_ARGUMENT', { reason: 'WEB_ADDRESS', argument: name, got: text });
  }
}

export function checkEvidence(name: string, text: string | null): void {
  if (text !== null && !isEvidence(text)) checkAddress(name, text);
}

/** Words with blanks are no address; one word that begins as an address of another kind is one. */
export function isEvidence(text: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:\S*$/i.test(text) || isWebAddress(text);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/[^\s]+$/i.test(text);
}
