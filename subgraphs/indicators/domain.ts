import { anyone } from '../kit/graphql/index.js';
import type { Domain } from '../kit/subgraph/index.js';
import { indicatorsTable } from './imports/indicators-table.js';
import { migrations } from './migrations/migrations.js';
import { Framework } from './model/framework.js';
import { FrameworkArea, Indicator } from './model/indicator.js';
import { findArea } from './model/quality-areas.js';
import { findLevel, findScale } from './model/scales.js';
import { FrameworkResolver } from './resolvers/framework-resolver.js';
import { IndicatorResolver, QualityAreaResolver, ScaleResolver } from './resolvers/indicator-resolvers.js';
import { AreaResolver } from './resolvers/quality-area-resolver.js';

/** What is measured: areas and scales that all owners share, and each owner's indicators. */
export const indicators: Domain = {
  name: 'indicators',
  label: 'показатели',
  entities: [Framework, Indicator, FrameworkArea],
  migrations,
  resolvers: [QualityAreaResolver, ScaleResolver, FrameworkResolver, IndicatorResolver, AreaResolver],
  references: {
    QualityArea: ({ code }: { code: string }) => findArea(code),
    Scale: ({ code }: { code: string }) => findScale(code),
    ScaleLevel: ({ code }: { code: string }) => findLevel(code),
  },
  idKinds: { framework: Framework, indicator: Indicator },
  publishes: [indicatorsTable],
  rules: {
    Query: {
      _entities: anyone,
      qualityAreas: anyone,
      qualityArea: anyone,
      scales: anyone,
      scale: anyone,
      frameworks: anyone,
      framework: anyone,
      indicators: anyone,
      areaCrosswalks: anyone,
      comparability: anyone,
    },
  },
};
