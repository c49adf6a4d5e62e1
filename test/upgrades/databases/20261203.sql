-- All tables, functions, views and rows that the program of that day made on an empty database.
set check_function_bodies = false;
CREATE SCHEMA action_plans;
CREATE SCHEMA indicators;
CREATE SCHEMA institutions;
CREATE SCHEMA ledger;
CREATE SCHEMA monitoring;
CREATE SCHEMA search;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE FUNCTION action_plans.done_by_occurrences(measure_id text, candidate integer, as_of date) RETURNS TABLE(done date, cancelled boolean)
    LANGUAGE sql STABLE ROWS 1
    AS $_$
     select max(p.day) filter (where p.status = 'DONE'), not bool_or(p.status = 'DONE')
     from action_plans.measure_occurrence o
     left join action_plans.progress_in_force p
       on p.measure_id = $1 and not p.whole and p.starts is not distinct from o.starts and p.ends is not distinct from o.ends and p.status <> 'IN_PROGRESS' and p.day <= as_of
     where o.measure_id = $1 and o.candidate = $2
     having count(*) = count(p.day) and count(*) > 0 $_$;
CREATE FUNCTION action_plans.joined(text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string($1, ' '::text);
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
    deadline jsonb,
    deadline_kind text COLLATE pg_catalog."C",
    deadline_status text COLLATE pg_catalog."C",
    starts date,
    due date,
    confirmed integer,
    due_in_force date,
    due_asc_key text DEFAULT '9999-99-99'::text NOT NULL COLLATE pg_catalog."C",
    due_desc_key text DEFAULT '0000-00-00'::text NOT NULL COLLATE pg_catalog."C",
    result_dates text[] NOT NULL
);
CREATE FUNCTION action_plans.measure_began(m action_plans.measure) RETURNS date
    LANGUAGE sql STABLE
    AS $$
     select least(
       coalesce(
         (select case when bool_and(o.starts is not null) then min(o.starts) end from action_plans.measure_occurrence o
          where o.measure_id = m.id and o.candidate = coalesce(m.confirmed, 0)),
         (select coalesce((p.period->>'start')::date, a.date) from action_plans.action_plan p
          join action_plans.legal_act a on a.id = p.act_id where p.id = m.plan_id)
       ),
       (select min(p.day) from action_plans.progress_in_force p
        where p.measure_id = m.id and p.status in ('IN_PROGRESS', 'DONE'))
     ) $$;
CREATE FUNCTION action_plans.measure_state(m action_plans.measure, as_of date) RETURNS TABLE(state text, missed integer)
    LANGUAGE sql STABLE ROWS 1
    AS $$
     select
       case
         when f.cancelled then 'CANCELLED'
         when m.confirmed is null and m.deadline_status = 'CONFLICT' then 'UNCERTAIN'
         when m.confirmed is null and m.deadline_status = 'AMBIGUOUS' then (
           select case when count(distinct reading.state) = 1 then min(reading.state) else 'UNCERTAIN' end
           from (
             select case when d.cancelled then 'CANCELLED'
               else action_plans.state_by(
                 (select max(o.ends) from action_plans.measure_occurrence o
                  where o.measure_id = m.id and o.candidate = c), least(f.done, d.done), f.begun, as_of)
               end as state
             from generate_series(0, greatest(jsonb_array_length(m.deadline->'candidates'), 1) - 1) c
             left join lateral action_plans.done_by_occurrences(m.id, c, as_of) d on f.in_parts
           ) reading
         )
         when f.in_parts then (
           select case when d.cancelled then 'CANCELLED'
             else action_plans.state_by(m.due_in_force, least(f.done, d.done), f.begun, as_of) end
           from (values (true)) one
           left join lateral action_plans.done_by_occurrences(m.id, coalesce(m.confirmed, 0), as_of) d on true
         )
         else action_plans.state_by(m.due_in_force, f.done, f.begun, as_of)
       end,
       case when m.deadline_kind = 'RECURRING' and f.done is null
         and (m.confirmed is not null or m.deadline_status <> 'CONFLICT')
       then (
         select count(*)::integer from action_plans.measure_occurrence o
         where o.measure_id = m.id and o.candidate = coalesce(m.confirmed, 0) and o.ends < as_of
           and (f.cancelled_on is null or f.cancelled_on > o.ends)
           and not exists (
             select from action_plans.progress_in_force p
             where p.measure_id = m.id and not p.whole and p.starts is not distinct from o.starts and p.ends is not distinct from o.ends
               and p.status <> 'IN_PROGRESS' and p.day <= as_of
           )
       ) else 0 end
     from (
       select
         coalesce(bool_or(p.whole and p.status = 'CANCELLED'), false) as cancelled,
         min(p.day) filter (where p.whole and p.status = 'CANCELLED') as cancelled_on,
         min(p.day) filter (where p.whole and p.status = 'DONE') as done,
         coalesce(bool_or(p.status <> 'CANCELLED'), false) as begun,
         coalesce(bool_or(not p.whole), false) as in_parts
       from action_plans.progress_in_force p
       where p.measure_id = m.id and p.day <= as_of
     ) f $$;
