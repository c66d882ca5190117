-- Consent (kesediaan): the unit that is to lead a solution which another unit wrote says whether it will. Silence is no yes, and neither is
-- a yes to what has been sent anew since.

create table app.consent (
  id        uuid primary key default gen_random_uuid(),
  answer_id uuid not null references app.answer (id) on delete cascade,
  unit_id   uuid not null references app.unit (id) on delete restrict,
  response  text not null,
  body      text,
  given_by  uuid not null references app.participant (id) on delete restrict,
  at        timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  undone_by uuid references app.participant (id) on delete restrict,
  constraint consent_response_is_known check (response in ('bersedia', 'bersedia_dengan_perubahan', 'tidak_bersedia')),
  constraint consent_gives_its_words check (response = 'bersedia' or char_length(body) > 0),
  constraint consent_is_undone_by_somebody check ((undone_at is null) = (undone_by is null))
);
create index consent_answer_id_idx on app.consent (answer_id, at desc);
create index consent_unit_id_idx on app.consent (unit_id);
create index consent_given_by_idx on app.consent (given_by);
create index consent_undone_by_idx on app.consent (undone_by) where undone_by is not null;
comment on table app.consent is 'Each word of a lead unit; the newest that was not taken back counts, if it is about what stands there now.';

alter table app.consent enable row level security;
create policy consent_select_visible on app.consent for select to authenticated
  using (exists (select from app.answer where answer.id = consent.answer_id));
grant select on app.consent to authenticated;
-- No insert, update or delete for anyone: give_consent and undo_consent are the only doors.

create function private.lead_of(p_answer app.answer)
  returns app.unit language sql stable security definer set search_path = ''
as $$
  select * from app.unit
   where p_answer.sheet = 'solution' and code = private.shown_values(p_answer) ->> 'lead_unit' and id <> p_answer.unit_id
$$;
comment on function private.lead_of is 'The unit that is to lead a solution another unit wrote; of all others nothing.';

create function private.standing_consent(p_answer_id uuid, p_unit_id uuid, p_sent_at timestamptz)
  returns app.consent language sql stable security definer set search_path = ''
as $$
  select * from app.consent
   where answer_id = p_answer_id and unit_id = p_unit_id and undone_at is null and at >= p_sent_at
   order by at desc, id desc limit 1
$$;
comment on function private.standing_consent is 'The word that counts: the newest not taken back, about what was sent last. Definer: callers pass only answers they were allowed to read. No grant.';

