-- Editing the questionnaire: a proposal is a whole list of questions that nobody is asked yet; publishing makes it the list. What has
-- answers is retired, never destroyed, and what feeds counts, links and votes keeps its kind.

create table app.question_edition (
  cycle_id     uuid not null references app.cycle (id) on delete cascade,
  sheet        text not null,
  edition      int  not null,
  published_by uuid not null references app.participant (id) on delete restrict,
  published_at timestamptz not null default clock_timestamp(),
  constraint question_edition_once_per_sheet primary key (cycle_id, sheet)
);
create index question_edition_published_by_idx on app.question_edition (published_by);
comment on table app.question_edition is 'How often a sheet''s questions were published: the base that a proposal begins from. No row: never.';

create table app.question_proposal (
  cycle_id    uuid not null references app.cycle (id) on delete cascade,
  sheet       text not null,
  base        int  not null,
  questions   jsonb not null,
  proposed_by uuid not null references app.participant (id) on delete restrict,
  proposed_at timestamptz not null default clock_timestamp(),
  constraint question_proposal_once_per_sheet primary key (cycle_id, sheet)
);
create index question_proposal_proposed_by_idx on app.question_proposal (proposed_by);
comment on table app.question_proposal is 'The list under work, in the shape of api.reference''s questions; the order is the order of the form.';

alter table app.question_edition enable row level security;
alter table app.question_proposal enable row level security;
create policy question_edition_select_diskominfo on app.question_edition for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
create policy question_proposal_select_diskominfo on app.question_proposal for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
grant select on app.question_edition, app.question_proposal to authenticated;
-- No insert, update or delete for anyone: propose_questions, drop_proposal and publish_questions are the only doors.

-- ── judging a question itself ───────────────────────────────────────────────────────────────────────────────
create function private.core_keys(p_sheet text)
  returns text[] language sql immutable set search_path = ''
as $$
  select case p_sheet
           when 'problem' then array['sub_pillar', 'title', 'location', 'urgency', 'seriousness', 'growth']
           when 'solution' then array['problems', 'sub_pillar', 'title', 'cost', 'impact', 'effort', 'quick_win']
           else array[]::text[]
         end
$$;
comment on function private.core_keys is 'Questions whose answers feed lists, links, counts and votes: they stay, and stay what they are.';

create function private.kind_of_key(p_key text)
  returns text language sql immutable set search_path = ''
as $$ select case p_key when 'impact' then 'scale' when 'effort' then 'scale' when 'quick_win' then 'yes_no' end $$;
comment on function private.kind_of_key is 'What a question of this name must be on any sheet: app.answer reads its answer as a number or a yes. Null: free.';

create function private.short_text_fault(p_value jsonb, p_most int, p_is_required boolean)
  returns boolean language sql immutable set search_path = ''
