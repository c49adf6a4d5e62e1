import type { ParsedDocument, ParsedSignatory, SurnameCase } from '../../acts/index.js';
import { readPerson } from '../language/person-names.js';
import { type PhraseReading, readPhrase } from './read-phrase.js';
import { phrasesOf } from './split-phrases.js';

/** Phrases for the signatory, the controller and the addressees of an order, which names in full what its plan abbreviates. */
export function phrasesOfActs({ acts, plans }: ParsedDocument): PhraseReading[] {
  const signed = [...acts, ...plans].flatMap(({ signatory }) => (signatory ? signature(signatory) : []));
  const controlled = acts.flatMap(({ controller }) => (controller?.name ? inCase(controller.text, 'ACCUSATIVE') : []));
  const addressed = new Set(
    acts.flatMap(({ instructions }) => instructions.flatMap(({ addressee }) => addressee ?? [])),
  );
  return [...signed, ...controlled, ...[...addressed].flatMap((addressee) => inCase(addressee, 'DATIVE'))];
}

/** Posts of one person: the name belongs to the last. */
function signature({ position, name }: ParsedSignatory): PhraseReading[] {
  const post = (position ?? '').replace(acting, ' ').trim();
  const phrases = phrasesOf(post).map(readPhrase);
  return phrases.map((phrase, i) => {
    return i < phrases.length - 1 ? phrase : { ...phrase, person: readPerson(name), personInBrackets: true };
  });
}

const acting = /исполняющ\S+ обязанности|временно|(?<![А-Яа-яЁё])и\.?\s?о\.|врио/gi;

function inCase(text: string, governed: SurnameCase): PhraseReading[] {
  return phrasesOf(text.slice(0, 1000).replace(/^(?:Рекомендовать|Поручить|Предложить)\s/, ''), { governed }).map(
    readPhrase,
  );
}
