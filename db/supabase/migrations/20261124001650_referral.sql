-- Referral (disposisi): a reviewer asks the agencies concerned (OPD pengampu) about an answer, by a day. Each answers for itself: with a word,
-- with data, or that it is not theirs to decide. Asking is an act of review and is taken back like one; what was answered stays.

create table app.referral (
  id            uuid primary key default gen_random_uuid(),
  review_id     uuid not null references app.review (id) on delete cascade,
  answer_id     uuid not null references app.answer (id) on delete cascade,
  unit_id       uuid not null references app.unit (id) on delete restrict,
  question      text not null,
  due_on        date not null,
  cancelled_at  timestamptz,
  response      text,
  body          text,
  data          jsonb not null default '[]',
  authority     text,
  other_unit_id uuid references app.unit (id) on delete restrict,
  answered_by   uuid references app.participant (id) on delete restrict,
  answered_at   timestamptz,
  constraint referral_once_per_unit unique (review_id, unit_id),
  constraint referral_question_is_short check (char_length(question) between 1 and 1000),
  constraint referral_response_is_known check (response in ('menanggapi', 'menambah_data', 'bukan_kewenangan')),
  constraint referral_is_answered_by_somebody check ((response is null) = (answered_at is null) and (response is null) = (answered_by is null)),
  constraint referral_authority_is_known check (authority in ('provinsi', 'pusat', 'opd_lain')),
  constraint referral_says_whose_it_is check (coalesce(response = 'bukan_kewenangan', false) = (authority is not null)),
  constraint referral_names_the_other check (coalesce(authority = 'opd_lain', false) = (other_unit_id is not null))
);
create index referral_answer_id_idx on app.referral (answer_id);
create index referral_unit_id_idx on app.referral (unit_id, due_on) where cancelled_at is null;
create index referral_waiting_idx on app.referral (answer_id, due_on) where cancelled_at is null and answered_at is null;
create index referral_other_unit_id_idx on app.referral (other_unit_id) where other_unit_id is not null;
create index referral_answered_by_idx on app.referral (answered_by) where answered_by is not null;
comment on column app.referral.cancelled_at is 'The act of asking was taken back: the unit no longer sees it.';

alter table app.referral enable row level security;
create policy referral_select_asked_or_diskominfo on app.referral for select to authenticated
  using ((select private.role_name()) = 'diskominfo' or (unit_id = (select private.unit_id()) and cancelled_at is null));
grant select on app.referral to authenticated;
-- No insert, update or delete for anyone: refer_answer and answer_referral are the only doors.

create function private.today()
  returns date language sql stable security definer set search_path = ''
as $$ select (statement_timestamp() at time zone time_zone)::date from app.city $$;
comment on function private.today is 'The day it is in the city.';

create function private.refer_answer(p_request_id uuid, p_answer_id uuid, p_version int, p_unit_ids jsonb, p_question text, p_due_on date)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_reviewer();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'refer_answer');
  v_answer app.answer;
  v_units  uuid[];
  v_id     uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_version(p_version);
  v_answer := private.reviewed(v_person, p_answer_id, p_version, 'didisposisi');
  if v_answer.status not in ('dikirim', 'diterima') then
    perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
  elsif private.list_fault(p_unit_ids, 10) is not null or jsonb_array_length(p_unit_ids) = 0 then
    perform private.refuse('PT422', 'field_invalid', 'units');
  elsif p_due_on is null then
    perform private.refuse('PT422', 'field_invalid', 'due_on');
  end if;
  v_units := private.ids(p_unit_ids, 'units');
  perform private.due_at(p_due_on), private.require_text(p_question, 1000);
  insert into app.review (answer_id, reviewer_id, decision, sent_at, before, after)
  values (p_answer_id, v_person.id, 'didisposisi', v_answer.sent_at, private.standing(v_answer), private.standing(v_answer)) returning id into v_id;
  insert into app.referral (review_id, answer_id, unit_id, question, due_on)
  select v_id, p_answer_id, unit.id, private.masked(private.trimmed(p_question)), p_due_on from app.unit
   where unit.id = any (v_units) and unit.id <> v_answer.unit_id and (active_to is null or active_to >= current_date);
  if (select count(*) from app.referral where review_id = v_id) <> cardinality(v_units) then
    perform private.refuse('PT422', 'field_invalid', 'units');
  end if;
  perform private.log_event(v_person.id, 'answer_referred', 'answer', p_answer_id::text, jsonb_build_object('units', cardinality(v_units)));
  perform private.tell_unit(unit_id, v_answer.cycle_id, 'referred', p_answer_id, jsonb_build_object('due_on', p_due_on)) from unnest(v_units) as unit_id;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.refer_answer is 'Asks up to ten other units than its own about an answer. Raises not_allowed, not_found, answer_changed, wrong_state, field_invalid (units, due_on, body), text_too_long, cycle_archived.';