as $$
  select case
           when p_value is null or p_value = 'null' then p_is_required
           when jsonb_typeof(p_value) <> 'string' then true
           else char_length(p_value #>> '{}') > p_most or (p_is_required and private.is_unanswered(p_value))
         end
$$;

create function private.options_fault(p_kind text, p_options jsonb, p_minimum jsonb, p_maximum jsonb)
  returns boolean language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(p_options) is distinct from 'array' or jsonb_array_length(p_options) > 60 then
    return true;
  elsif p_kind not in ('single', 'multiple', 'scale') then
    return jsonb_array_length(p_options) > 0;
  elsif p_kind <> 'scale' and jsonb_array_length(p_options) = 0 then
    return true;
  elsif exists (select from jsonb_array_elements(p_options) as o
                 where jsonb_typeof(o) <> 'object' or private.short_text_fault(o -> 'value', 60, true)
                    or private.short_text_fault(o -> 'label', 200, true)
                    or exists (select from jsonb_object_keys(o) as k where k not in ('value', 'label'))) then
    return true;
  elsif (select count(*) <> count(distinct o ->> 'value') from jsonb_array_elements(p_options) as o) then
    return true;
  end if;
  return p_kind = 'scale' and exists (
    select from jsonb_array_elements(p_options) as o
     where o ->> 'value' !~ '^[0-9]{1,2}$'
        or (o ->> 'value')::numeric not between (p_minimum #>> '{}')::numeric and (p_maximum #>> '{}')::numeric);
end $$;

create function private.bounds_fault(p_question jsonb)
  returns boolean language sql immutable set search_path = ''
as $$
  select exists (select from unnest(array['minimum', 'maximum']) as name
                  where coalesce(p_question -> name, 'null') <> 'null' and private.number_fault(p_question -> name, null, null, false) is not null)
      or (coalesce(p_question -> 'max_length', 'null') <> 'null' and private.number_fault(p_question -> 'max_length', 1, 4000, true) is not null)
      or (p_question ->> 'kind' = 'scale' and (private.number_fault(coalesce(p_question -> 'minimum', 'null'), 0, 20, true) is not null
                                              or private.number_fault(coalesce(p_question -> 'maximum', 'null'), 1, 20, true) is not null))
      or case when jsonb_typeof(p_question -> 'minimum') = 'number' and jsonb_typeof(p_question -> 'maximum') = 'number'
              then (p_question ->> 'minimum')::numeric > (p_question ->> 'maximum')::numeric else false end
$$;

create function private.columns_fault(p_kind text, p_columns jsonb)
  returns boolean language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(p_columns) is distinct from 'array' or jsonb_array_length(p_columns) > 12 then
    return true;
  elsif (p_kind = 'table') <> (jsonb_array_length(p_columns) > 0) then
    return true;
  elsif exists (select from jsonb_array_elements(p_columns) as c where jsonb_typeof(c) <> 'object') then
    return true;
  end if;
  return (select count(*) <> count(distinct c ->> 'key') from jsonb_array_elements(p_columns) as c)
      or exists (select from jsonb_array_elements(p_columns) as c
                  where coalesce(c ->> 'key', '') !~ '^[a-z][a-z0-9_]{0,39}$' or private.short_text_fault(c -> 'label', 200, true)
                     or coalesce(c ->> 'kind', '') not in ('short_text', 'long_text', 'number', 'single')
                     or (coalesce(c -> 'is_required', 'false') not in ('true', 'false')) or (coalesce(c -> 'accepts_no_data', 'false') not in ('true', 'false'))
                     or private.bounds_fault(c) or private.options_fault(c ->> 'kind', coalesce(nullif(c -> 'options', 'null'), '[]'), null, null));
end $$;

create function private.condition_fault(p_shown_if jsonb, p_before jsonb)
  returns boolean language plpgsql stable set search_path = ''
as $$
declare
  v_asked jsonb := p_before -> (p_shown_if ->> 'field');
begin
  if coalesce(p_shown_if, 'null') = 'null' then
    return false;
  elsif jsonb_typeof(p_shown_if) <> 'object' or v_asked is null or jsonb_typeof(p_shown_if -> 'any_of') is distinct from 'array'
     or jsonb_array_length(p_shown_if -> 'any_of') not between 1 and 60
     or exists (select from jsonb_object_keys(p_shown_if) as k where k not in ('field', 'any_of')) then
    return true;
  end if;
  return exists (
    select from jsonb_array_elements(p_shown_if -> 'any_of') as value
     where case v_asked ->> 'kind'
             when 'yes_no' then jsonb_typeof(value) <> 'boolean'
             when 'single' then private.option_fault(value, v_asked -> 'options') is not null
             when 'multiple' then private.option_fault(value, v_asked -> 'options') is not null
             when 'scale' then private.number_fault(value, (v_asked ->> 'minimum')::numeric, (v_asked ->> 'maximum')::numeric, true) is not null
             when 'number' then jsonb_typeof(value) <> 'number'
             when 'short_text' then jsonb_typeof(value) <> 'string'
             else true
           end);
end $$;
comment on function private.condition_fault is 'Whether a condition names no earlier question, or a value that can be no answer to it.';

create function private.question_fault(p_question jsonb, p_before jsonb)
  returns text language plpgsql stable security definer set search_path = ''
as $$
declare
  c_kinds constant text[] := array['short_text', 'long_text', 'number', 'money', 'yes_no', 'single', 'multiple', 'scale', 'sub_pillar', 'location',
    'unit', 'units', 'year_range', 'date', 'file', 'sectors', 'table', 'problems'];
  c_parts constant text[] := array['key', 'kind', 'label', 'section', 'help', 'version', 'required_from', 'is_required', 'shown_if', 'accepts_no_data',
    'options', 'columns', 'max_length', 'minimum', 'maximum', 'unit_label', 'pillar', 'flags_when_missing', 'retired_at'];
  v_kind  text := p_question ->> 'kind';
begin
  return case
    when coalesce(p_question ->> 'key', '') !~ '^[a-z][a-z0-9_]{0,39}$' or p_before ? (p_question ->> 'key') then 'key'
    when exists (select from jsonb_object_keys(p_question) as k where k <> all (c_parts)) then 'key'
    when v_kind is null or v_kind <> all (c_kinds) or v_kind <> private.kind_of_key(p_question ->> 'key') then 'kind'
    when private.short_text_fault(p_question -> 'label', 300, true) then 'label'
    when private.short_text_fault(p_question -> 'section', 120, true) then 'section'
    when private.short_text_fault(p_question -> 'help', 1000, false) then 'help'
    when private.short_text_fault(p_question -> 'unit_label', 40, false) then 'unit_label'
    when coalesce(p_question -> 'required_from', 'null') not in ('null', '1', '2', '3', '4') then 'required_from'
    when coalesce(p_question -> 'accepts_no_data', 'false') not in ('true', 'false')
      or (coalesce(p_question -> 'accepts_no_data', 'false') = 'true' and v_kind not in ('number', 'money')) then 'accepts_no_data'
    when coalesce(p_question -> 'flags_when_missing', 'false') not in ('true', 'false') then 'flags_when_missing'
    when private.bounds_fault(p_question) then 'bounds'
    when private.options_fault(v_kind, coalesce(p_question -> 'options', '[]'), p_question -> 'minimum', p_question -> 'maximum') then 'options'
    when private.columns_fault(v_kind, coalesce(p_question -> 'columns', '[]')) then 'columns'
    when private.condition_fault(p_question -> 'shown_if', p_before) then 'shown_if'
    when coalesce(p_question -> 'pillar', 'null') <> 'null'
      and not exists (select from app.pillar where code = p_question ->> 'pillar') then 'pillar'
  end;
end $$;
comment on function private.question_fault is 'Which part of a question''s own definition cannot be, or null. p_before: key -> the questions above it.';

create function private.is_answered(p_cycle_id uuid, p_sheet text, p_key text)
  returns boolean language sql stable security definer set search_path = ''
as $$ select exists (select from app.answer where cycle_id = p_cycle_id and sheet = p_sheet and answers ? p_key) $$;
comment on function private.is_answered is 'Whether any answer, a draft too, holds something for this question.';

create function private.unanswered_of(p_cycle_id uuid, p_sheet text, p_keys text[])
  returns text[] language plpgsql stable security definer set search_path = ''
as $$
declare
  v_left    text[] := p_keys;
  v_answers jsonb;
begin
  while v_left <> '{}' loop
    select answers into v_answers from app.answer where cycle_id = p_cycle_id and sheet = p_sheet and answers ?| v_left limit 1;
    exit when not found;
    v_left := array(select key from unnest(v_left) as key where not v_answers ? key);
  end loop;
  return v_left;
end $$;
comment on function private.unanswered_of is 'Those of these questions for which no answer, a draft neither, holds anything. Any answer found takes its keys off the list, so that what nobody answered is looked for once, however many there are.';

create function private.core_fault(p_cycle_id uuid, p_sheet text, p_question jsonb)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (
    select from app.question as asked
     where asked.cycle_id = p_cycle_id and asked.sheet = p_sheet and asked.key = p_question ->> 'key'
       and (asked.kind <> p_question ->> 'kind'
            and (asked.key = any (private.core_keys(p_sheet)) or private.is_answered(p_cycle_id, p_sheet, asked.key))
         or asked.kind = 'table'
            and exists (select from jsonb_array_elements(asked.columns) as c
                         where not exists (select from jsonb_array_elements(coalesce(p_question -> 'columns', '[]')) as n
                                            where n ->> 'key' = c ->> 'key' and n ->> 'kind' = c ->> 'kind'))
            and private.is_answered(p_cycle_id, p_sheet, asked.key) -- a column that is gone would take typed cells along
         or asked.key = any (private.core_keys(p_sheet))
            and (coalesce(p_question -> 'pillar', 'null') <> 'null' or coalesce(p_question -> 'shown_if', 'null') <> 'null'
              or asked.kind = 'scale' and (asked.minimum, asked.maximum)
                 is distinct from ((p_question ->> 'minimum')::numeric, (p_question ->> 'maximum')::numeric))))
$$;

create function private.judge_questions(p_cycle_id uuid, p_sheet text, p_questions jsonb)
  returns void language plpgsql stable security definer set search_path = ''
as $$
declare
  v_question jsonb;
  v_before   jsonb := '{}';
  v_part     text;
begin
  if jsonb_typeof(p_questions) is distinct from 'array' or jsonb_array_length(p_questions) not between 1 and 300
     or octet_length(p_questions::text) > 600000 then
    perform private.refuse('PT422', 'field_invalid', 'questions');
  end if;
  for v_question in select listed from jsonb_array_elements(p_questions) as listed loop
    if jsonb_typeof(v_question) <> 'object' then
      perform private.refuse('PT422', 'field_invalid', 'questions');
    end if;
    v_part := private.question_fault(v_question, v_before);
    if v_part is null and private.core_fault(p_cycle_id, p_sheet, v_question) then
      v_part := 'core';
    elsif v_part is null and v_question ->> 'kind' = 'problems' and v_question ->> 'key' <> 'problems' then
      v_part := 'kind'; -- the golden thread has one first link
    end if;
    if v_part is not null then
      perform private.refuse('PT422', 'question_unfit', left(coalesce(v_question ->> 'key', ''), 40) || '/' || v_part);
    end if;
    v_before := v_before || jsonb_build_object(v_question ->> 'key', v_question);
  end loop;
  for v_part in select key from unnest(private.core_keys(p_sheet)) as key where not v_before ? key loop
    perform private.refuse('PT422', 'question_unfit', v_part || '/core');
  end loop;
end $$;
comment on function private.judge_questions is 'Raises field_invalid, question_unfit (detail: key/part).';

-- ── acts of Diskominfo ──────────────────────────────────────────────────────────────────────────────────────
create function private.edition_of(p_cycle_id uuid, p_sheet text)
  returns int language sql stable security definer set search_path = ''
as $$ select coalesce((select edition from app.question_edition where cycle_id = p_cycle_id and sheet = p_sheet), 0) $$;

create function private.require_sheet(p_cycle_id uuid, p_sheet text, p_base int)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.require_open_cycle(p_cycle_id);
  perform from app.cycle where id = p_cycle_id for no key update; -- two officers at once come one after the other
  if p_sheet is null or not exists (select from app.question where cycle_id = p_cycle_id and sheet = p_sheet) then
    perform private.refuse('PT404', 'not_found', 'sheet');
  elsif p_base is distinct from private.edition_of(p_cycle_id, p_sheet) then
    perform private.refuse('PT409', 'questions_changed', 'base');
  end if;
end $$;
comment on function private.require_sheet is 'Raises cycle_archived, not_found, questions_changed (published since).';

create function private.propose_questions(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_base int, p_questions jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'propose_questions');
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_sheet(p_cycle_id, p_sheet, p_base);
  perform private.judge_questions(p_cycle_id, p_sheet, p_questions);
  insert into app.question_proposal (cycle_id, sheet, base, questions, proposed_by) values (p_cycle_id, p_sheet, p_base, p_questions, v_person.id)
  on conflict (cycle_id, sheet) do update
     set base = excluded.base, questions = excluded.questions, proposed_by = excluded.proposed_by, proposed_at = clock_timestamp();
  perform private.log_event(v_person.id, 'questions_proposed', 'cycle', p_cycle_id::text, jsonb_build_object('sheet', p_sheet));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.propose_questions is 'Keeps a list of questions nobody is asked yet, in place of the last proposal. Raises cycle_archived, not_found, questions_changed, field_invalid, question_unfit.';

create function private.drop_proposal(p_request_id uuid, p_cycle_id uuid, p_sheet text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'drop_proposal');
begin
  if v_result is not null then
    return v_result;
  end if;
  delete from app.question_proposal where cycle_id = p_cycle_id and sheet = p_sheet;
  if found then
    perform private.log_event(v_person.id, 'proposal_dropped', 'cycle', p_cycle_id::text, jsonb_build_object('sheet', p_sheet));
  end if;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;

create function private.publish_question(p_cycle_id uuid, p_sheet text, p_question jsonb, p_position int)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_new app.question;
  v_old app.question;
begin
  select * into v_old from app.question where cycle_id = p_cycle_id and sheet = p_sheet and key = p_question ->> 'key';
  v_new := jsonb_populate_record(v_old, jsonb_build_object('help', null, 'shown_if', null, 'unit_label', null, 'max_length', null, 'minimum', null,
    'maximum', null, 'required_from', null, 'accepts_no_data', false, 'flags_when_missing', false, 'options', '[]'::jsonb, 'columns', '[]'::jsonb)
    || (p_question - array['version', 'is_required', 'pillar', 'retired_at']));
  v_new.shown_if := nullif(v_new.shown_if, 'null');
  v_new.pillar_code := p_question ->> 'pillar';
  v_new.position := p_position;
  v_new.retired_at := null;
  if v_old.id is null then
    v_new.id := gen_random_uuid();
    v_new.cycle_id := p_cycle_id;
    v_new.sheet := p_sheet;
    v_new.version := 1;
    insert into app.question select v_new.*;
    return;
  end if;
  v_new.version := v_old.version + (to_jsonb(v_new) - 'position' is distinct from to_jsonb(v_old) - 'position')::int;
  update app.question
     set (position, section, kind, label, help, pillar_code, version, required_from, shown_if, accepts_no_data, flags_when_missing,
          options, columns, max_length, minimum, maximum, unit_label, retired_at)
       = (v_new.position, v_new.section, v_new.kind, v_new.label, v_new.help, v_new.pillar_code, v_new.version, v_new.required_from, v_new.shown_if,
          v_new.accepts_no_data, v_new.flags_when_missing, v_new.options, v_new.columns, v_new.max_length, v_new.minimum, v_new.maximum,
          v_new.unit_label, v_new.retired_at)
   where id = v_old.id;
end $$;
comment on function private.publish_question is 'One question of a judged list: inserted, or changed with its version one higher. No grant: publish_questions calls it.';

create function private.publish_questions(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_base int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person    app.participant := private.require_person(array['diskominfo']);
  v_result    jsonb := private.repeated(v_person.id, p_request_id, 'publish_questions');
  v_questions jsonb;
  v_left_out  text[];
begin
  if v_result is not null then
    return v_result;
  end if;
  lock table app.question in share row exclusive mode; -- what is being typed comes first: it may answer what is left out here
  perform private.require_sheet(p_cycle_id, p_sheet, p_base);
  select questions into v_questions from app.question_proposal where cycle_id = p_cycle_id and sheet = p_sheet and base = p_base;
  if not found then
    perform private.refuse('PT404', 'not_found', 'proposal');
  end if;
  perform private.judge_questions(p_cycle_id, p_sheet, v_questions); -- answers may have come since it was proposed
  v_left_out := array(
    select key from app.question
     where cycle_id = p_cycle_id and sheet = p_sheet
       and key not in (select listed ->> 'key' from jsonb_array_elements(v_questions) as listed));
  delete from app.question
   where cycle_id = p_cycle_id and sheet = p_sheet
     and key = any ((select private.unanswered_of(p_cycle_id, p_sheet, v_left_out))::text[]);
  update app.question set retired_at = clock_timestamp(), version = version + 1
   where cycle_id = p_cycle_id and sheet = p_sheet and key = any (v_left_out) and retired_at is null;
  perform private.publish_question(p_cycle_id, p_sheet, listed.question, 10 * listed.place::int)
     from jsonb_array_elements(v_questions) with ordinality as listed (question, place);
  delete from app.question_proposal where cycle_id = p_cycle_id and sheet = p_sheet;
  insert into app.question_edition (cycle_id, sheet, edition, published_by) values (p_cycle_id, p_sheet, p_base + 1, v_person.id)
  on conflict (cycle_id, sheet) do update
     set edition = excluded.edition, published_by = excluded.published_by, published_at = clock_timestamp();
  perform private.bump_feed(p_cycle_id);
  perform private.log_event(v_person.id, 'questions_published', 'cycle', p_cycle_id::text,
    jsonb_build_object('sheet', p_sheet, 'edition', p_base + 1, 'questions', jsonb_array_length(v_questions)));
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('edition', p_base + 1));
end $$;
comment on function private.publish_questions is 'Makes the proposal the list that is asked: new questions, changed ones (version + 1), and of those left out the answered ones are retired, the others gone. Raises cycle_archived, not_found, questions_changed, question_unfit.';

create function private.answered_counts(p_cycle_id uuid, p_sheet text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, answers), '{}') from (
    select key, count(*) as answers
      from (select answer.answers from app.answer where cycle_id = p_cycle_id and sheet = p_sheet order by number desc limit 5000) as newest,
           lateral jsonb_object_keys(newest.answers) as key
     group by key) as counted
   where (select private.role_name()) = 'diskominfo'
$$;
comment on function private.answered_counts is 'Question key -> how many of 5,000 answers hold something for it: drafts, then the highest numbers, as the index has them. Definer: drafts are counted too, as numbers only.';

create function private.question_rows(p_cycle_id uuid, p_sheet text)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('key', key, 'kind', kind, 'label', label, 'section', section, 'help', help, 'version', version,
           'required_from', required_from, 'shown_if', shown_if, 'accepts_no_data', accepts_no_data, 'options', options, 'columns', columns,
           'max_length', max_length, 'minimum', minimum, 'maximum', maximum, 'unit_label', unit_label, 'pillar', pillar_code,
           'flags_when_missing', flags_when_missing, 'retired_at', retired_at) order by position, key), '[]')
    from app.question where cycle_id = p_cycle_id and sheet = p_sheet
