import type { TableOf } from '../../kit/database/index.js';
import type { Framework } from './framework.js';
import type { FrameworkArea, Indicator } from './indicator.js';

export interface IndicatorTables {
  'indicators.framework': TableOf<Framework>;
  'indicators.framework_area': TableOf<FrameworkArea>;
  'indicators.indicator': TableOf<Indicator>;
}
