import type { SurnameCase } from '../../acts/index.js';
import { elementAt } from '../../lists/elements.js';
import type { ResponsibleRole } from '../../vocabulary/parties.js';
import { adjectiveStem, isNominativeAdjective } from '../language/inflection.js';
import { fieldOfWork, type Head, headsOf, isAcronym, isLegalForm, postOf } from '../language/organization-nouns.js';
import { type PartyToken, partyTokens } from '../language/party-tokens.js';
import { type DutyMarker, markerAt } from './markers.js';

/** Words of a cell that name one party: posts, an organisation, a person behind it, what brackets add. */
export interface Phrase {
  role: ResponsibleRole;
  tokens: PartyToken[];
  /** Separator between it and the phrase before; «none» where there is none. */
  after: 'start' | 'comma' | 'and' | 'end' | 'marker' | 'none';
  /** The case that a preposition before it puts it into; null for the nominative. */
  governed: SurnameCase | null;
}

/**
 * Takes a cell apart into the parties that it names. They are parted by commas, lines and «и», and often by nothing: then one begins
 * where a post, a legal form, an abbreviation or the head of a name stands in the nominative and what was before is complete.
 */
export function phrasesOf(cell: string, options: { governed?: SurnameCase } = {}): Phrase[] {
  return new Cutter(partyTokens(cell), options.governed ?? null).phrases();
}

/** More words than any name has: what goes on longer is text, and is not worth the time that grows with it. */
const longestPhrase = 60;

class Cutter {
  readonly #tokens: PartyToken[];
  readonly #whole: SurnameCase | null;
  readonly #phrases: Phrase[] = [];
  #current: Phrase;
  /** Inside «…, участвующие в мониторинге»: its words name no further party. */
  #inClause = false;

  constructor(tokens: PartyToken[], governed: SurnameCase | null) {
    this.#tokens = tokens;
    this.#whole = governed;
    this.#current = { role: 'EXECUTOR', tokens: [], after: 'start', governed };
  }

