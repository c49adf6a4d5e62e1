/** The index of the search: what is put into it, and how a text is looked for. */
export { ExcerptPart, SearchHit, SearchHitConnection, searchKinds } from './entry.js';
export { type Excerpt, excerptOf } from './excerpt.js';
export { indexAgain, indexChanged } from './index-changed.js';
export { indexAll, migrations } from './migrations.js';
export { matches, parseSearchText, phraseQuery, rankOf, searchText, wordQueries } from './question.js';
export { searchable } from './searchable.js';
export { matchesSearch } from './searched.js';
