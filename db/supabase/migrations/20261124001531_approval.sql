-- Approval (persetujuan kepala unit): where Diskominfo switches it on, for a unit or for all, what an officer sends waits as
-- "diajukan" for a responsible person of the unit, who lets it go or hands it back with a reason. While it is off nothing of this happens.
-- The switches are columns of app.city and app.unit, the responsible persons of app.participant.

create function private.needs_approval(p_unit_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select coalesce((select needs_approval from app.city), false)
      or coalesce((select needs_approval from app.unit where id = p_unit_id), false)
$$;

create function private.may_send(p_person app.participant, p_unit_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$ select not private.needs_approval(p_unit_id) or (p_person.is_responsible and p_person.unit_id = p_unit_id) $$;
comment on function private.may_send is 'Whether what this person sends goes to Diskominfo at once; also who may let go what waits, once the switch is off again anybody of the unit.';

create function private.submit(p_answer app.answer, p_person app.participant)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
begin
  update app.answer set status = 'diajukan', updated_at = clock_timestamp(), reason = null
   where id = p_answer.id returning * into v_answer;
  perform private.keep_version(v_answer, p_person.id);
  return v_answer;
end $$;
comment on function private.submit is 'A locked, complete answer waits for the unit''s responsible person. No grant: send_answer calls it.';

create function private.submitted(p_person app.participant, p_answer_id uuid)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer := private.own_answer(p_answer_id);
begin
  if v_answer.status <> 'diajukan' then
    perform private.refuse('PT409', 'wrong_state', 'status');
  elsif not private.may_send(p_person, v_answer.unit_id) then
    perform private.refuse('PT403', 'not_allowed', 'approval');
  end if;
  return v_answer;
end $$;
comment on function private.submitted is 'Locks what waits for this person. Raises not_found, cycle_archived, window_closed, wrong_state, not_allowed.';

create function private.approve_answer(p_request_id uuid, p_answer_id uuid, p_version int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'approve_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.submitted(v_person, p_answer_id);
  if p_version is distinct from (select max(version) from app.answer_version where answer_id = p_answer_id) then
    perform private.refuse('PT409', 'answer_changed', 'version');
  end if;
  perform private.require_complete(v_answer);
  v_answer := private.deliver(v_answer, v_person);
  perform private.log_event(v_person.id, 'answer_approved', 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, private.receipt_of(v_answer));
end $$;
comment on function private.approve_answer is 'Sends what waits, just as it was read: p_version is the change of state that was on screen. Raises not_found, cycle_archived, window_closed, wrong_state, not_allowed, answer_changed, answer_incomplete, field_invalid.';

create function private.return_answer(p_request_id uuid, p_answer_id uuid, p_reason text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'return_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.submitted(v_person, p_answer_id);
  if coalesce(char_length(private.trimmed(p_reason)), 0) = 0 then
    perform private.refuse('PT422', 'reason_required', 'reason');
  elsif char_length(p_reason) > 1000 then
    perform private.refuse('PT422', 'text_too_long', 'reason');
  end if;
  update app.answer set status = 'draf', reason = private.masked(private.trimmed(p_reason)), updated_at = clock_timestamp()
   where id = p_answer_id returning * into v_answer;
  perform private.keep_version(v_answer, v_person.id);
  perform private.log_event(v_person.id, 'answer_handed_back', 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('status', v_answer.status));
end $$;
comment on function private.return_answer is 'Hands what waits back to its officers, as a draft with the reason. Raises not_found, cycle_archived, window_closed, wrong_state, not_allowed, reason_required, text_too_long.';

-- ── acts of Diskominfo ──────────────────────────────────────────────────────────────────────────────────────
create function private.set_approval(p_request_id uuid, p_unit_id uuid, p_is_on boolean)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_approval');
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_is_on is null then
    perform private.refuse('PT422', 'field_invalid', 'is_on');
  end if;
  if p_unit_id is null then
    update app.city set needs_approval = p_is_on;
  else
    update app.unit set needs_approval = p_is_on where id = p_unit_id;
  end if;
  if not found then
    perform private.refuse('PT404', 'not_found', 'unit_id');
  end if;
  perform private.log_event(v_person.id, case when p_is_on then 'approval_switched_on' else 'approval_switched_off' end,
    case when p_unit_id is null then 'city' else 'unit' end, p_unit_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_approval is 'Switches the approval on or off: for a unit, or (p_unit_id null) for all. Raises not_allowed, not_found, field_invalid.';

create function private.set_responsible(p_request_id uuid, p_participant_id uuid, p_is_responsible boolean)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_responsible');
  v_target app.participant;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_target from app.participant where id = p_participant_id for no key update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  elsif p_is_responsible is null or (p_is_responsible and v_target.unit_id is null) then
    perform private.refuse('PT422', 'field_invalid', 'is_responsible');
  end if;
  update app.participant set is_responsible = p_is_responsible where id = p_participant_id;
  perform private.log_event(v_person.id, case when p_is_responsible then 'responsible_named' else 'responsible_released' end,
    'participant', p_participant_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_responsible is 'Names or releases a responsible person of her unit; a unit may have several. Raises not_allowed, not_found, field_invalid.';

create function private.awaiting_by_unit(p_cycle_id uuid)
  returns table (unit_id uuid, answers int) language sql stable security definer set search_path = ''
as $$
  select unit_id, sum(answers)::int from app.coverage_count
   where cycle_id = p_cycle_id and status = 'diajukan' and (select private.role_name()) = 'diskominfo' group by unit_id
$$;
comment on function private.awaiting_by_unit is 'How much waits in each unit. Definer: the counts have no grant.';

create function api.approval_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  perform private.require_person(array['diskominfo']);
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object(
    'is_for_all', (select needs_approval from app.city),
    'units', (
      select coalesce(jsonb_agg(jsonb_build_object('id', unit.id, 'name', unit.name, 'needs_approval', unit.needs_approval,
               'awaiting', coalesce(awaiting.answers, 0),
               'responsible', (select coalesce(jsonb_agg(person.name order by person.name), '[]') from app.participant as person
                                where person.unit_id = unit.id and person.is_responsible and person.is_active))
               order by unit_kind.position, unit.name), '[]')
        from app.unit
        join app.unit_kind on unit_kind.code = unit.kind
        left join private.awaiting_by_unit(v_cycle.id) as awaiting on awaiting.unit_id = unit.id
       where unit.active_to is null or unit.active_to >= current_date));
end $$;
comment on function api.approval_screen is 'Where the approval is on, who approves there and how much waits. Raises not_allowed, not_found.';

create function api.approve_answer(p_request_id uuid, p_answer_id uuid, p_version int)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.approve_answer(p_request_id, p_answer_id, p_version) $$;
create function api.return_answer(p_request_id uuid, p_answer_id uuid, p_reason text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.return_answer(p_request_id, p_answer_id, p_reason) $$;
create function api.set_approval(p_request_id uuid, p_unit_id uuid, p_is_on boolean)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_approval(p_request_id, p_unit_id, p_is_on) $$;
create function api.set_responsible(p_request_id uuid, p_participant_id uuid, p_is_responsible boolean)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_responsible(p_request_id, p_participant_id, p_is_responsible) $$;

grant execute on function
  private.may_send(app.participant, uuid), private.awaiting_by_unit(uuid),
  private.approve_answer(uuid, uuid, int), private.return_answer(uuid, uuid, text),
  private.set_approval(uuid, uuid, boolean), private.set_responsible(uuid, uuid, boolean),
  api.approve_answer(uuid, uuid, int), api.return_answer(uuid, uuid, text), api.approval_screen(uuid),
  api.set_approval(uuid, uuid, boolean), api.set_responsible(uuid, uuid, boolean)
  to authenticated;