create function private.cancel_referrals(p_review_id uuid, p_answer app.answer, p_detail jsonb)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.referral set cancelled_at = clock_timestamp() where review_id = p_review_id;
  perform private.tell_unit(unit_id, p_answer.cycle_id, 'undone', p_answer.id, p_detail) from app.referral where review_id = p_review_id;
end $$;
comment on function private.cancel_referrals is 'No grant: undo_review calls it.';

create function private.referral_data(p_data jsonb)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  c_columns constant jsonb := '[{"key": "figure", "kind": "short_text", "is_required": true, "max_length": 200},
    {"key": "unit", "kind": "short_text", "max_length": 40}, {"key": "year", "kind": "number", "minimum": 1990, "maximum": 2100},
    {"key": "source", "kind": "short_text", "is_required": true, "max_length": 200}]';
begin
  if p_data is null or p_data = '[]' or private.table_fault(c_columns, p_data, 10, false) is not null then
    perform private.refuse('PT422', 'field_invalid', 'data');
  end if;
  return (select jsonb_agg(private.masked_row(line, '{}')) from jsonb_array_elements(p_data) as line);
end $$;
comment on function private.referral_data is 'Rows of figure, unit, year, source, as in the supporting data of a problem. Raises field_invalid.';

create function private.own_referral(p_person app.participant, p_referral_id uuid)
  returns app.referral language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_referral app.referral;
begin
  select * into v_referral from app.referral where id = p_referral_id and unit_id = p_person.unit_id and cancelled_at is null for no key update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'referral_id');
  elsif v_referral.answered_at is not null then
    perform private.refuse('PT409', 'wrong_state', 'referral_id');
  end if;
  perform private.require_open_cycle((select cycle_id from app.answer where id = v_referral.answer_id));
  return v_referral;
end $$;
comment on function private.own_referral is 'Locks what the caller''s unit was asked and has not answered. Raises not_found, wrong_state, cycle_archived. No grant.';