create function private.may_consent(p_answer app.answer, p_unit_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select p_unit_id = (select private.unit_id()) and (select private.role_name()) in ('peserta', 'diskominfo')
     and p_answer.status in ('dikirim', 'diterima', 'digabung') and not private.is_on_ballot(p_answer.id)
     and exists (select from app.cycle where id = p_answer.cycle_id and is_open)
$$;

create function private.consent_of(p_answer app.answer, p_person app.participant)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('unit_name', lead.name, 'response', consent.response, 'body', consent.body,
           'by', private.person_name(consent.given_by), 'at', consent.at,
           'version', (select max(version) from app.answer_version where answer_id = p_answer.id), 'may_answer', coalesce(private.may_consent(p_answer, lead.id), false))
    from private.lead_of(p_answer) as lead
    left join private.standing_consent(p_answer.id, lead.id, p_answer.sent_at) as consent on true
   where lead.id is not null and p_answer.number is not null and private.is_readable(p_answer.id)
$$;
comment on function private.consent_of is 'Whether the lead unit is willing (response null: it has not said), for everybody who may read the solution; null where nobody need be asked.';

create function private.ask_consent(p_answer app.answer)
  returns void language sql volatile security definer set search_path = ''
as $$
  select private.tell_unit(unit.id, p_answer.cycle_id, 'consent_asked', p_answer.id)
    from app.unit where p_answer.sheet = 'solution' and unit.code = p_answer.lead_unit and unit.id <> p_answer.unit_id
$$;
comment on function private.ask_consent is 'Tells the lead unit of a solution just sent that its word is asked. No grant: deliver calls it.';

create function private.consent_subject(p_answer_id uuid, p_version int)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
begin
  select * into v_answer from app.answer where id = p_answer_id for no key update;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif (private.lead_of(v_answer)).id is distinct from private.unit_id() then
    perform private.refuse('PT403', 'not_allowed', 'consent');
  elsif p_version is distinct from (select max(version) from app.answer_version where answer_id = p_answer_id) then
    perform private.refuse('PT409', 'answer_changed', v_answer.number::text);
  end if;
  perform private.require_open_cycle(v_answer.cycle_id), private.require_no_ballot(v_answer);
  if v_answer.status not in ('dikirim', 'diterima', 'digabung') then
    perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
  end if;
  return v_answer;
end $$;
comment on function private.consent_subject is 'Locks the solution that the caller''s unit is to lead, as it was read. Raises not_found, not_allowed, answer_changed, cycle_archived, voting_opened, wrong_state. No grant.';

create function private.give_consent(p_request_id uuid, p_answer_id uuid, p_version int, p_response text, p_body text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['peserta', 'diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'give_consent');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.consent_subject(p_answer_id, p_version);
  if p_response is null or p_response not in ('bersedia', 'bersedia_dengan_perubahan', 'tidak_bersedia') then
    perform private.refuse('PT422', 'field_invalid', 'response');
  elsif p_response <> 'bersedia' and coalesce(char_length(private.trimmed(p_body)), 0) = 0 then
    perform private.refuse('PT422', 'reason_required', 'body');
  elsif char_length(p_body) > 1000 then
    perform private.refuse('PT422', 'text_too_long', 'body');
  end if;
  insert into app.consent (answer_id, unit_id, response, body, given_by)
  values (p_answer_id, v_person.unit_id, p_response, nullif(private.masked(private.trimmed(p_body)), ''), v_person.id);
  perform private.log_event(v_person.id, 'consent_given', 'answer', p_answer_id::text, jsonb_build_object('response', p_response));
  perform private.tell_unit(v_answer.unit_id, v_answer.cycle_id, 'consent_answered', p_answer_id, jsonb_build_object('response', p_response));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.give_consent is 'The lead unit is willing, willing with changes, or not, each but the first with its words; said again it replaces what was said. Raises not_allowed, not_found, answer_changed, voting_opened, wrong_state, field_invalid, reason_required, text_too_long, cycle_archived.';

create function private.undo_consent(p_request_id uuid, p_answer_id uuid, p_version int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['peserta', 'diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'undo_consent');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.consent_subject(p_answer_id, p_version);
  update app.consent set undone_at = clock_timestamp(), undone_by = v_person.id
   where id = (private.standing_consent(p_answer_id, v_person.unit_id, v_answer.sent_at)).id;
  if not found then
    perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
  end if;
  perform private.log_event(v_person.id, 'consent_undone', 'answer', p_answer_id::text);
  perform private.tell_unit(v_answer.unit_id, v_answer.cycle_id, 'undone', p_answer_id, '{"decision": "kesediaan"}');
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.undo_consent is 'Takes the unit''s last word back: what it said before stands again, or nothing. Raises not_allowed, not_found, answer_changed, voting_opened, wrong_state (nothing to take back), cycle_archived.';

create function private.own_consents(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(private.answer_row(answer) order by answer.sent_at), '[]')
    from (select answer.* from app.unit join app.answer on answer.lead_unit = unit.code
           where unit.id = (select private.unit_id()) and answer.cycle_id = p_cycle_id and answer.unit_id <> unit.id and answer.sheet = 'solution'
             and answer.status in ('dikirim', 'diterima', 'digabung') and not private.is_on_ballot(answer.id)
             and (private.standing_consent(answer.id, unit.id, answer.sent_at)).id is null
           order by answer.sent_at limit 20) as answer
$$;
comment on function private.own_consents is 'Solutions of other units that wait for the word of the caller''s unit, the longest waiting first. Definer: her unit may read each of them (entrusted).';

create function api.give_consent(p_request_id uuid, p_answer_id uuid, p_version int, p_response text, p_body text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.give_consent(p_request_id, p_answer_id, p_version, p_response, p_body) $$;
create function api.undo_consent(p_request_id uuid, p_answer_id uuid, p_version int)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.undo_consent(p_request_id, p_answer_id, p_version) $$;

grant execute on function
  private.consent_of(app.answer, app.participant), private.own_consents(uuid),
  private.give_consent(uuid, uuid, int, text, text), private.undo_consent(uuid, uuid, int),
  api.give_consent(uuid, uuid, int, text, text), api.undo_consent(uuid, uuid, int)
  to authenticated;
