-- Accounts: Diskominfo adds people, resets passwords, switches accounts off and on. Hashes are made in the app.
-- What is read of many people at once, and what is done to them, stands in people_desk.

create function private.last_diskominfo(p_participant_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (select from app.participant where id = p_participant_id and role = 'diskominfo' and is_active)
     and not exists (select from app.participant where id <> p_participant_id and role = 'diskominfo' and is_active)
$$;

create function private.hold_accounts(p_person app.participant)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from app.participant where role = 'diskominfo' order by id for no key update;
  perform private.require_person(array['diskominfo']);
end $$;
comment on function private.hold_accounts is 'Two officers who take each other''s role or account meet here, one after the other, and the second is looked at again: she may be none any more. Raises session_ended, not_allowed. No grant: acts on accounts call it first.';

create function private.require_account(p_name text, p_title text, p_role text, p_phone text, p_unit_code text)
  returns app.participant language plpgsql stable security definer set search_path = ''
as $$
declare
  v_fit app.participant;
begin
  v_fit.name := private.trimmed(p_name);
  v_fit.title := nullif(private.trimmed(p_title), '');
  v_fit.role := p_role;
  v_fit.phone := nullif(private.sign_in_key(p_phone), '');
  select id into v_fit.unit_id from app.unit where code = p_unit_code;
  if coalesce(char_length(v_fit.name), 0) not between 1 and 120 then
    perform private.refuse('PT422', 'field_invalid', 'name');
  elsif char_length(v_fit.title) > 120 then
    perform private.refuse('PT422', 'text_too_long', 'title');
  elsif p_role is null or p_role not in ('peserta', 'diskominfo', 'pimpinan', 'pendamping') then
    perform private.refuse('PT422', 'field_invalid', 'role');
  elsif v_fit.phone !~ '^62[0-9]{8,13}$' then
    perform private.refuse('PT422', 'field_invalid', 'phone');
  elsif v_fit.unit_id is null and (p_role = 'peserta' or nullif(p_unit_code, '') is not null) then
    perform private.refuse('PT422', 'field_invalid', 'unit_code');
  end if;
  return v_fit;
end $$;
comment on function private.require_account is 'What is said about a person, in the form in which it is kept. Raises field_invalid, text_too_long. No grant: acts on accounts call it.';

create function private.refuse_taken(p_user_name text)
  returns void language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.refuse('PT409', 'name_taken', case when exists (select from app.participant where user_name = p_user_name) then 'user_name' else 'phone' end);
end $$;

create function private.new_account(p_person app.participant, p_user_name text, p_name text, p_title text, p_role text, p_unit_code text, p_phone text)
  returns uuid language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_name text := private.sign_in_key(p_user_name);
  v_fit  app.participant := private.require_account(p_name, p_title, p_role, p_phone, p_unit_code);
  v_id   uuid;
begin
  if v_name !~ '^[a-z][a-z0-9._@-]{2,63}$' then
    perform private.refuse('PT422', 'field_invalid', 'user_name');
  end if;
  insert into app.participant (user_name, phone, name, title, role, unit_id)
  values (v_name, v_fit.phone, v_fit.name, v_fit.title, v_fit.role, v_fit.unit_id)
  on conflict do nothing returning id into v_id;
  if v_id is null then
    perform private.refuse_taken(v_name);
  end if;
  perform private.log_event(p_person.id, 'participant_created', 'participant', v_id::text, jsonb_build_object('role', p_role));
  return v_id;
end $$;
comment on function private.new_account is 'An account nobody can sign in to yet: it has no password. Raises field_invalid, text_too_long, name_taken. No grant: acts on accounts call it.';

create function private.create_participant(p_request_id uuid, p_user_name text, p_name text, p_title text, p_role text, p_unit_code text, p_phone text, p_password_hash text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'create_participant');
  v_id     uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_hash(p_password_hash);
  v_id := private.new_account(v_person, p_user_name, p_name, p_title, p_role, p_unit_code, p_phone);
  insert into app.credential (participant_id, password_hash) values (v_id, p_password_hash);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('participant_id', v_id));
end $$;
comment on function private.create_participant is 'A new account whose first sign-in asks for a new password. Raises field_invalid, text_too_long, name_taken.';

create function private.forget_tries(p_target app.participant)
  returns void language sql volatile security definer set search_path = ''
as $$
  delete from app.sign_in_try where participant_id = p_target.id;
  delete from app.sign_in_count where name_hash = private.hash(p_target.user_name);
$$;
comment on function private.forget_tries is 'Unlocks, from every device. No grant: acts on accounts call it.';

create function private.end_sign_ins(p_participant_id uuid)
  returns void language sql volatile security definer set search_path = ''
as $$ update app.session set ended_at = clock_timestamp() where participant_id = p_participant_id and ended_at is null $$;
comment on function private.end_sign_ins is 'Her open pages are refused at their next click. No grant: acts on accounts call it.';

create function private.give_password(p_person app.participant, p_participant_id uuid, p_password_hash text)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_target app.participant;
begin
  update app.participant set must_change_password = true where id = p_participant_id returning * into v_target;
  if not found then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  end if;
  perform private.require_hash(p_password_hash);
  insert into app.credential (participant_id, password_hash) values (p_participant_id, p_password_hash)
  on conflict (participant_id) do update set password_hash = excluded.password_hash, changed_at = clock_timestamp();
  perform private.forget_tries(v_target);
  perform private.end_sign_ins(p_participant_id);
  update app.password_request set handled_at = clock_timestamp(), handled_by = p_person.id
   where participant_id = p_participant_id and handled_at is null;
  perform private.log_event(p_person.id, 'password_reset', 'participant', p_participant_id::text);
end $$;
comment on function private.give_password is 'A one-time password, every sign-in of that person ended, her wrong tries forgotten. Raises not_found, field_invalid. No grant: acts on accounts call it.';

create function private.reset_password(p_request_id uuid, p_participant_id uuid, p_password_hash text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'reset_password');
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.give_password(v_person, p_participant_id, p_password_hash);
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
  perform private.hold_accounts(v_person);
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
    perform private.end_sign_ins(p_participant_id);
  end if;
  perform private.log_event(v_person.id, case when p_is_active then 'participant_activated' else 'participant_deactivated' end,
    'participant', p_participant_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_participant_active is 'Works at the person''s next click. Raises not_found, last_diskominfo, field_invalid.';

create function api.create_participant(p_request_id uuid, p_user_name text, p_name text, p_title text, p_role text, p_unit_code text, p_phone text, p_password_hash text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.create_participant(p_request_id, p_user_name, p_name, p_title, p_role, p_unit_code, p_phone, p_password_hash) $$;
create function api.reset_password(p_request_id uuid, p_participant_id uuid, p_password_hash text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.reset_password(p_request_id, p_participant_id, p_password_hash) $$;
create function api.set_participant_active(p_request_id uuid, p_participant_id uuid, p_is_active boolean)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_participant_active(p_request_id, p_participant_id, p_is_active) $$;

grant execute on function private.create_participant(uuid, text, text, text, text, text, text, text), private.reset_password(uuid, uuid, text),
  private.set_participant_active(uuid, uuid, boolean),
  api.create_participant(uuid, text, text, text, text, text, text, text),
  api.reset_password(uuid, uuid, text), api.set_participant_active(uuid, uuid, boolean)
  to authenticated;