CREATE FUNCTION action_plans.put_deadline_in_force() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    declare
      windows jsonb;
    begin
      new.confirmed := null;
      new.due_in_force := new.due;
      if jsonb_array_length(new.deadline->'candidates') > 0 then
        select c.candidate, c.windows into new.confirmed, windows
        from action_plans.deadline_confirmation c
        where c.measure_id = new.id and c.deadline_text = new.deadline->>'text'
          and c.windows = new.deadline->'candidates'->c.candidate;
        if new.confirmed is not null then
          new.due_in_force := (select max((w->>'end')::date) from jsonb_array_elements(windows) w);
        end if;
      end if;
      new.due_asc_key := coalesce(to_char(new.due_in_force, 'YYYY-MM-DD'), '9999-99-99');
      new.due_desc_key := coalesce(to_char(new.due_in_force, 'YYYY-MM-DD'), '0000-00-00');
      return new;
    end $$;
CREATE FUNCTION action_plans.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
      raise exception '%.% only grows', tg_table_schema, tg_table_name;
    end $$;
CREATE FUNCTION action_plans.state_by(due date, done date, begun boolean, as_of date) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (done <= COALESCE(due, 'infinity'::date)) THEN 'DONE'::text WHEN (done IS NOT NULL) THEN 'DONE_LATE'::text WHEN (due < as_of) THEN 'OVERDUE'::text WHEN begun THEN 'IN_PROGRESS'::text WHEN (due IS NULL) THEN 'NOT_DATED'::text ELSE 'NOT_STARTED'::text END;
CREATE FUNCTION ledger.new_stamp() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin new.stamp := gen_random_uuid(); return new; end $$;
CREATE FUNCTION ledger.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
      begin raise exception 'The audit log is only ever added to.' using errcode = 'insufficient_privilege'; end $$;
