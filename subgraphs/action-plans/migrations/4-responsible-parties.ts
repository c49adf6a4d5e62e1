import { migration } from '../../kit/database/index.js';

export const responsibleParties = migration(
  '20261124-responsible-parties',
  `create table action_plans.organization (
      id text collate "C" primary key,
      municipality text collate "C" not null,
      name text not null,
      aliases text[] not null,
      kind text collate "C" not null,
      keys text[] not null,
      name_key text collate "C" not null
    )`,
  `create index organization_by_name on action_plans.organization (name_key, id)`,
  `create index organization_by_owner on action_plans.organization (municipality, name_key, id)`,
  `create index organization_by_alias on action_plans.organization using gin (keys)`,
  `create table action_plans.responsible (
      measure_id text collate "C" not null references action_plans.measure on delete cascade,
      seq integer not null,
      text text not null,
      organization_id text collate "C" references action_plans.organization,
      person text,
      role text collate "C" not null,
      resolved boolean not null,
      words text not null,
      person_key text collate "C",
      primary key (measure_id, seq)
    )`,
  `create index responsible_by_organization on action_plans.responsible (organization_id)`,
  `create index responsible_by_person on action_plans.responsible (person_key)`,
  `create index responsible_words on action_plans.responsible using gin (words gin_trgm_ops)`,
  // The body that issued an act; that of an owner's latest act is its authority.
  `alter table action_plans.legal_act add column issuer_id text collate "C" references action_plans.organization`,
  `create index legal_act_issued on action_plans.legal_act (municipality, sort_key desc, id desc)
      where issuer_id is not null`,
);
