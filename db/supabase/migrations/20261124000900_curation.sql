-- Curation: what was sent is accepted, returned or declined. Each act is a row with its reason; the newest one can be taken back.
-- The acts beside these three (moving, referring, taking back) and who reviews stand in 1652_review.

create table app.review (
  id          uuid primary key default gen_random_uuid(),
  answer_id   uuid not null references app.answer (id) on delete cascade,
  reviewer_id uuid not null references app.participant (id) on delete restrict,
  decision    text not null,
  reason      text,
  fields      jsonb not null default '{}',
  due_at      timestamptz,
  sent_at     timestamptz,
  version     int,
  before      jsonb not null default '{}',
  after       jsonb not null default '{}',
  at          timestamptz not null default clock_timestamp(),
  undone_at   timestamptz,
  undone_by   uuid references app.participant (id) on delete restrict,
  constraint review_decision_is_known check (decision in ('diterima', 'dikembalikan', 'ditolak', 'dipindah', 'didisposisi')),
  constraint review_gives_its_reason check (decision not in ('dikembalikan', 'ditolak') or char_length(reason) > 0
                                            or (decision = 'dikembalikan' and fields <> '{}')),
  constraint review_is_undone_by_somebody check ((undone_at is null) = (undone_by is null))
);
create index review_answer_id_idx on app.review (answer_id, at);
create index review_reviewer_id_idx on app.review (reviewer_id);
create index review_undone_by_idx on app.review (undone_by) where undone_by is not null;
comment on column app.review.fields is 'Question key -> what is to be mended there.';
comment on column app.review.due_at is 'Until when its unit may mend a returned answer, also after the window closed.';
comment on column app.review.sent_at is 'Since when it had waited.';
comment on column app.review.version is 'The change of state that this act was; null where it changed none.';
comment on column app.review.before is 'How the answer stood before, and after: what taking the act back compares and restores.';
alter table app.review enable row level security;
create policy review_select_visible on app.review for select to authenticated
  using ((select private.role_name()) = 'diskominfo'
         or exists (select from app.answer where answer.id = review.answer_id and answer.unit_id = (select private.unit_id())));
grant select on app.review to authenticated;
-- No insert, update or delete for anyone: the functions below are the only doors.

