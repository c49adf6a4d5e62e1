import { searchKinds } from '../../kit/search/index.js';

/** Things of all domains: the search is this domain's. */
searchKinds.add({
  ACT: 'правовой акт',
  MEASURE: 'мероприятие',
  CLAUSE: 'пункт акта',
  INSTITUTION: 'организация',
  RECOMMENDATION: 'рекомендация',
});

export const SearchKind = searchKinds.values;