$$;

create function api.question_desk(p_cycle_id uuid, p_sheet text)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  perform private.require_person(array['diskominfo']);
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'sheet', p_sheet,
    'edition', coalesce((select edition from app.question_edition where cycle_id = v_cycle.id and sheet = p_sheet), 0),
    'published_at', (select published_at from app.question_edition where cycle_id = v_cycle.id and sheet = p_sheet),
    'published_by', (select private.person_name(published_by) from app.question_edition where cycle_id = v_cycle.id and sheet = p_sheet),
    'questions', private.question_rows(v_cycle.id, p_sheet),
    'answered', private.answered_counts(v_cycle.id, p_sheet),
    'core', to_jsonb(private.core_keys(p_sheet)),
    'proposal', (select jsonb_build_object('base', base, 'questions', questions, 'proposed_at', proposed_at, 'proposed_by', private.person_name(proposed_by))
                   from app.question_proposal where cycle_id = v_cycle.id and sheet = p_sheet));
end $$;
comment on function api.question_desk is 'A sheet''s questions with how many answers hold something for each, and the proposal, if there is one. Raises not_found, not_allowed.';
create function api.propose_questions(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_base int, p_questions jsonb)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.propose_questions(p_request_id, p_cycle_id, p_sheet, p_base, p_questions) $$;
create function api.drop_proposal(p_request_id uuid, p_cycle_id uuid, p_sheet text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.drop_proposal(p_request_id, p_cycle_id, p_sheet) $$;
create function api.publish_questions(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_base int)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.publish_questions(p_request_id, p_cycle_id, p_sheet, p_base) $$;

grant execute on function
  private.core_keys(text), private.question_rows(uuid, text), private.answered_counts(uuid, text),
  private.propose_questions(uuid, uuid, text, int, jsonb), private.drop_proposal(uuid, uuid, text), private.publish_questions(uuid, uuid, text, int),
  api.question_desk(uuid, text), api.propose_questions(uuid, uuid, text, int, jsonb), api.drop_proposal(uuid, uuid, text),
  api.publish_questions(uuid, uuid, text, int)
  to authenticated;
