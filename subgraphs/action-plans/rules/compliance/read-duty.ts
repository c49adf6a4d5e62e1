/** What of an institution's own plan answers an instruction: the day of its approval, of its publication, or both. */
export interface InstitutionTask {
  approve: boolean;
  publish: boolean;
}

/**
 * Reads from an instruction's words whether it orders institutions to approve or to publish their plan; null where it
 * orders something that no date of a plan answers.
 */
export function readTask(text: string): InstitutionTask | null {
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}+/gu) ?? [];
  if (!words.some((word, index) => isPlan(word, words[index + 1]))) return null;
  const orders = (verb: RegExp) => words.some((word, index) => verb.test(word) && words[index - 1] !== 'не');
  const duty = { approve: orders(approving), publish: orders(publishing) };
  return duty.approve || duty.publish ? duty : null;
}

// Only the verb orders, or its noun («обеспечить утверждение плана»): «утвержденный план» names what is approved already.
const approving = /^утвер(?:дить|дите|ждать|ждение)$/;
const publishing = /^(?:опубликовать|опубликуйте|опубликование|публикацию|разместить|разместите|размещать|размещение)$/;

function isPlan(word: string, next = ''): boolean {
  return /^план(?:а|у|ом|е|ы|ов|ам|ами|ах)?$/.test(word) || (/^дорожн/.test(word) && /^карт/.test(next));
}