create function private.answer_referral(p_request_id uuid, p_referral_id uuid, p_response text, p_body text, p_data jsonb, p_authority text, p_other_unit_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person   app.participant := private.require_person(array['peserta', 'diskominfo']);
  v_result   jsonb := private.repeated(v_person.id, p_request_id, 'answer_referral');
  v_referral app.referral;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_referral := private.own_referral(v_person, p_referral_id);
  if p_response is null or p_response not in ('menanggapi', 'menambah_data', 'bukan_kewenangan') then
    perform private.refuse('PT422', 'field_invalid', 'response');
  elsif p_response = 'bukan_kewenangan' and (p_authority is null or p_authority not in ('provinsi', 'pusat', 'opd_lain')) then
    perform private.refuse('PT422', 'field_invalid', 'authority');
  elsif p_response = 'bukan_kewenangan' and p_authority = 'opd_lain' and (p_other_unit_id is not distinct from v_person.unit_id
        or not exists (select from app.unit where id = p_other_unit_id)) then
    perform private.refuse('PT422', 'field_invalid', 'other_unit');
  elsif char_length(p_body) > 2000 then
    perform private.refuse('PT422', 'text_too_long', 'body');
  elsif p_response = 'menanggapi' then
    perform private.require_text(p_body, 2000);
  end if;
  update app.referral
     set response = p_response, body = nullif(private.masked(private.trimmed(p_body)), ''),
         data = case when p_response = 'menambah_data' then private.referral_data(p_data) else '[]' end,
         authority = case when p_response = 'bukan_kewenangan' then p_authority end,
         other_unit_id = case when p_response = 'bukan_kewenangan' and p_authority = 'opd_lain' then p_other_unit_id end,
         answered_by = v_person.id, answered_at = clock_timestamp()
   where id = p_referral_id;
  perform private.log_event(v_person.id, 'referral_answered', 'answer', v_referral.answer_id::text, jsonb_build_object('response', p_response));
  perform private.tell_person(review.reviewer_id, answer.cycle_id, 'referral_answered', answer.id, jsonb_build_object('unit_id', v_referral.unit_id))
     from app.review join app.answer on answer.id = review.answer_id where review.id = v_referral.review_id;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.answer_referral is 'The unit''s word, its data, or that it is not its to decide and whose it is (provinsi, pusat, another unit). Raises not_allowed, not_found, wrong_state (answered already), field_invalid (response, body, data, authority, other_unit), text_too_long, cycle_archived.';

create function private.referrals_of(p_answer app.answer)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', referral.id, 'unit_name', unit.name, 'question', question, 'due_on', due_on,
           'is_own', unit_id = (select private.unit_id()), 'is_overdue', answered_at is null and due_on < (select private.today()),
           'response', response, 'body', body, 'data', data, 'authority', authority,
           'other_unit', (select name from app.unit as other where other.id = other_unit_id),
           'answered_by', private.person_name(answered_by), 'answered_at', answered_at) order by due_on, unit.name), '[]')
    from app.referral join app.unit on unit.id = referral.unit_id
   where answer_id = p_answer.id and cancelled_at is null
$$;
comment on function private.referrals_of is 'What was asked about an answer and what came back, as the caller may see it: all of it for Diskominfo, her own for a unit.';

create function private.own_referrals(p_cycle_id uuid)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(private.answer_row(answer) || jsonb_build_object('due_on', due_on, 'is_overdue', due_on < (select private.today())) order by due_on), '[]')
    from (select answer, due_on from app.referral join app.answer on answer.id = referral.answer_id
           where referral.unit_id = (select private.unit_id()) and cancelled_at is null and answered_at is null and answer.cycle_id = p_cycle_id
           order by due_on limit 20) as asked
$$;
comment on function private.own_referrals is 'What the caller''s unit was asked and has not answered, the most urgent first.';

create function api.refer_answer(p_request_id uuid, p_answer_id uuid, p_version int, p_unit_ids jsonb, p_question text, p_due_on date)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.refer_answer(p_request_id, p_answer_id, p_version, p_unit_ids, p_question, p_due_on) $$;
create function api.answer_referral(p_request_id uuid, p_referral_id uuid, p_response text, p_body text, p_data jsonb, p_authority text, p_other_unit_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.answer_referral(p_request_id, p_referral_id, p_response, p_body, p_data, p_authority, p_other_unit_id) $$;

grant execute on function
  private.entrusted(), private.today(), private.referrals_of(app.answer), private.own_referrals(uuid),
  private.refer_answer(uuid, uuid, int, jsonb, text, date), private.answer_referral(uuid, uuid, text, text, jsonb, text, uuid),
  api.refer_answer(uuid, uuid, int, jsonb, text, date), api.answer_referral(uuid, uuid, text, text, jsonb, text, uuid)
  to authenticated;