CREATE FUNCTION search.note_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
      begin
        insert into search.changed (type, id) select tg_argv[0], id from changed_rows on conflict do nothing;
        return null;
      end $$;
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
    line integer,
    role text NOT NULL COLLATE pg_catalog."C",
    amends_id text COLLATE pg_catalog."C",
    title text,
    issuer text
);
CREATE TABLE action_plans.deadline_confirmation (
    measure_id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    candidate integer NOT NULL,
    deadline_text text NOT NULL,
    windows jsonb NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    confirmed_by text
);
CREATE TABLE action_plans.institution_plan (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    institution_id text NOT NULL COLLATE pg_catalog."C",
    approved_at date,
    published_at date,
    url text,
    publication_id text COLLATE pg_catalog."C"
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
    provenance jsonb NOT NULL,
    deadline jsonb,
    due date
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
    issuer_id text COLLATE pg_catalog."C",
    identity text COLLATE pg_catalog."C",
    withdrawn_at timestamp with time zone
);
CREATE TABLE action_plans.measure_area (
    id text NOT NULL COLLATE pg_catalog."C",
    measure_id text NOT NULL COLLATE pg_catalog."C",
    area text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    relation text NOT NULL COLLATE pg_catalog."C",
    authority text NOT NULL,
    publication_id text NOT NULL COLLATE pg_catalog."C",
    line integer NOT NULL
);
CREATE TABLE action_plans.measure_deficit (
    deficit_id text NOT NULL COLLATE pg_catalog."C",
    measure_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE action_plans.measure_identity (
    id text NOT NULL COLLATE pg_catalog."C",
    plan_id text NOT NULL COLLATE pg_catalog."C",
    section_path text[] NOT NULL,
    section_title text,
    title text NOT NULL,
    deadline_text text,
    responsible_text text,
    last_seen timestamp with time zone NOT NULL
);
CREATE TABLE action_plans.measure_occurrence (
    measure_id text NOT NULL COLLATE pg_catalog."C",
    candidate integer NOT NULL,
    seq integer NOT NULL,
    starts date,
    ends date
);
CREATE TABLE action_plans.organization (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    aliases text[] NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    keys text[] NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE action_plans.organization_mention (
    act_id text NOT NULL COLLATE pg_catalog."C",
    organization_id text NOT NULL COLLATE pg_catalog."C",
    names text[] NOT NULL
);
CREATE TABLE action_plans.progress_report (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    measure_id text NOT NULL COLLATE pg_catalog."C",
    seq integer NOT NULL,
    occurrence jsonb,
    status text NOT NULL COLLATE pg_catalog."C",
    done_at date,
    note text,
    evidence text,
    reported_at timestamp with time zone NOT NULL,
    reported_by text,
    publication_id text COLLATE pg_catalog."C",
    institution_id text COLLATE pg_catalog."C"
);
CREATE VIEW action_plans.progress_in_force AS
 SELECT report.measure_id,
    ((report.occurrence ->> 'start'::text))::date AS starts,
    ((report.occurrence ->> 'end'::text))::date AS ends,
    (report.occurrence IS NULL) AS whole,
    report.status,
    report.day
   FROM ( SELECT report_1.measure_id,
            report_1.occurrence,
            report_1.status,
            report_1.day,
            bool_or((report_1.status = 'WITHDRAWN'::text)) OVER later AS withdrawn,
            max(report_1.day) FILTER (WHERE (report_1.status = 'IN_PROGRESS'::text)) OVER later AS then_in_progress,
            bool_or((report_1.status = ANY (ARRAY['DONE'::text, 'CANCELLED'::text]))) OVER later AS then_ended
           FROM ( SELECT progress_report.measure_id,
                    progress_report.occurrence,
                    progress_report.status,
                    progress_report.seq,
                    COALESCE(progress_report.done_at, ((progress_report.reported_at AT TIME ZONE 'UTC'::text))::date) AS day
                   FROM action_plans.progress_report
                  WHERE (progress_report.institution_id IS NULL)) report_1
          WINDOW later AS (PARTITION BY report_1.measure_id, report_1.occurrence ORDER BY report_1.seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) report
  WHERE ((report.withdrawn IS NOT TRUE) AND
        CASE report.status
            WHEN 'WITHDRAWN'::text THEN false
            WHEN 'IN_PROGRESS'::text THEN (report.then_in_progress IS NULL)
            ELSE ((report.then_ended IS NOT TRUE) AND ((report.then_in_progress IS NULL) OR (report.then_in_progress < report.day)))
        END);
CREATE TABLE action_plans.responsible (
    measure_id text NOT NULL COLLATE pg_catalog."C",
    seq integer NOT NULL,
    text text NOT NULL,
    organization_id text COLLATE pg_catalog."C",
    person text,
    role text NOT NULL COLLATE pg_catalog."C",
    resolved boolean NOT NULL,
    words text NOT NULL,
    person_key text COLLATE pg_catalog."C"
);
CREATE VIEW action_plans.responsible_label AS
 SELECT DISTINCT p.measure_id,
    COALESCE(o.name, p.person, p.text) AS label
   FROM (action_plans.responsible p
     LEFT JOIN action_plans.organization o ON ((o.id = p.organization_id)));
CREATE TABLE indicators.framework (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    title text NOT NULL,
    valid_from date,
    valid_to date,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    confirmed boolean NOT NULL,
    synthetic boolean NOT NULL
);
CREATE TABLE indicators.framework_area (
    order_id text NOT NULL COLLATE pg_catalog."C",
    area text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL,
    line integer NOT NULL
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
    code_key text NOT NULL COLLATE pg_catalog."C",
    framework_id text COLLATE pg_catalog."C",
    direction text DEFAULT 'NEUTRAL'::text NOT NULL COLLATE pg_catalog."C",
    formula text,
    synthetic boolean DEFAULT false NOT NULL
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
    name_key text NOT NULL COLLATE pg_catalog."C",
    closed_at timestamp with time zone
);
CREATE TABLE institutions.municipality (
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    region text NOT NULL,
    oktmo text
);
CREATE TABLE ledger.audit (
    seq integer NOT NULL,
    at text NOT NULL COLLATE pg_catalog."C",
    subject text COLLATE pg_catalog."C",
    role text COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    target text COLLATE pg_catalog."C",
    publication text COLLATE pg_catalog."C",
    request_id text COLLATE pg_catalog."C",
    outcome text NOT NULL COLLATE pg_catalog."C",
    detail text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL
);
CREATE TABLE ledger.audit_head (
    only_row boolean DEFAULT true NOT NULL,
    seq integer NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_row_check CHECK (only_row)
);
CREATE TABLE ledger.change (
    id text NOT NULL COLLATE pg_catalog."C",
    publication_id text NOT NULL COLLATE pg_catalog."C",
    place text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    node text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL,
    fields jsonb NOT NULL
);
CREATE TABLE ledger.data_version (
    only_row boolean DEFAULT true NOT NULL,
    version integer NOT NULL,
    as_of timestamp with time zone,
    stamp uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT data_version_only_row_check CHECK (only_row)
);
CREATE TABLE ledger.idempotency (
    holder text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    request text NOT NULL,
    answer jsonb NOT NULL,
    at timestamp with time zone NOT NULL
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
    source bytea NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    reader integer NOT NULL,
    created integer NOT NULL,
    updated integer NOT NULL,
    unchanged integer NOT NULL,
    removed integer NOT NULL,
    rejected integer NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_reason text,
    number integer NOT NULL,
    synthetic boolean NOT NULL,
    identification jsonb,
    title text
);
ALTER TABLE ledger.publication ALTER COLUMN number ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME ledger.publication_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE monitoring.cluster_assignment (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text NOT NULL COLLATE pg_catalog."C",
    level_code text NOT NULL COLLATE pg_catalog."C",
    synthetic boolean NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.cluster_disclosure (
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL,
    shown_at timestamp with time zone NOT NULL
);
CREATE TABLE monitoring.deficit (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    area_code text NOT NULL COLLATE pg_catalog."C",
    indicator_id text COLLATE pg_catalog."C",
    rule_id text COLLATE pg_catalog."C",
    institution_ids text[] NOT NULL,
    statement text NOT NULL,
    synthetic boolean NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.deficit_outcome (
    deficit_id text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    institutions_before integer,
    institutions_after integer
);
CREATE TABLE monitoring.deficit_rule (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    area_code text COLLATE pg_catalog."C",
    indicator_code text COLLATE pg_catalog."C",
    threshold numeric,
    title text NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    scale_code text COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.disclosure (
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    institution_type text COLLATE pg_catalog."C",
    level_code text COLLATE pg_catalog."C",
    shown_at timestamp with time zone NOT NULL,
    synthetic boolean NOT NULL,
    shown_status text COLLATE pg_catalog."C",
    shown_type text COLLATE pg_catalog."C",
    shown_from text COLLATE pg_catalog."C",
    shown_to text COLLATE pg_catalog."C",
    shows_values boolean NOT NULL,
    other_types text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE monitoring.institution_bit (
    institution_id text NOT NULL COLLATE pg_catalog."C",
    "bit" integer NOT NULL,
    synthetic boolean NOT NULL
);
CREATE TABLE monitoring.monitoring_programme (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    basis_id text NOT NULL COLLATE pg_catalog."C",
    order_id text NOT NULL COLLATE pg_catalog."C",
    tasks text[] NOT NULL,
    principles text[] NOT NULL,
    mechanisms text[] NOT NULL,
    sources text[] NOT NULL,
    evidence text[] NOT NULL,
    named_areas jsonb NOT NULL,
    area_codes text[] NOT NULL,
    clauses jsonb NOT NULL,
    coordinator_text text,
    periodicity text,
    terms jsonb NOT NULL,
    indicators jsonb NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    coordinator_id text COLLATE pg_catalog."C",
    withdrawn_at timestamp with time zone
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
    sort_key text NOT NULL COLLATE pg_catalog."C",
    code text COLLATE pg_catalog."C",
    programme_id text COLLATE pg_catalog."C",
    synthetic boolean NOT NULL
);
CREATE TABLE monitoring.observation (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    value double precision,
    level_code text COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    observed_at date,
    year integer NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    institution_type text COLLATE pg_catalog."C",
    publication_id text NOT NULL COLLATE pg_catalog."C",
    source_row integer NOT NULL,
    synthetic boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    indicator_key text NOT NULL COLLATE pg_catalog."C",
    institution_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.outdated_result (
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.past_cluster_assignment (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text NOT NULL COLLATE pg_catalog."C",
    level_code text NOT NULL COLLATE pg_catalog."C",
    synthetic boolean NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    superseded_at timestamp with time zone NOT NULL,
    superseded_by text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.past_observation (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    value double precision,
    level_code text COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    observed_at date,
    year integer NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    institution_type text COLLATE pg_catalog."C",
    publication_id text NOT NULL COLLATE pg_catalog."C",
    source_row integer NOT NULL,
    synthetic boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    indicator_key text NOT NULL COLLATE pg_catalog."C",
    institution_key text NOT NULL COLLATE pg_catalog."C",
    superseded_at timestamp with time zone NOT NULL,
    superseded_by text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.profile_cell (
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    institution_type text COLLATE pg_catalog."C",
    level_code text COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    year integer NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    whole boolean NOT NULL,
    count integer NOT NULL,
    value_count integer NOT NULL,
    sum numeric NOT NULL,
    min double precision,
    max double precision,
    sketch jsonb NOT NULL,
    institutions bit varying NOT NULL,
    synthetic boolean NOT NULL,
    is_public boolean NOT NULL,
    shown_status text COLLATE pg_catalog."C",
    shown_type text COLLATE pg_catalog."C",
    shown_from text COLLATE pg_catalog."C",
    shown_to text COLLATE pg_catalog."C",
    shows_values boolean NOT NULL,
    other_types text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE monitoring.profile_total (
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    indicator_id text NOT NULL COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    year integer NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    whole boolean NOT NULL,
    is_public boolean NOT NULL,
    count integer NOT NULL,
    value_count integer NOT NULL,
    sum numeric NOT NULL,
    min double precision,
    max double precision,
    sketch jsonb NOT NULL,
    institutions bit varying,
    told integer NOT NULL,
    missing integer NOT NULL,
    not_applicable integer NOT NULL,
    synthetic boolean NOT NULL,
    hides_results boolean DEFAULT false NOT NULL,
    hides_values boolean DEFAULT false NOT NULL,
    hides_missing boolean DEFAULT false NOT NULL,
    hides_not_applicable boolean DEFAULT false NOT NULL
);
CREATE TABLE monitoring.recommendation (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    institution_id text COLLATE pg_catalog."C",
    level_code text COLLATE pg_catalog."C",
    area_code text COLLATE pg_catalog."C",
    deficit_ids text[] NOT NULL,
    text text NOT NULL,
    synthetic boolean NOT NULL,
    provenance jsonb NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE monitoring.shown_cluster (
    municipality text NOT NULL COLLATE pg_catalog."C",
    round_id text NOT NULL COLLATE pg_catalog."C",
    institution_id text NOT NULL COLLATE pg_catalog."C",
    shown_from text COLLATE pg_catalog."C",
    shown_to text COLLATE pg_catalog."C"
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
CREATE TABLE search.changed (
    type text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE search.entry (
    id text NOT NULL COLLATE pg_catalog."C",
    municipality text NOT NULL COLLATE pg_catalog."C",
    institution_id text COLLATE pg_catalog."C",
    node_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    clause text,
    synthetic boolean NOT NULL,
    first_line integer,
    texts text[] NOT NULL,
    title_words tsvector NOT NULL,
    words tsvector NOT NULL,
    parts tsvector[] NOT NULL,
    order_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE search.reducer (
    only_row boolean DEFAULT true NOT NULL,
    version text NOT NULL,
    CONSTRAINT reducer_only_row_check CHECK (only_row)
);
ALTER TABLE ONLY public.migration ALTER COLUMN id SET DEFAULT nextval('public.migration_id_seq'::regclass);
INSERT INTO indicators.framework VALUES (':framework:MKDO/2021', NULL, 'MKDO', 2021, 'Мониторинг качества дошкольного образования (МКДО)', NULL, NULL, '[]', 'mkdo/0000002021', false, false);
INSERT INTO ledger.audit_head VALUES (true, 0, '0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO ledger.data_version VALUES (true, 0, NULL, 'c598c24d-9d39-497b-98d7-59432da5a1e8');
INSERT INTO public.migration VALUES (1, '20261122-ledger-1', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (2, '20261124-ledger-2', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (3, '20261124-ledger-feed', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (4, '20261124-ledger-stamp', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (5, '20261124-ledger-key-holder', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (6, '20261124-ledger-synthetic', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (7, '20261201-ledger-identification', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (8, '20261201-search', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (9, '20261122-institutions-1', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (10, '20261201-institutions-search', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (11, '20261201-institutions-closed', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (12, '20261122-indicators-1', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (13, '20261124-framework-areas', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (14, '20261124-indicator-frameworks', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (15, '20261124-shared-frameworks', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (16, '20261201-indicators-made-up-frameworks', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (17, '20261122-monitoring-1', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (18, '20261124-monitoring-programmes', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (19, '20261124-monitoring-public-observations', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (20, '20261124-monitoring-coordinator', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (21, '20261124-monitoring-results', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (22, '20261124-monitoring-trace', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (23, '20261129-monitoring-past-clusters', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (24, '20261201-monitoring-search', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (25, '20261201-monitoring-withdrawn-programmes', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (26, '20261124-monitoring-shown-cells', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (27, '20261129-monitoring-profile-totals', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (28, '20261201-monitoring-synthetic-cells', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (29, '20261202-monitoring-public-cells', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (30, '20261203-monitoring-shown-clusters', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (31, '20261122-action-plans-1', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (32, '20261124-action-plans-identity', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (33, '20261124-action-plans-deadlines', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (34, '20261124-responsible-parties', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (35, '20261124-action-plans-progress', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (36, '20261124-action-plans-measure-state', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (37, '20261124-act-identity', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (38, '20261124-result-dates', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (39, '20261124-action-plans-reports-published', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (40, '20261124-organization-mentions', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (41, '20261124-progress-of-institutions', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (42, '20261124-report-keys', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (43, '20261124-no-due-key', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (44, '20261124-organizations-last', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (45, '20261124-measure-areas', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (46, '20261124-citation-names', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (47, '20261201-measure-began', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (48, '20261201-action-plans-search', '2026-12-01 17:40:29.397334+00');
INSERT INTO public.migration VALUES (49, '20261201-action-plans-withdrawn-acts', '2026-12-01 17:40:29.397334+00');
INSERT INTO search.reducer VALUES (true, '1, dictionary-ru 3.0.0');
SELECT pg_catalog.setval('ledger.publication_number_seq', 1, false);
SELECT pg_catalog.setval('public.migration_id_seq', 49, true);
ALTER TABLE ONLY action_plans.action_plan
    ADD CONSTRAINT action_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.citation
    ADD CONSTRAINT citation_pkey PRIMARY KEY (act_id, seq);
ALTER TABLE ONLY action_plans.deadline_confirmation
    ADD CONSTRAINT deadline_confirmation_pkey PRIMARY KEY (measure_id);
ALTER TABLE ONLY action_plans.institution_plan
    ADD CONSTRAINT institution_plan_institution_id_key UNIQUE (institution_id);
ALTER TABLE ONLY action_plans.institution_plan
    ADD CONSTRAINT institution_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.instruction
    ADD CONSTRAINT instruction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.legal_act
    ADD CONSTRAINT legal_act_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.measure_area
    ADD CONSTRAINT measure_area_measure_id_area_key UNIQUE (measure_id, area);
ALTER TABLE ONLY action_plans.measure_area
    ADD CONSTRAINT measure_area_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.measure_deficit
    ADD CONSTRAINT measure_deficit_pkey PRIMARY KEY (deficit_id, measure_id);
ALTER TABLE ONLY action_plans.measure_identity
    ADD CONSTRAINT measure_identity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.measure_occurrence
    ADD CONSTRAINT measure_occurrence_pkey PRIMARY KEY (measure_id, candidate, seq);
ALTER TABLE ONLY action_plans.measure
    ADD CONSTRAINT measure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.organization_mention
    ADD CONSTRAINT organization_mention_pkey PRIMARY KEY (act_id, organization_id);
ALTER TABLE ONLY action_plans.organization
    ADD CONSTRAINT organization_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.progress_report
    ADD CONSTRAINT progress_report_measure_id_seq_key UNIQUE (measure_id, seq);
ALTER TABLE ONLY action_plans.progress_report
    ADD CONSTRAINT progress_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY action_plans.responsible
    ADD CONSTRAINT responsible_pkey PRIMARY KEY (measure_id, seq);
ALTER TABLE ONLY indicators.framework_area
    ADD CONSTRAINT framework_area_pkey PRIMARY KEY (order_id, area);
ALTER TABLE ONLY indicators.framework
    ADD CONSTRAINT framework_municipality_code_version_key UNIQUE (municipality, code, version);
ALTER TABLE ONLY indicators.framework
    ADD CONSTRAINT framework_pkey PRIMARY KEY (id);
ALTER TABLE ONLY indicators.indicator
    ADD CONSTRAINT indicator_municipality_code_version_key UNIQUE (municipality, code, version);
ALTER TABLE ONLY indicators.indicator
    ADD CONSTRAINT indicator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY institutions.institution
    ADD CONSTRAINT institution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY institutions.municipality
    ADD CONSTRAINT municipality_pkey PRIMARY KEY (code);
ALTER TABLE ONLY ledger.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY ledger.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY ledger.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (id);
ALTER TABLE ONLY ledger.change
    ADD CONSTRAINT change_publication_id_place_key UNIQUE (publication_id, place);
ALTER TABLE ONLY ledger.data_version
    ADD CONSTRAINT data_version_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY ledger.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (holder, key);
ALTER TABLE ONLY ledger.publication
    ADD CONSTRAINT publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.cluster_assignment
    ADD CONSTRAINT cluster_assignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.cluster_assignment
    ADD CONSTRAINT cluster_assignment_round_id_institution_id_key UNIQUE (round_id, institution_id);
ALTER TABLE ONLY monitoring.deficit_outcome
    ADD CONSTRAINT deficit_outcome_pkey PRIMARY KEY (deficit_id);
ALTER TABLE ONLY monitoring.deficit
    ADD CONSTRAINT deficit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.deficit_rule
    ADD CONSTRAINT deficit_rule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.institution_bit
    ADD CONSTRAINT institution_bit_bit_key UNIQUE ("bit");
ALTER TABLE ONLY monitoring.institution_bit
    ADD CONSTRAINT institution_bit_pkey PRIMARY KEY (institution_id);
ALTER TABLE ONLY monitoring.monitoring_programme
    ADD CONSTRAINT monitoring_programme_basis_id_key UNIQUE (basis_id);
ALTER TABLE ONLY monitoring.monitoring_programme
    ADD CONSTRAINT monitoring_programme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.monitoring_round
    ADD CONSTRAINT monitoring_round_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.observation
    ADD CONSTRAINT observation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.observation
    ADD CONSTRAINT observation_round_id_indicator_id_institution_id_evidence_key UNIQUE NULLS NOT DISTINCT (round_id, indicator_id, institution_id, evidence);
ALTER TABLE ONLY monitoring.outdated_result
    ADD CONSTRAINT outdated_result_pkey PRIMARY KEY (round_id, indicator_id);
ALTER TABLE ONLY monitoring.profile_cell
    ADD CONSTRAINT profile_cell_round_id_indicator_id_evidence_status_institut_key UNIQUE NULLS NOT DISTINCT (round_id, indicator_id, evidence, status, institution_type, level_code, synthetic, whole);
ALTER TABLE ONLY monitoring.profile_total
    ADD CONSTRAINT profile_total_round_id_indicator_id_evidence_synthetic_whol_key UNIQUE (round_id, indicator_id, evidence, synthetic, whole, is_public);
ALTER TABLE ONLY monitoring.recommendation
    ADD CONSTRAINT recommendation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY monitoring.shown_cluster
    ADD CONSTRAINT shown_cluster_pkey PRIMARY KEY (round_id, institution_id);
ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY search.changed
    ADD CONSTRAINT changed_pkey PRIMARY KEY (type, id);
ALTER TABLE ONLY search.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY search.reducer
    ADD CONSTRAINT reducer_pkey PRIMARY KEY (only_row);
CREATE INDEX action_plan_by_act ON action_plans.action_plan USING btree (act_id, sort_key, id);
CREATE INDEX action_plan_by_start ON action_plans.action_plan USING btree (sort_key, id);
CREATE INDEX citation_by_cited ON action_plans.citation USING btree (cited_id);
CREATE INDEX instruction_by_act ON action_plans.instruction USING btree (act_id, seq);
CREATE INDEX legal_act_by_date ON action_plans.legal_act USING btree (sort_key, id) WHERE (municipality IS NOT NULL);
CREATE INDEX legal_act_by_identity ON action_plans.legal_act USING btree (identity);
CREATE INDEX legal_act_by_publication ON action_plans.legal_act USING btree ((((provenance -> 0) ->> 'publication'::text)));
CREATE INDEX legal_act_issued ON action_plans.legal_act USING btree (municipality, sort_key DESC, id DESC) WHERE (issuer_id IS NOT NULL);
CREATE INDEX measure_area_by_area ON action_plans.measure_area USING btree (area, municipality);
CREATE INDEX measure_by_area ON action_plans.measure USING gin (area_codes);
CREATE INDEX measure_by_due_asc ON action_plans.measure USING btree (due_asc_key, id);
CREATE INDEX measure_by_due_desc ON action_plans.measure USING btree (due_desc_key, id);
CREATE INDEX measure_by_owner ON action_plans.measure USING btree (municipality, source_order, id);
CREATE INDEX measure_by_plan ON action_plans.measure USING btree (plan_id, source_order, id);
CREATE INDEX measure_deficit_by_measure ON action_plans.measure_deficit USING btree (measure_id);
CREATE INDEX measure_identity_by_plan ON action_plans.measure_identity USING btree (plan_id);
CREATE INDEX measure_in_order ON action_plans.measure USING btree (source_order, id);
CREATE INDEX measure_occurrence_by_days ON action_plans.measure_occurrence USING btree (starts, ends);
CREATE INDEX measure_occurrence_by_end ON action_plans.measure_occurrence USING btree (ends, measure_id);
CREATE INDEX measure_responsible ON action_plans.measure USING gin (responsible_key public.gin_trgm_ops);
CREATE INDEX organization_by_alias ON action_plans.organization USING gin (keys);
CREATE INDEX organization_by_name ON action_plans.organization USING btree (name_key, id);
CREATE INDEX organization_by_owner ON action_plans.organization USING btree (municipality, name_key, id);
CREATE INDEX organization_mention_by_organization ON action_plans.organization_mention USING btree (organization_id);
CREATE INDEX progress_report_by_publication ON action_plans.progress_report USING btree (publication_id) WHERE (publication_id IS NOT NULL);
CREATE INDEX progress_report_of_owner ON action_plans.progress_report USING btree (measure_id, seq) WHERE (institution_id IS NULL);
CREATE INDEX responsible_by_organization ON action_plans.responsible USING btree (organization_id);
CREATE INDEX responsible_by_person ON action_plans.responsible USING btree (person_key);
CREATE INDEX responsible_words ON action_plans.responsible USING gin (words public.gin_trgm_ops);
CREATE INDEX framework_area_by_area ON indicators.framework_area USING btree (area, municipality);
CREATE INDEX indicator_by_area ON indicators.indicator USING btree (area_code, municipality);
CREATE INDEX indicator_by_code ON indicators.indicator USING btree (code_key, id);
CREATE INDEX indicator_by_framework ON indicators.indicator USING btree (framework_id, code_key, id);
CREATE INDEX institution_by_name ON institutions.institution USING btree (name_key, id);
CREATE INDEX institution_by_owner ON institutions.institution USING btree (municipality, name_key, id);
CREATE INDEX publication_by_number ON ledger.publication USING btree (municipality, number);
CREATE INDEX publication_by_time ON ledger.publication USING btree (sort_key, id);
CREATE UNIQUE INDEX publication_current ON ledger.publication USING btree (municipality, subject) WHERE (status = 'PUBLISHED'::text);
CREATE UNIQUE INDEX publication_version ON ledger.publication USING btree (municipality, subject, version);
CREATE INDEX cluster_assignment_by_institution ON monitoring.cluster_assignment USING btree (institution_id, sort_key, id);
CREATE INDEX cluster_disclosure_by_owner ON monitoring.cluster_disclosure USING btree (municipality, round_id);
CREATE INDEX deficit_by_area ON monitoring.deficit USING btree (area_code, sort_key, id);
CREATE INDEX deficit_by_institution ON monitoring.deficit USING gin (institution_ids);
CREATE INDEX deficit_by_round ON monitoring.deficit USING btree (round_id, sort_key, id);
CREATE INDEX deficit_in_order ON monitoring.deficit USING btree (sort_key, id);
CREATE INDEX deficit_outcome_by_state ON monitoring.deficit_outcome USING btree (state, deficit_id);
CREATE UNIQUE INDEX deficit_rule_by_code ON monitoring.deficit_rule USING btree (municipality, code);
CREATE INDEX disclosure_by_indicator ON monitoring.disclosure USING btree (round_id, indicator_id, evidence, shown_at);
CREATE INDEX monitoring_programme_by_order ON monitoring.monitoring_programme USING btree (order_id);
CREATE INDEX monitoring_programme_in_order ON monitoring.monitoring_programme USING btree (sort_key, id);
CREATE UNIQUE INDEX monitoring_round_by_code ON monitoring.monitoring_round USING btree (municipality, code);
CREATE INDEX monitoring_round_in_order ON monitoring.monitoring_round USING btree (sort_key, id);
CREATE INDEX observation_by_indicator ON monitoring.observation USING btree (indicator_key, id);
CREATE INDEX observation_by_institution ON monitoring.observation USING btree (institution_id, sort_key, id);
CREATE INDEX observation_by_name ON monitoring.observation USING btree (institution_key, id);
CREATE INDEX observation_by_publication ON monitoring.observation USING btree (publication_id);
CREATE INDEX observation_for_everybody ON monitoring.observation USING btree (sort_key, id) WHERE (institution_id IS NULL);
CREATE INDEX observation_in_order ON monitoring.observation USING btree (sort_key, id);
CREATE INDEX observation_of_indicator ON monitoring.observation USING btree (indicator_id, sort_key, id);
CREATE INDEX past_cluster_assignment_by_id ON monitoring.past_cluster_assignment USING btree (id, superseded_at);
CREATE INDEX past_cluster_assignment_by_round ON monitoring.past_cluster_assignment USING btree (round_id);
CREATE INDEX past_observation_by_end ON monitoring.past_observation USING btree (superseded_by);
CREATE INDEX past_observation_by_id ON monitoring.past_observation USING btree (id, superseded_at);
CREATE INDEX past_observation_by_publication ON monitoring.past_observation USING btree (publication_id);
CREATE INDEX past_observation_by_round ON monitoring.past_observation USING btree (round_id, indicator_id);
CREATE INDEX profile_cell_by_area ON monitoring.profile_cell USING btree (area_code, year);
CREATE INDEX profile_total_by_area ON monitoring.profile_total USING btree (area_code, year);
CREATE INDEX recommendation_by_cluster ON monitoring.recommendation USING btree (round_id, level_code) WHERE (level_code IS NOT NULL);
CREATE INDEX recommendation_by_deficit ON monitoring.recommendation USING gin (deficit_ids);
CREATE INDEX recommendation_by_institution ON monitoring.recommendation USING btree (institution_id, sort_key, id);
CREATE INDEX recommendation_in_order ON monitoring.recommendation USING btree (sort_key, id);
CREATE INDEX shown_cluster_by_owner ON monitoring.shown_cluster USING btree (municipality);
CREATE INDEX entry_by_node ON search.entry USING btree (node_id);
CREATE INDEX entry_by_words ON search.entry USING gin (words);
CREATE TRIGGER measure_deadline_in_force BEFORE INSERT OR UPDATE ON action_plans.measure FOR EACH ROW EXECUTE FUNCTION action_plans.put_deadline_in_force();
CREATE TRIGGER progress_report_only_grows BEFORE DELETE OR UPDATE ON action_plans.progress_report FOR EACH STATEMENT EXECUTE FUNCTION action_plans.refuse_change();
CREATE TRIGGER search_delete AFTER DELETE ON action_plans.legal_act REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('LegalAct');
CREATE TRIGGER search_delete AFTER DELETE ON action_plans.measure REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Measure');
CREATE TRIGGER search_insert AFTER INSERT ON action_plans.legal_act REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('LegalAct');
CREATE TRIGGER search_insert AFTER INSERT ON action_plans.measure REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Measure');
CREATE TRIGGER search_update AFTER UPDATE ON action_plans.legal_act REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('LegalAct');
CREATE TRIGGER search_update AFTER UPDATE ON action_plans.measure REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Measure');
CREATE TRIGGER search_delete AFTER DELETE ON institutions.institution REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Institution');
CREATE TRIGGER search_insert AFTER INSERT ON institutions.institution REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Institution');
CREATE TRIGGER search_update AFTER UPDATE ON institutions.institution REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Institution');
CREATE TRIGGER audit_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.audit FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER new_stamp BEFORE UPDATE ON ledger.data_version FOR EACH ROW EXECUTE FUNCTION ledger.new_stamp();
CREATE TRIGGER search_delete AFTER DELETE ON monitoring.recommendation REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Recommendation');
CREATE TRIGGER search_insert AFTER INSERT ON monitoring.recommendation REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Recommendation');
CREATE TRIGGER search_update AFTER UPDATE ON monitoring.recommendation REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.note_changed('Recommendation');
ALTER TABLE ONLY action_plans.action_plan
    ADD CONSTRAINT action_plan_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.citation
    ADD CONSTRAINT citation_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.citation
    ADD CONSTRAINT citation_cited_id_fkey FOREIGN KEY (cited_id) REFERENCES action_plans.legal_act(id);
ALTER TABLE ONLY action_plans.instruction
    ADD CONSTRAINT instruction_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.legal_act
    ADD CONSTRAINT legal_act_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES action_plans.organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY action_plans.measure_occurrence
    ADD CONSTRAINT measure_occurrence_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES action_plans.measure(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.measure
    ADD CONSTRAINT measure_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES action_plans.action_plan(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.organization_mention
    ADD CONSTRAINT organization_mention_act_id_fkey FOREIGN KEY (act_id) REFERENCES action_plans.legal_act(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.organization_mention
    ADD CONSTRAINT organization_mention_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES action_plans.organization(id);
ALTER TABLE ONLY action_plans.responsible
    ADD CONSTRAINT responsible_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES action_plans.measure(id) ON DELETE CASCADE;
ALTER TABLE ONLY action_plans.responsible
    ADD CONSTRAINT responsible_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES action_plans.organization(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY institutions.institution
    ADD CONSTRAINT institution_municipality_fkey FOREIGN KEY (municipality) REFERENCES institutions.municipality(code);
ALTER TABLE ONLY ledger.change
    ADD CONSTRAINT change_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES ledger.publication(id);
ALTER TABLE ONLY monitoring.cluster_assignment
    ADD CONSTRAINT cluster_assignment_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.deficit_outcome
    ADD CONSTRAINT deficit_outcome_deficit_id_fkey FOREIGN KEY (deficit_id) REFERENCES monitoring.deficit(id) ON DELETE CASCADE;
ALTER TABLE ONLY monitoring.deficit
    ADD CONSTRAINT deficit_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.disclosure
    ADD CONSTRAINT disclosure_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.observation
    ADD CONSTRAINT observation_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.outdated_result
    ADD CONSTRAINT outdated_result_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id) ON DELETE CASCADE;
ALTER TABLE ONLY monitoring.profile_cell
    ADD CONSTRAINT profile_cell_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.profile_total
    ADD CONSTRAINT profile_total_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
ALTER TABLE ONLY monitoring.recommendation
    ADD CONSTRAINT recommendation_round_id_fkey FOREIGN KEY (round_id) REFERENCES monitoring.monitoring_round(id);
