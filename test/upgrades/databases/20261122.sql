-- All tables, functions, views and rows that the program of that day made on an empty database.
set check_function_bodies = false;
CREATE SCHEMA action_plans;
CREATE SCHEMA indicators;
CREATE SCHEMA institutions;
CREATE SCHEMA ledger;
CREATE SCHEMA monitoring;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE FUNCTION action_plans.joined(text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string($1, ' '::text);
CREATE TABLE action_plans.action_plan (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    act_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    period jsonb NOT NULL,
    period_source text NOT NULL COLLATE pg_catalog."C",
    goals jsonb NOT NULL,
    columns jsonb NOT NULL,
    sections jsonb NOT NULL,
    issues jsonb NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE action_plans.citation (
    act_id text NOT NULL COLLATE pg_catalog."C",
    seq integer NOT NULL,
    measure_id text COLLATE pg_catalog."C",
    cited_id text COLLATE pg_catalog."C",
    raw text NOT NULL,
    kind text COLLATE pg_catalog."C",
    number text,
    date date,
    article text,
    line integer
);
CREATE TABLE action_plans.institution_plan (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    institution_id text NOT NULL COLLATE pg_catalog."C",
    approved_at date,
    published_at date,
    url text
);
CREATE TABLE action_plans.instruction (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    act_id text NOT NULL COLLATE pg_catalog."C",
    seq integer NOT NULL,
    number text NOT NULL,
    text text NOT NULL,
    addressee text,
    scope text NOT NULL COLLATE pg_catalog."C",
    deadline_text text,
    provenance jsonb NOT NULL
);
CREATE TABLE action_plans.legal_act (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    number text,
    date date,
    date_candidates text[] NOT NULL,
    title text NOT NULL,
    issuer text,
    place text,
    signatory jsonb,
    controller text,
    clauses jsonb NOT NULL,
    period jsonb,
    education_levels text[] NOT NULL,
    text text NOT NULL,
    sha256 text NOT NULL,
    issues jsonb NOT NULL,
    provenance jsonb NOT NULL,
    approved_by_id text COLLATE pg_catalog."C",
    sort_key text NOT NULL COLLATE pg_catalog."C",
    search tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, replace(lower(((title || ' '::text) || text)), 'ё'::text, 'е'::text))) STORED
);
CREATE TABLE action_plans.measure (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    plan_id text NOT NULL COLLATE pg_catalog."C",
    section_path text[] NOT NULL,
    number text,
    ordinal integer NOT NULL,
    title text NOT NULL,
    deadline_text text,
    responsible_text text,
    participants text,
    form text,
    planned_results text[] NOT NULL,
    area_codes text[] NOT NULL,
    education_levels text[] NOT NULL,
    issues jsonb NOT NULL,
    provenance jsonb NOT NULL,
    responsible_key text NOT NULL,
    source_order text NOT NULL COLLATE pg_catalog."C",
    search tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, replace(lower(((((title || ' '::text) || COALESCE(form, ''::text)) || ' '::text) || action_plans.joined(planned_results))), 'ё'::text, 'е'::text))) STORED
);
CREATE TABLE action_plans.measure_deficit (
    deficit_id text NOT NULL COLLATE pg_catalog."C",
    measure_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE indicators.framework_area (
    municipality text NOT NULL COLLATE pg_catalog."C",
    area text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE indicators.indicator (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    unit text NOT NULL,
    scale_code text COLLATE pg_catalog."C",
    evidence text[] NOT NULL,
    valid_from date,
    valid_to date,
    provenance jsonb NOT NULL,
    code_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE institutions.institution (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    full_name text NOT NULL,
    short_name text,
    legal_form text NOT NULL COLLATE pg_catalog."C",
    inn text,
    kpp text,
    ogrn text,
    address text,
    site text,
    status text NOT NULL COLLATE pg_catalog."C",
    capacity integer,
    enrolment integer,
    groups jsonb NOT NULL,
    synthetic boolean NOT NULL,
    provenance jsonb NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE institutions.municipality (
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL,
    oktmo text
);
CREATE TABLE ledger.data_version (
    only_row boolean DEFAULT true NOT NULL,
    version integer NOT NULL,
    as_of timestamp with time zone,
    CONSTRAINT data_version_only_row_check CHECK (only_row)
);
CREATE TABLE ledger.publication (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    domain text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    sha256 text NOT NULL,
    filename text,
    recorded_at timestamp with time zone NOT NULL,
    published_by text,
    rows integer NOT NULL,
    issues jsonb NOT NULL,
    supersedes_id text COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.deficit (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    area_code text NOT NULL COLLATE pg_catalog."C",
    indicator_id text COLLATE pg_catalog."C",
    institution_ids text[] NOT NULL,
    statement text NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.monitoring_round (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    period jsonb NOT NULL,
    year integer NOT NULL,
    level text NOT NULL COLLATE pg_catalog."C",
    basis_id text COLLATE pg_catalog."C",
    sampled boolean NOT NULL,
    institutions_covered integer NOT NULL,
    institutions_total integer NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.observation (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text COLLATE pg_catalog."C",
    value double precision,
    level_code text COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    observed_at date,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.migration (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    executed_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP(6) NOT NULL
);
CREATE SEQUENCE public.migration_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migration_id_seq OWNED BY public.migration.id;
ALTER TABLE ONLY public.migration ALTER COLUMN id SET DEFAULT nextval('public.migration_id_seq'::regclass);
INSERT INTO ledger.data_version VALUES (true, 0, NULL);
INSERT INTO public.migration VALUES (1, '20261122-ledger-1', '2026-12-01 17:40:32.276564+00');
INSERT INTO public.migration VALUES (2, '20261122-institutions-1', '2026-12-01 17:40:32.276564+00');
INSERT INTO public.migration VALUES (3, '20261122-indicators-1', '2026-12-01 17:40:32.276564+00');
INSERT INTO public.migration VALUES (4, '20261122-monitoring-1', '2026-12-01 17:40:32.276564+00');
INSERT INTO public.migration VALUES (5, '20261122-action-plans-1', '2026-12-01 17:40:32.276564+00');
SELECT pg_catalog.setval('public.migration_id_seq', 5, true);
ALTER TABLE ONLY action_plans.action_plan
    ADD CONSTRAINT action_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.citation
    ADD CONSTRAINT citation_pkey PRIMARY KEY (act_id, seq);
ALTER TABLE ONLY action_plans.institution_plan
    ADD CONSTRAINT institution_plan_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY action_plans.institution_plan
    ADD CONSTRAINT institution_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.instruction
    ADD CONSTRAINT instruction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.legal_act
    ADD CONSTRAINT legal_act_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.measure_deficit
    ADD CONSTRAINT measure_deficit_pkey PRIMARY KEY (deficit_id, measure_id);
ALTER TABLE ONLY action_plans.measure
    ADD CONSTRAINT measure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY indicators.framework_area
    ADD CONSTRAINT framework_area_pkey PRIMARY KEY (area, municipality);
ALTER TABLE ONLY indicators.indicator
    ADD CONSTRAINT indicator_municipality_code_version_key UNIQUE (municipality, code, version);
ALTER TABLE ONLY indicators.indicator
    ADD CONSTRAINT indicator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY institutions.institution
    ADD CONSTRAINT institution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY institutions.municipality
    ADD CONSTRAINT municipality_pkey PRIMARY KEY (code);
ALTER TABLE ONLY ledger.data_version
    ADD CONSTRAINT data_version_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY ledger.publication
    ADD CONSTRAINT publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.deficit
    ADD CONSTRAINT deficit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.monitoring_round
    ADD CONSTRAINT monitoring_round_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.observation
    ADD CONSTRAINT observation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);
CREATE INDEX action_plan_by_act ON action_plans.action_plan USING btree (act_id, sort_key, id);
CREATE INDEX action_plan_by_start ON action_plans.action_plan USING btree (sort_key, id);
CREATE INDEX citation_by_cited ON action_plans.citation USING btree (cited_id);
CREATE INDEX instruction_by_act ON action_plans.instruction USING btree (act_id, seq);
CREATE INDEX legal_act_by_date ON action_plans.legal_act USING btree (sort_key, id) WHERE (municipality IS NOT NULL);
CREATE INDEX legal_act_search ON action_plans.legal_act USING gin (search);
CREATE INDEX measure_by_area ON action_plans.measure USING gin (area_codes);
CREATE INDEX measure_by_owner ON action_plans.measure USING btree (municipality, source_order, id);
CREATE INDEX measure_by_plan ON action_plans.measure USING btree (plan_id, source_order, id);
CREATE INDEX measure_deficit_by_measure ON action_plans.measure_deficit USING btree (measure_id);
CREATE INDEX measure_in_order ON action_plans.measure USING btree (source_order, id);
CREATE INDEX measure_responsible ON action_plans.measure USING gin (responsible_key public.gin_trgm_ops);
CREATE INDEX measure_search ON action_plans.measure USING gin (search);
CREATE INDEX indicator_by_code ON indicators.indicator USING btree (code_key, id);
CREATE INDEX institution_by_name ON institutions.institution USING btree (name_key, id);
CREATE INDEX institution_by_owner ON institutions.institution USING btree (municipality, name_key, id);
CREATE INDEX publication_by_time ON ledger.publication USING btree (sort_key, id);
CREATE UNIQUE INDEX publication_current ON ledger.publication USING btree (municipality, subject) WHERE (status = 'PUBLISHED'::text);
CREATE INDEX deficit_by_area ON monitoring.deficit USING btree (area_code, sort_key, id);
CREATE INDEX deficit_by_institution ON monitoring.deficit USING gin (institution_ids);
CREATE INDEX deficit_in_order ON monitoring.deficit USING btree (sort_key, id);
CREATE INDEX monitoring_round_in_order ON monitoring.monitoring_round USING btree (sort_key, id);
CREATE INDEX observation_by_institution ON monitoring.observation USING btree (institution_id, sort_key, id);
CREATE INDEX observation_by_round ON monitoring.observation USING btree (round_id, sort_key, id);
CREATE INDEX observation_in_order ON monitoring.observation USING btree (sort_key, id);
ALTER TABLE ONLY action_plans.action_plan
    ADD CONSTRAINT action_plan_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.citation
    ADD CONSTRAINT citation_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.citation
    ADD CONSTRAINT citation_cited_id_fkey FOREIGN KEY (cited_id) REFERENCES action_plans.legal_act(id);
ALTER TABLE ONLY action_plans.instruction
    ADD CONSTRAINT instruction_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.measure_deficit
    ADD CONSTRAINT measure_deficit_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES action_plans.measure(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.measure
    ADD CONSTRAINT measure_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES action_plans.action_plan(id) ON DELETE CASCADE;
ALTER TABLE ONLY institutions.institution
    ADD CONSTRAINT institution_municipality_fkey FOREIGN KEY (municipality) REFERENCES institutions.municipality(code);
ALTER TABLE ONLY monitoring.deficit
    ADD CONSTRAINT deficit_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.observation
    ADD CONSTRAINT observation_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
