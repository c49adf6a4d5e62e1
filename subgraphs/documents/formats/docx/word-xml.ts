import type { XmlElement } from '../office/xml.js';

const spaces = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  // As written by «Strict Open XML».
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);

export function isWord(space: string): boolean {
  return spaces.has(space);
}

/** A property that is on when its element is there, unless it says otherwise. */
export function isOn(element: XmlElement): boolean {
  return !/^(?:0|false|off|none)$/.test(element.attribute('val') ?? '');
}

/** A whole number of the file's, kept within what can be meant. */
export function numberOf(value: string | undefined, least: number, most: number): number | null {
  const number = value === undefined ? Number.NaN : Number.parseInt(value, 10);
  return Number.isNaN(number) ? null : Math.min(Math.max(number, least), most);
}