  phrases(): Phrase[] {
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = elementAt(this.#tokens, i);
      const marker = markerAt(this.#tokens, i);
      if (marker) {
        this.#close('marker', marker);
        i += marker.length - 1;
      } else if (token.text === ':' && this.#tokens[i + 1]?.kind === 'person') continue;
      else if (token.kind === 'end') this.#close('end', this.#usual());
      else if (
        token.kind === 'dash' &&
        this.#tokens[i + 1]?.kind === 'word' &&
        postOf(elementAt(this.#tokens, i + 1).text)
      ) {
        this.#close('comma', this.#usual());
      } else if (token.kind === 'comma') this.#atComma(i);
      else if (isConjunction(this.#tokens, i) && this.#beginsSecond(i + conjunctionLength(this.#tokens, i))) {
        const length = conjunctionLength(this.#tokens, i);
        this.#close('and', this.#dutyOf(i + length));
        i += length - 1;
      } else {
        if (!this.#inClause && this.#isComplete() && this.#beginsParty(i, true)) this.#close('none', this.#usual());
        if (this.#current.tokens.length >= longestPhrase) this.#close('none', this.#usual());
        this.#current.tokens.push(token);
      }
    }
    this.#close('end', this.#usual());
    return this.#phrases;
  }

  #usual(): DutyMarker {
    return { role: 'EXECUTOR', governed: this.#whole };
  }

  #close(after: Phrase['after'], { role, governed }: DutyMarker): void {
    const { tokens, after: before } = this.#current;
    const empty = tokens.length === 0;
    this.#inClause = false;
    if (!empty) this.#phrases.push(this.#current);
    // Two signs in a row, as a comma at the end of a line, part no more than one.
    const separator = empty && after !== 'marker' ? before : after;
    this.#current = {
      role,
      tokens: [],
      after: this.#phrases.length === 0 && after !== 'marker' ? 'start' : separator,
      governed,
    };
  }

  #atComma(i: number): void {
    const next = this.#tokens[i + 1];
    const before = this.#current.tokens.at(-1);
    const goesOn =
      next?.kind === 'word' &&
      fieldOfWork.test(next.text) &&
      !isNominativeNoun(next.text) &&
      before?.kind === 'word' &&
      this.#hasHead();
    const clause = isParticiple(next) && this.#current.tokens.length > 0;
    if (clause || (goesOn && !this.#beginsParty(i + 1, false))) {
      this.#inClause = clause;
      if (before) this.#current.tokens[this.#current.tokens.length - 1] = { ...before, glue: ',' };
      return;
    }
    this.#close('comma', this.#dutyOf(i + 1));
  }

  /** «под руководством А и Б»: Б directs as well, unless it stands in the nominative. */
  #dutyOf(i: number): DutyMarker {
    const next = this.#tokens[i];
    const { role, governed } = this.#current;
    if (governed === null || next?.kind !== 'word') return this.#usual();
    const post = postOf(next.text);
    const nominative = post
      ? post.nominative
      : headsOf(next.text).some(({ nominative }) => nominative) || isNominativeAdjective(next.text);
    return nominative ? this.#usual() : { role, governed };
  }

  /** Can a party begin here? `inside`: nothing parts it from the words before, so only the nominative tells. */
  #beginsParty(i: number, inside: boolean): boolean {
    const token = this.#tokens[i];
    if (!token) return false;
    if (token.kind === 'person') return !inside || this.#current.tokens.some(({ kind }) => kind === 'person');
    if (token.kind === 'quote') return false;
    if (token.kind !== 'word') return false;
    const anyCase = !inside && this.#current.governed !== null;
    const post = postOf(token.text);
    if (post) return (post.nominative || anyCase) && !this.#follows(/^(?:зам|пом|и\.о)/i, inside);
    if (isLegalForm(token.text))
      return !inside || !(isLegalForm(this.#current.tokens.at(-1)?.text ?? '') || this.#isUnit());
    if (isAcronym(token.text)) return inside ? this.#standsAlone(token.text) : true;
    if (
      headsOf(token.text).some(
        ({ nominative, number, noun }) => anyCase || (nominative && (number === 'SINGULAR' || !inside || isMany(noun))),
      )
    ) {
      return !inside || !this.#ambiguous(token.text);
    }
    return (isNominativeAdjective(token.text) || anyCase) && this.#describesHead(i, anyCase);
  }

  /** «Независимые наблюдатели», «Главный специалист»: adjectives up to a head or a post. */
  #describesHead(i: number, anyCase: boolean): boolean {
    for (let k = i + 1; k < Math.min(i + 4, this.#tokens.length); k++) {
      const { kind, text } = elementAt(this.#tokens, k);
      if (kind !== 'word') return false;
      const post = postOf(text);
      if (post) return post.nominative || anyCase;
      const heads = headsOf(text);
      if (heads.length > 0) return anyCase || heads.some(({ nominative }) => nominative);
      if (!isNominativeAdjective(text) && !anyCase) return false;
    }
    return false;
  }

  /** One form is of one in the genitive and of many in the nominative: «организации», «школы»; behind a noun it depends on that. */
  #ambiguous(word: string): boolean {
    const forms = headsOf(word);
    const before = this.#current.tokens.at(-1);
    return (
      forms.some(({ nominative }) => !nominative) &&
      before?.kind === 'word' &&
      /^[а-яё]/.test(word) &&
      !isAcronym(before.text)
    );
  }

  /** A second abbreviation is mostly a parent or a place of the first; a commission or a class of institutions is not. */
  #standsAlone(acronym: string): boolean {
    const before = elementAt(this.#current.tokens, -1);
    const depends = before.kind === 'word' && (isLegalForm(before.text) || !isAcronym(before.text)) && !this.#isBody();
    return !depends && /^(?:[ТМ]?КДН|[ТЦ]?ПМПК|[МГБ]?[БАК]?ДО[ОУ]|ОО|ОУ|[РГМ]МО|[СО]ОШ|МОУО?)/.test(acronym);
  }

  #beginsSecond(i: number): boolean {
    return this.#beginsParty(i, false) || this.#sharesPost(i);
  }

  /** «руководители школ и детских садов»: the post is of both. */
  #sharesPost(i: number): boolean {
    if (!this.#current.tokens.some(({ text }) => postOf(text) !== null) || !this.#hasHead()) return false;
    for (let k = i; k < Math.min(i + 4, this.#tokens.length); k++) {
      const { kind, text } = elementAt(this.#tokens, k);
      if (kind !== 'word') return false;
      if (headsOf(text).some(({ noun }) => isMany(noun))) return true;
      if (adjectiveStem(text) === null) return false;
    }
    return false;
  }

  /** «Методический отдел МКУ «Центр …»» is a part of it; an office of a municipality is not. */
  #isUnit(): boolean {
    const head = this.#current.tokens.find(({ kind, text }) => kind === 'word' && headsOf(text).length > 0);
    if (!head) return false;
    const group = headsOf(head.text).some(({ noun }) => noun.kind === 'COMMISSION' || noun.kind === 'GROUP');
    return group || /^(?:отдел|сектор|кабинет|служб)/i.test(head.text);
  }

  /** «отдел образования ДОО» are two, «совет руководителей ДОО» is one. */
  #isBody(): boolean {
    return this.#current.tokens.some(
      ({ kind, text }) =>
        kind === 'word' && headsOf(text).some(({ noun, nominative }) => nominative && noun.kind === 'BODY'),
    );
  }

  #follows(pattern: RegExp, inside: boolean): boolean {
    const before = this.#current.tokens.at(-1);
    return inside && before?.kind === 'word' && pattern.test(before.text);
  }

  #hasHead(): boolean {
    return this.#current.tokens.some(({ kind, text }) => kind === 'word' && headsOf(text).length > 0);
  }

  /** Something is named, not only posts that wait for the name of whose they are. */
  #isComplete(): boolean {
    const { tokens } = this.#current;
    const last = tokens.at(-1);
    if (!last) return false;
    if (last.kind !== 'word') return last.kind !== 'dash';
    if (/^(?:по|и|при|с|в|на|из|за|о|об|для|имени|им\.)$/i.test(last.text)) return false;
    return (
      tokens.some(
        ({ kind, text }) => kind !== 'word' || isAcronym(text) || isLegalForm(text) || headsOf(text).length > 0,
      ) || isPostComplete(tokens)
    );
  }
}

/** «специалисты», «главный специалист» are not complete; «педагоги» are a group, and «методист по …» says enough to be parted. */
function isPostComplete(tokens: readonly PartyToken[]): boolean {
  return (
    tokens.some(({ text }) => postOf(text) !== null) &&
    tokens.filter(({ text }) => postOf(text) === null && !isNominativeAdjective(text)).length > 1
  );
}

/** Bodies are named one by one: «администрации» among other words is of one. */
function isMany({ kind }: Head): boolean {
  return kind === 'INSTITUTION' || kind === 'GROUP';
}

/** «организации, участвующие в …»: says which of them; «заведующие» is a post. */
export function isParticiple(token: PartyToken | undefined): boolean {
  return (
    token?.kind === 'word' &&
    /(?:[юяау]щ|[аеиыуя]вш)(?:ие|их|ими|им|ий|его|ему|ая|ей|ую)(?:ся)?$/.test(token.text) &&
    postOf(token.text) === null &&
    !/^ведущ/i.test(token.text)
  );
}

function isNominativeNoun(word: string): boolean {
  return /(?:культура|наука|семья|опека|молод[её]жь|спорт|туризм)$/i.test(word);
}

function isConjunction(tokens: readonly PartyToken[], i: number): boolean {
  return conjunctionLength(tokens, i) > 0;
}

function conjunctionLength(tokens: readonly PartyToken[], i: number): number {
  const [first, second] = [tokens[i]?.text.toLowerCase(), tokens[i + 1]?.text.toLowerCase()];
  if (tokens[i]?.kind !== 'word' || second === 'зп') return 0;
  if (first === 'а' && second === 'также') return 2;
  return first === 'и' || first === 'или' || first === 'либо' ? 1 : 0;
}