create function private.standing(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('status', p_answer.status, 'reason', p_answer.reason, 'pillar_code', p_answer.pillar_code,
    'sub_pillar', p_answer.answers -> 'sub_pillar', 'sent_at', p_answer.sent_at at time zone 'UTC',
    'decided_at', p_answer.decided_at at time zone 'UTC', 'due_at', p_answer.due_at at time zone 'UTC')
$$;
comment on function private.standing is 'What acts of review change of an answer. Times without a zone, so that the text is the same for every caller.';

create function private.revision(p_answer_id uuid)
  returns int language sql stable security definer set search_path = ''
as $$
  select (select count(*) from app.answer_version where answer_id = p_answer_id)::int
       + (select count(*) + count(undone_at) from app.review where answer_id = p_answer_id)::int
$$;
comment on function private.revision is 'Grows with each change of state and each act of review: what an act was based on. Definer: a number only.';

create function private.reviewed(p_person app.participant, p_answer_id uuid, p_version int, p_decision text)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
begin
  select * into v_answer from app.answer where id = p_answer_id for no key update;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif not private.may_act(v_answer, p_decision) then
    perform private.refuse('PT403', 'not_allowed', 'decision');
  elsif p_version <> private.revision(p_answer_id) then
    perform private.refuse('PT409', 'answer_changed', v_answer.number::text);
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  return v_answer;
end $$;
comment on function private.reviewed is 'Locks an answer for this act of review, just as it was read: p_version is the revision that was on screen; null where there was no screen. Raises not_found, not_allowed, answer_changed (detail: the number), cycle_archived. No grant.';

create function private.due_at(p_due_on date)
  returns timestamptz language plpgsql stable security definer set search_path = ''
as $$
declare
  v_zone  text := (select time_zone from app.city);
  v_today date := (clock_timestamp() at time zone v_zone)::date;
begin
  if p_due_on is not null and p_due_on not between v_today and v_today + 366 then
    perform private.refuse('PT422', 'field_invalid', 'due_on');
  end if;
  return (p_due_on + 1)::timestamp at time zone v_zone;
end $$;
comment on function private.due_at is 'The end of this day in the city''s zone: from today, within a year. Raises field_invalid.';

create function private.field_reasons(p_answer app.answer, p_fields jsonb)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  v_fields jsonb;
begin
  if jsonb_typeof(p_fields) is distinct from 'object'
     or exists (select from jsonb_each(p_fields)
                 where jsonb_typeof(value) <> 'string' or char_length(value #>> '{}') > 500
                    or not exists (select from app.question where cycle_id = p_answer.cycle_id and sheet = p_answer.sheet and question.key = jsonb_each.key)) then
    perform private.refuse('PT422', 'field_invalid', 'fields');
  end if;
  select coalesce(jsonb_object_agg(key, private.masked(private.trimmed(value))), '{}') into v_fields
    from jsonb_each_text(p_fields) where private.trimmed(value) <> '';
  return v_fields;
end $$;
comment on function private.field_reasons is 'The reasons per field as they may be kept: masked, without empty ones. Raises field_invalid (no such question, or more than 500 characters).';

create function private.whole_reason(p_answer app.answer, p_reason text, p_fields jsonb)
  returns text language sql stable security definer set search_path = ''
as $$
  select nullif(concat_ws(E'\n', p_reason, (
    select string_agg(question.label || ': ' || reason.value, E'\n' order by question.position)
      from jsonb_each_text(p_fields) as reason
      join app.question on question.cycle_id = p_answer.cycle_id and question.sheet = p_answer.sheet and question.key = reason.key)), '')
$$;
comment on function private.whole_reason is 'The reason with those of the fields below it, a line each: for lists and the history.';

create function private.decide(p_person app.participant, p_answer_id uuid, p_version int, p_decision text, p_reason text, p_fields jsonb, p_due_on date)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_before app.answer := private.reviewed(p_person, p_answer_id, p_version, p_decision);
  v_answer app.answer;
  v_word   text;
  v_reason text := nullif(private.masked(private.trimmed(p_reason)), '');
  v_fields jsonb := case when p_decision = 'dikembalikan' then private.field_reasons(v_before, coalesce(p_fields, '{}')) else '{}' end;
begin
  if v_before.status <> 'dikirim' then
    perform private.refuse('PT409', 'wrong_state', v_before.number::text);
  elsif p_decision <> 'diterima' and v_reason is null and v_fields = '{}' then
    perform private.refuse('PT422', 'reason_required', 'reason');
  elsif char_length(p_reason) > 1000 then
    perform private.refuse('PT422', 'text_too_long', 'reason');
  end if;
  update app.answer
     set status = p_decision, decided_at = clock_timestamp(), updated_at = clock_timestamp(),
         reason = case when p_decision <> 'diterima' then private.whole_reason(v_before, v_reason, v_fields) end,
         due_at = case when p_decision = 'dikembalikan' then private.due_at(p_due_on) end
   where id = p_answer_id returning * into v_answer;
  perform private.keep_version(v_answer, p_person.id);
  v_word := case p_decision when 'diterima' then 'accepted' when 'ditolak' then 'declined' else 'returned' end;
  insert into app.review (answer_id, reviewer_id, decision, reason, fields, due_at, sent_at, version, before, after)
  values (p_answer_id, p_person.id, p_decision, case when p_decision <> 'diterima' then v_reason end, v_fields, v_answer.due_at, v_before.sent_at,
          (select max(version) from app.answer_version where answer_id = p_answer_id), private.standing(v_before), private.standing(v_answer));
  perform private.tell_unit(v_answer.unit_id, v_answer.cycle_id, v_word, p_answer_id,
    case when v_answer.due_at is not null then jsonb_build_object('due_on', p_due_on) else '{}' end);
  perform private.log_event(p_person.id, 'answer_' || v_word, 'answer', p_answer_id::text);
end $$;
comment on function private.decide is 'One decision on a sent answer, its row, its place in the history, and what its unit is told. No grant.';

create function private.require_decision(p_decision text)
  returns void language plpgsql stable set search_path = ''
as $$
begin
  if p_decision is null or p_decision not in ('diterima', 'dikembalikan', 'ditolak') then
    perform private.refuse('PT422', 'field_invalid', 'decision');
  end if;
end $$;

create function private.decide_answers(p_request_id uuid, p_answer_ids jsonb, p_decision text, p_reason text, p_versions jsonb, p_due_on date)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_reviewer();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'decide_answers');
  v_ids    uuid[];
  v_id     uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_decision(p_decision);
  if jsonb_typeof(p_answer_ids) is distinct from 'array' or jsonb_array_length(p_answer_ids) not between 1 and 500 then
    perform private.refuse('PT422', 'field_invalid', 'answer_ids');
  elsif coalesce(jsonb_typeof(p_versions), 'object') <> 'object'
        or jsonb_path_exists(p_versions, '$.* ? (@.type() != "number" || @ < 0 || @ > 1000000)') then
    perform private.refuse('PT422', 'field_invalid', 'versions');
  end if;
  v_ids := private.ids(p_answer_ids, 'answer_ids');
  -- All of them before the first is counted, always in the same order: so nobody waits for each other.
  perform from app.answer where id = any (v_ids) order by id for no key update;
  for v_id in select distinct id from unnest(v_ids) as id order by 1 loop
    perform private.decide(v_person, v_id, trunc((p_versions ->> v_id::text)::numeric)::int, p_decision, p_reason, '{}', p_due_on);
  end loop;
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('decided', jsonb_array_length(p_answer_ids)));
end $$;
comment on function private.decide_answers is 'Accepts (diterima), returns (dikembalikan) or declines (ditolak) sent answers: all or none. p_versions: id -> the revision it was read at, left out where there was no screen. Raises not_allowed, not_found, answer_changed and wrong_state (detail: the number), reason_required, field_invalid, text_too_long, cycle_archived.';
