import type { ReferenceColumns } from '../../kit/database/index.js';

/** Columns of this domain by which rows name things of other publications, by the kind of their ids. */
export const monitoringReferences: ReferenceColumns = {
  institution: [
    { table: 'monitoring.observation', column: 'institution_id', named: 'результаты', hasSynthetic: true },
    { table: 'monitoring.past_observation', column: 'institution_id', named: 'прежние результаты', hasSynthetic: true },
    { table: 'monitoring.cluster_assignment', column: 'institution_id', named: 'кластеры', hasSynthetic: true },
    {
      table: 'monitoring.past_cluster_assignment',
      column: 'institution_id',
      named: 'прежние кластеры',
      hasSynthetic: true,
    },
    { table: 'monitoring.deficit', column: 'institution_ids', named: 'дефициты', isList: true, hasSynthetic: true },
    { table: 'monitoring.recommendation', column: 'institution_id', named: 'рекомендации', hasSynthetic: true },
  ],
  act: [{ table: 'monitoring.monitoring_round', column: 'basis_id', named: 'раунды мониторинга', hasSynthetic: true }],
  programme: [
    { table: 'monitoring.monitoring_round', column: 'programme_id', named: 'раунды мониторинга', hasSynthetic: true },
  ],
  round: [
    { table: 'monitoring.observation', column: 'round_id', named: 'результаты' },
    { table: 'monitoring.past_observation', column: 'round_id', named: 'прежние результаты' },
    { table: 'monitoring.cluster_assignment', column: 'round_id', named: 'кластеры' },
    { table: 'monitoring.past_cluster_assignment', column: 'round_id', named: 'прежние кластеры' },
    { table: 'monitoring.deficit', column: 'round_id', named: 'дефициты' },
    { table: 'monitoring.recommendation', column: 'round_id', named: 'рекомендации' },
    { table: 'monitoring.profile_cell', column: 'round_id', named: 'ячейки профилей' },
    { table: 'monitoring.profile_total', column: 'round_id', named: 'итоги профилей' },
    { table: 'monitoring.disclosure', column: 'round_id', named: 'опубликованные профили' },
  ],
  indicator: [
    { table: 'monitoring.observation', column: 'indicator_id', named: 'результаты' },
    { table: 'monitoring.past_observation', column: 'indicator_id', named: 'прежние результаты' },
    { table: 'monitoring.deficit', column: 'indicator_id', named: 'дефициты' },
  ],
  deficit: [{ table: 'monitoring.recommendation', column: 'deficit_ids', named: 'рекомендации', isList: true }],
};
