/** Word forms, spellings and letters, by which texts are compared, searched and corrected. */
export { dictionary } from './dictionary.js';
export { editDistance } from './edit-distance.js';
export { homoglyphs, inCyrillic, withoutHomoglyphs } from './homoglyphs.js';
export { digitsOf, nearest } from './nearest-word.js';
export { reducerVersion } from './reduce.js';
export { isDay, isFunctionWord, monthOf, type Term, termsOf } from './terms.js';
