import { elementAt } from '../../lists/elements.js';
import { findDates, monthWord } from '../text/dates-in-text.js';

export interface ActReference {
  date: string | null;
  number: string | null;
}

/** Reads the parts of a citation one after the other, each from where the one before ended. */
export class CitationScanner {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** The words up to a title or a reference; null where neither comes near, or another act comes first. */
  issuer(): string | null {
    const words = this.#until(titleOrReference, 300);
    return words === null || issuerBreak.test(words) ? null : words;
  }

  /** «от 05.08.2013 № 662», in either order; one part may be missing or cut off. */
  reference(): ActReference | null {
    const start = this.at;
    let date: string | null = null;
    let number: string | null = null;
    for (let turn = 0; turn < 2; turn++) {
      this.take(/\s/y);
      if (!date && this.take(/от(?![А-Яа-яЁё])\s?/y)) date = this.#date();
      else if (!number && this.take(/№\s?|N\s?(?=\d)/y)) number = this.take(actNumber)?.[0] ?? null;
    }
    if (this.at > start && /\s/.test(elementAt(this.text, this.at - 1))) this.at--;
    return this.at > start ? { date, number } : null;
  }

  /** A quoted title right behind; its own quotes are counted, because titles quote titles. */
  title(): string | null {
    const open = /\s?[«"]/y;
    const start = this.at;
    const quote = this.take(open)?.[0].at(-1);
    if (!quote) return null;
    const close = quote === '"' ? '"' : '»';
    for (let i = this.at, depth = 1; i < Math.min(this.text.length, start + 2000); i++) {
      if (this.text[i] === close) depth--;
      else if (this.text[i] === '«' && close === '»') depth++;
      if (depth > 0) continue;
      const title = this.text.slice(this.at, i);
      this.at = i + 1;
      return title;
    }
    this.at = start;
    return null;
  }

  /** The acts that changed this one, named in brackets behind it: «(в редакции от 12.03.2020 № 264)». */
  amendments(): { raw: string; reference: ActReference }[] {
    const start = this.at;
    if (!this.take(/\s?\((?:в\s(?:действующей\s)?ред(?:акции|\.)|ред\.|с\sизм(?:енениями|\.)|с\sпоследующими)/y))
      return [];
    const length = this.text.slice(this.at, this.at + 2000).indexOf(')');
    if (length < 0) {
      this.at = start;
      return [];
    }
    const end = this.at + length;
    const changes: { raw: string; reference: ActReference }[] = [];
    while (this.#until(referenceStart, end - this.at) !== null) {
      const from = this.at;
      const reference = this.reference();
      if (!reference) break;
      changes.push({ raw: this.text.slice(from, this.at).trim(), reference });
    }
    this.at = end + 1;
    return changes;
  }

  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  #until(pattern: RegExp, limit: number): string | null {
    const window = this.text.slice(this.at, this.at + limit);
    const match = pattern.exec(window);
    if (!match) return null;
    this.at += match.index;
    return window.slice(0, match.index);
  }

  #date(): string | null {
    const match = findDates(this.text.slice(this.at, this.at + 40))[0];
    if (!match || match.index > 1) return null;
    this.at += match.end;
    this.take(/\s?(?:года?|г\.?)(?![А-Яа-яЁё])/y);
    return match.date;
  }
}

const reference = `(?<![А-Яа-яЁё])от(?=\\s(?:[«"“]?\\d{1,2}[»"”]?(?:\\.\\d|\\s${monthWord})|_|\\d{4}-)|\\s?$)|№\\s?(?=[\\dA-Za-zА-Яа-яЁё_]|$)|(?<![A-Za-z])N\\s?(?=\\d)`;
const referenceStart = new RegExp(reference);
const titleOrReference = new RegExp(`[«"]Об?о?\\s|${reference}`);
/** Words that never stand between the kind of an act and its reference. */
const issuerBreak =
  /[;:]|(?<!\s(?:г|п|с|ст|им|пос|обл))\.\s[А-ЯЁ]|(?<![А-Яа-яЁё])(?:приказ|постановлени|распоряжени|указ|письм|закон(?:ом|а|у)?(?![а-яё])|утвердить|настоящ)/i;

/** «273 ФЗ» is as common as «273-ФЗ». */
const actNumber =
  /\d{1,4} ФЗ(?![А-Яа-яЁё])|[\dA-Za-zА-Яа-яЁё](?:[\dA-Za-zА-Яа-яЁё]|[-–/.](?=[\dA-Za-zА-Яа-яЁё])){0,40}/y;
