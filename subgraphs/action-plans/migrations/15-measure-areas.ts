import { migration } from '../../kit/database/index.js';

export const measureAreas = migration(
  '20261124-measure-areas',
  // Who says which areas a measure serves. It outlives the measure, as all that hangs on one does, and is copied to
  // measure.area_codes.
  `create table action_plans.measure_area (
      id text collate "C" primary key,
      measure_id text collate "C" not null,
      area text collate "C" not null,
      municipality text collate "C" not null,
      relation text collate "C" not null,
      authority text not null,
      publication_id text collate "C" not null,
      line integer not null,
      unique (measure_id, area)
    )`,
  `create index measure_area_by_area on action_plans.measure_area (area, municipality)`,
);
