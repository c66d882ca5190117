-- When the workshops are held, and more time for one unit. What a closed window leaves: drafts stay and can be sent once there is time again.

create function private.set_stage(p_request_id uuid, p_stage_id uuid, p_starts_on date, p_ends_on date)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_stage');
  v_stage  app.stage;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_stage from app.stage where id = p_stage_id;
  if not found then
    perform private.refuse('PT404', 'not_found', 'stage_id');
  end if;
  perform private.require_open_cycle(v_stage.cycle_id);
  -- Two workshops dated at once wait for each other here, so that both are compared.
  perform from app.stage where cycle_id = v_stage.cycle_id order by position for no key update;
  if p_starts_on is null or p_ends_on is null or p_starts_on not between '2000-01-01' and '2100-12-31' then
    perform private.refuse('PT422', 'field_invalid', 'starts_on');
  elsif p_ends_on not between p_starts_on and '2100-12-31' then
    perform private.refuse('PT422', 'field_invalid', 'ends_on');
  end if;
  if exists (select from app.stage as other
              where other.cycle_id = v_stage.cycle_id and other.id <> v_stage.id
                and case when other.position < v_stage.position then other.ends_on >= p_starts_on else other.starts_on <= p_ends_on end) then
    perform private.refuse('PT409', 'stage_overlaps', 'starts_on');
  end if;
  update app.stage set starts_on = p_starts_on, ends_on = p_ends_on where id = p_stage_id;
  perform private.log_event(v_person.id, 'stage_set', 'stage', p_stage_id::text,
    jsonb_build_object('starts_on', p_starts_on, 'ends_on', p_ends_on));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_stage is 'Dates a workshop. Each ends before the next begins. Raises not_found, cycle_archived, field_invalid, stage_overlaps.';

create function private.extend_for_unit(p_request_id uuid, p_window_id uuid, p_unit_id uuid, p_closes_at timestamptz, p_reason text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person   app.participant := private.require_person(array['diskominfo']);
  v_result   jsonb := private.repeated(v_person.id, p_request_id, 'extend_for_unit');
  v_reason   text := private.trimmed(p_reason);
  v_window   app."window";
  v_cycle_id uuid;
  v_told     jsonb;
begin
  if v_result is not null then
    return v_result;
  end if;
  select slot.* into v_window from app."window" as slot where id = p_window_id for no key update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'window_id');
  elsif not exists (select from app.unit where id = p_unit_id) then
    perform private.refuse('PT404', 'not_found', 'unit_id');
  end if;
  v_cycle_id := (select cycle_id from app.stage where id = v_window.stage_id);
  perform private.require_open_cycle(v_cycle_id);
  perform private.require_instant(p_closes_at, 'closes_at');
  if v_window.kind = 'rating' then -- rated by persons, not by units
    perform private.refuse('PT422', 'field_invalid', 'window_id');
  elsif v_window.opens_at is null or p_closes_at is null or p_closes_at <= v_window.closes_at or p_closes_at <= clock_timestamp() then
    perform private.refuse('PT422', 'window_order', 'closes_at');
  elsif coalesce(v_reason, '') = '' then
    perform private.refuse('PT422', 'reason_required', 'reason');
  elsif char_length(v_reason) > 500 then
    perform private.refuse('PT422', 'text_too_long', 'reason');
  end if;
  insert into app.window_extension (window_id, unit_id, closes_at, reason)
  values (p_window_id, p_unit_id, p_closes_at, v_reason)
  on conflict (window_id, unit_id) do update set closes_at = excluded.closes_at, reason = excluded.reason;
  perform private.log_event(v_person.id, 'window_extended', 'window', p_window_id::text,
    jsonb_build_object('unit_id', p_unit_id, 'closes_at', p_closes_at));
  v_told := jsonb_build_object('window_id', p_window_id, 'sheet', v_window.kind, 'closes_at', p_closes_at);
  perform private.tell_unit(p_unit_id, v_cycle_id, 'window_extended', null, v_told);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('closes_at', p_closes_at));
end $$;
comment on function private.extend_for_unit is 'More time for one unit, beyond the closing for everybody. Its officers are told. Raises not_found, cycle_archived, window_order, reason_required, text_too_long, field_invalid.';

create function private.end_extension(p_request_id uuid, p_window_id uuid, p_unit_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'end_extension');
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_open_cycle(stage.cycle_id)
     from app."window" as slot join app.stage on stage.id = slot.stage_id where slot.id = p_window_id;
  delete from app.window_extension where window_id = p_window_id and unit_id = p_unit_id;
  if not found then
    perform private.refuse('PT404', 'not_found', 'unit_id');
  end if;
  perform private.log_event(v_person.id, 'extension_ended', 'window', p_window_id::text, jsonb_build_object('unit_id', p_unit_id));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.end_extension is 'Takes back the time that one unit was given. Raises not_found, cycle_archived.';

create function api.set_stage(p_request_id uuid, p_stage_id uuid, p_starts_on date, p_ends_on date)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_stage(p_request_id, p_stage_id, p_starts_on, p_ends_on) $$;
create function api.extend_for_unit(p_request_id uuid, p_window_id uuid, p_unit_id uuid, p_closes_at timestamptz, p_reason text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.extend_for_unit(p_request_id, p_window_id, p_unit_id, p_closes_at, p_reason) $$;
create function api.end_extension(p_request_id uuid, p_window_id uuid, p_unit_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.end_extension(p_request_id, p_window_id, p_unit_id) $$;

grant execute on function private.set_stage(uuid, uuid, date, date), private.extend_for_unit(uuid, uuid, uuid, timestamptz, text),
  private.end_extension(uuid, uuid, uuid), api.set_stage(uuid, uuid, date, date),
  api.extend_for_unit(uuid, uuid, uuid, timestamptz, text), api.end_extension(uuid, uuid, uuid) to authenticated;
