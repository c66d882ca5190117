-- Accounts: Diskominfo adds people, resets passwords, switches accounts off and on. Hashes are made in the app.

create function private.last_diskominfo(p_participant_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (select from app.participant where id = p_participant_id and role = 'diskominfo' and is_active)
     and not exists (select from app.participant where id <> p_participant_id and role = 'diskominfo' and is_active)
$$;

create function private.create_participant(p_request_id uuid, p_user_name text, p_name text, p_title text, p_role text, p_unit_code text, p_phone text, p_password_hash text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person  app.participant := private.require_person(array['diskominfo']);
  v_result  jsonb := private.repeated(v_person.id, p_request_id, 'create_participant');
  v_name    text := private.sign_in_key(p_user_name);
  v_phone   text := nullif(private.sign_in_key(p_phone), '');
  v_unit_id uuid;
  v_id      uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  if v_name !~ '^[a-z][a-z0-9._@-]{2,63}$' then
    perform private.refuse('PT422', 'field_invalid', 'user_name');
  elsif coalesce(char_length(private.trimmed(p_name)), 0) not between 1 and 120 then
    perform private.refuse('PT422', 'field_invalid', 'name');
  elsif char_length(p_title) > 120 then
    perform private.refuse('PT422', 'text_too_long', 'title');
  elsif p_role is null or p_role not in ('peserta', 'diskominfo', 'pimpinan', 'pendamping') then
    perform private.refuse('PT422', 'field_invalid', 'role');
  elsif v_phone is not null and v_phone !~ '^62[0-9]{8,13}$' then
    perform private.refuse('PT422', 'field_invalid', 'phone');
  end if;
  perform private.require_hash(p_password_hash);
  select id into v_unit_id from app.unit where code = p_unit_code;
  if v_unit_id is null and (p_role = 'peserta' or nullif(p_unit_code, '') is not null) then
    perform private.refuse('PT422', 'field_invalid', 'unit_code');
  end if;
  insert into app.participant (user_name, phone, name, title, role, unit_id)
  values (v_name, v_phone, private.trimmed(p_name), nullif(private.trimmed(p_title), ''), p_role, v_unit_id)
  on conflict do nothing returning id into v_id;
  if v_id is null then
    perform private.refuse('PT409', 'name_taken', case when exists (select from app.participant where user_name = v_name) then 'user_name' else 'phone' end);
  end if;
  insert into app.credential (participant_id, password_hash) values (v_id, p_password_hash);
  perform private.log_event(v_person.id, 'participant_created', 'participant', v_id::text, jsonb_build_object('role', p_role));
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('participant_id', v_id));
end $$;
comment on function private.create_participant is 'A new account whose first sign-in asks for a new password. Raises field_invalid, text_too_long, name_taken.';

create function private.reset_password(p_request_id uuid, p_participant_id uuid, p_password_hash text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'reset_password');
  v_target app.participant;
begin
  if v_result is not null then
    return v_result;
  end if;
  update app.participant set must_change_password = true where id = p_participant_id returning * into v_target;
  if not found then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  end if;
  perform private.require_hash(p_password_hash);
  update app.credential set password_hash = p_password_hash, changed_at = clock_timestamp() where participant_id = p_participant_id;
  delete from app.sign_in_try where participant_id = p_participant_id;
  update app.session set ended_at = clock_timestamp() where participant_id = p_participant_id and ended_at is null;
  update app.password_request set handled_at = clock_timestamp(), handled_by = v_person.id
   where participant_id = p_participant_id and handled_at is null;
  delete from app.sign_in_count where name_hash = private.hash(v_target.user_name);
  perform private.log_event(v_person.id, 'password_reset', 'participant', p_participant_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.reset_password is 'A one-time password, every sign-in of that person ended, her wrong tries forgotten. Raises not_found.';

create function private.set_participant_active(p_request_id uuid, p_participant_id uuid, p_is_active boolean)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_participant_active');
begin
  if v_result is not null then
    return v_result;
  end if;
  -- Two officers who switch each other off meet here, one after the other.
  perform from app.participant where role = 'diskominfo' order by id for update;
  if p_is_active is null then
    perform private.refuse('PT422', 'field_invalid', 'is_active');
  elsif not p_is_active and private.last_diskominfo(p_participant_id) then
    perform private.refuse('PT409', 'last_diskominfo', 'participant_id');
  end if;
  update app.participant set is_active = p_is_active where id = p_participant_id;
  if not found then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  end if;
  if not p_is_active then
    update app.session set ended_at = clock_timestamp() where participant_id = p_participant_id and ended_at is null;
  end if;
  perform private.log_event(v_person.id, case when p_is_active then 'participant_activated' else 'participant_deactivated' end,
    'participant', p_participant_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_participant_active is 'Works at the person''s next click. Raises not_found, last_diskominfo, field_invalid.';

create function private.locked_names()
  returns text[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct name_hash), '{}') from app.sign_in_count
   where locked_until > clock_timestamp() and private.role_name() = 'diskominfo'
$$;

create function api.accounts_screen()
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_locked text[];
begin
  perform private.require_person(array['diskominfo']);
  v_locked := private.locked_names();
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'user_name', person.user_name, 'name', person.name, 'title', person.title,
             'role', person.role, 'unit_name', unit.name, 'phone', person.phone, 'is_active', person.is_active, 'is_responsible', person.is_responsible,
             'asked_at', request.asked_at, 'is_locked', private.hash(person.user_name) = any (v_locked))
             order by request.asked_at nulls last, person.role, person.name), '[]')
      from app.participant as person
      left join app.unit on unit.id = person.unit_id
      left join app.password_request as request on request.participant_id = person.id and request.handled_at is null);
end $$;
create function api.create_participant(p_request_id uuid, p_user_name text, p_name text, p_title text, p_role text, p_unit_code text, p_phone text, p_password_hash text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.create_participant(p_request_id, p_user_name, p_name, p_title, p_role, p_unit_code, p_phone, p_password_hash) $$;
create function api.reset_password(p_request_id uuid, p_participant_id uuid, p_password_hash text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.reset_password(p_request_id, p_participant_id, p_password_hash) $$;
create function api.set_participant_active(p_request_id uuid, p_participant_id uuid, p_is_active boolean)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_participant_active(p_request_id, p_participant_id, p_is_active) $$;

grant execute on function private.locked_names(), private.hash(text),
  private.create_participant(uuid, text, text, text, text, text, text, text), private.reset_password(uuid, uuid, text),
  private.set_participant_active(uuid, uuid, boolean),
  api.accounts_screen(), api.create_participant(uuid, text, text, text, text, text, text, text),
  api.reset_password(uuid, uuid, text), api.set_participant_active(uuid, uuid, boolean)
  to authenticated;
