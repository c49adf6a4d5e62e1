import { anyone } from '../kit/shield.js';
import type { Domain } from '../kit/subgraph.js';
import { AreaResolver } from './area-resolver.js';
import { findArea } from './areas.js';
import { Framework } from './framework.js';
import { FrameworkResolver } from './framework-resolver.js';
import { indicatorsTable } from './indicators-table.js';
import { migrations } from './migrations.js';
import { FrameworkArea, Indicator } from './model.js';
import { IndicatorResolver, QualityAreaResolver, ScaleResolver } from './resolvers.js';
import { findLevel, findScale } from './scales.js';

/** What is measured: areas and scales that all owners share, and each owner's indicators. */
export const indicators: Domain = {
  name: 'indicators',
  entities: [Framework, Indicator, FrameworkArea],
  migrations,
  resolvers: [QualityAreaResolver, ScaleResolver, FrameworkResolver, IndicatorResolver, AreaResolver],
  references: {
    QualityArea: ({ code }: { code: string }) => findArea(code),
    Scale: ({ code }: { code: string }) => findScale(code),
    ScaleLevel: ({ code }: { code: string }) => findLevel(code),
    Framework: ({ id }: { id: string }, { loaders }) => loaders.byId(Framework).load(id),
    Indicator: ({ id }: { id: string }, { loaders }) => loaders.byId(Indicator).load(id),
  },
  kinds: { framework: Framework, indicator: Indicator },
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
