import { registerEnum, type ValueOf } from '../../kit/graphql/index.js';

export const DeficitOutcomeState = registerEnum(
  'DeficitOutcomeState',
  'What the next round of the same level showed of a deficit.',
  {
    RESOLVED: 'устранён',
    IMPROVED: 'стал меньше',
    REMAINED: 'остался',
    WORSE: 'стал больше',
    NOT_MEASURED: 'не измерялся или не сопоставим',
  },
);
export type DeficitOutcomeState = ValueOf<typeof DeficitOutcomeState>;
