-- Signing in: the only functions that answer before anybody is known, and what a person does about her own sign-in.
-- The password itself is checked with bcrypt in the app, which alone may call these (role app_auth).

create function private.sign_in_screen()
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select jsonb_build_object('city_name', name, 'region', words ->> 'region', 'is_example', is_example, 'time_zone', time_zone) from app.city),
    'null')
$$;

create function private.begin_sign_in(p_name text, p_device text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  c_tries  constant int := 5;
  c_lock   constant interval := interval '15 minutes';
  v_key    text := private.sign_in_key(p_name);
  v_hash   text;
  v_device text := '';
  v_person app.participant;
  v_count  app.sign_in_count;
  v_try_id uuid;
begin
  select * into v_person from app.participant where user_name = v_key or phone = v_key;
  v_hash := private.hash(coalesce(v_person.user_name, v_key)); -- five tries a person, not five a way to write her name
  if v_person.id is not null and p_device is not null then
    select device_hash into v_device from app.device
     where participant_id = v_person.id and device_hash = private.hash(p_device);
    v_device := coalesce(v_device, '');
  end if;
  -- The try is counted before the password is looked at: fifty guesses at once are still fifty.
  insert into app.sign_in_count (name_hash, device_hash) values (v_hash, v_device) on conflict do nothing;
  select * into v_count from app.sign_in_count
   where name_hash = v_hash and device_hash = v_device for update;
  if v_count.locked_until > clock_timestamp() then
    return jsonb_build_object('attempt_id', gen_random_uuid(), 'password_hash', null,
                              'locked_until', v_count.locked_until, 'is_refused', true);
  end if;
  if v_count.locked_until is not null or v_count.last_try_at < clock_timestamp() - c_lock then
    v_count.tries := 0;
  end if;
  update app.sign_in_count
     set tries = v_count.tries + 1,
         last_try_at = clock_timestamp(),
         locked_until = case when v_count.tries + 1 >= c_tries then clock_timestamp() + c_lock end
   where name_hash = v_hash and device_hash = v_device
  returning * into v_count;
  if v_count.locked_until is not null then
    perform private.log_event(null, 'sign_in_locked', 'participant', v_person.id::text);
  end if;
  insert into app.sign_in_try (participant_id, name_hash, device_hash)
  values (case when v_person.is_active then v_person.id end, v_hash, v_device)
  returning id into v_try_id;
  return jsonb_build_object(
    'attempt_id', v_try_id,
    'password_hash', (select password_hash from app.credential
                       where participant_id = v_person.id and v_person.is_active),
    'locked_until', v_count.locked_until,
    'is_refused', false);
end $$;
comment on function private.begin_sign_in is 'Counts a try and hands out the hash to check it against. Definer: nobody may read credentials.';

create function private.finish_sign_in(p_attempt_id uuid, p_device text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_try     app.sign_in_try;
  v_person  app.participant;
  v_session uuid;
  v_ticket  text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  delete from app.sign_in_try
   where id = p_attempt_id and participant_id is not null and at > clock_timestamp() - interval '60 seconds'
  returning * into v_try;
  select * into v_person from app.participant where id = v_try.participant_id and is_active;
  if v_person.id is null or p_device is null then
    perform private.refuse('PT401', 'sign_in_wrong');
  end if;
  delete from app.sign_in_count where name_hash = v_try.name_hash and device_hash = v_try.device_hash;
  insert into app.device (participant_id, device_hash) values (v_person.id, private.hash(p_device))
  on conflict (participant_id, device_hash) do update set used_at = clock_timestamp();
  insert into app.session (participant_id) values (v_person.id) returning id into v_session;
  insert into app.session_ticket (ticket_hash, session_id) values (private.hash(v_ticket), v_session);
  perform private.log_event(v_person.id, 'signed_in', 'session', v_session::text);
  return jsonb_build_object('identity', private.identity(v_person, v_session), 'ticket', v_ticket);
end $$;
comment on function private.finish_sign_in is 'After the right password: a session and a one-time ticket for its cookie. Raises sign_in_wrong when the try is unknown or older than 60 s.';

create function private.redeem_ticket(p_ticket text, p_cookie text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_session uuid;
begin
  delete from app.session_ticket
   where ticket_hash = private.hash(p_ticket) and expires_at > clock_timestamp()
  returning session_id into v_session;
  if v_session is null or coalesce(char_length(p_cookie), 0) < 32 then
    perform private.refuse('PT401', 'ticket_invalid');
  end if;
  update app.session set cookie_hash = private.hash(p_cookie) where id = v_session and ended_at is null;
  return to_jsonb(found);
end $$;

create function private.resume(p_cookie text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select private.identity(person, session.id)
      from app.session join app.participant person on person.id = session.participant_id
     where session.cookie_hash = private.hash(p_cookie)
       and session.ended_at is null and session.expires_at > clock_timestamp() and person.is_active), 'null')
$$;

create function private.end_session(p_session_id uuid, p_cookie text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_session app.session;
begin
  update app.session set ended_at = clock_timestamp()
   where (id = p_session_id or cookie_hash = private.hash(p_cookie)) and ended_at is null
  returning * into v_session;
  if v_session.id is not null then
    perform private.log_event(v_session.participant_id, 'signed_out', 'session', v_session.id::text);
  end if;
  return to_jsonb(v_session.id is not null);
end $$;
comment on function private.end_session is 'Ends the one session with this id or cookie, wherever its cookie is. Repeating it changes nothing. For the doorkeeper; a person ends her own by sign_out.';

create function private.sign_out()
  returns jsonb language sql volatile security definer set search_path = ''
as $$ select private.end_session(private.claim('session_id')::uuid, null) $$;

create function private.request_password_reset(p_name text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_key       text := private.sign_in_key(p_name);
  v_person_id uuid;
begin
  select id into v_person_id from app.participant where (user_name = v_key or phone = v_key) and is_active;
  if v_person_id is not null then
    insert into app.password_request (participant_id) values (v_person_id)
    on conflict (participant_id) where handled_at is null do nothing;
  end if;
  return 'true';
end $$;
comment on function private.request_password_reset is 'Same answer for every name; Diskominfo finds the known ones in its list.';

-- ── about oneself; these work before the password is changed and the notice is read ──────────────────────────
create function private.require_signed_in()
  returns app.participant language plpgsql stable security definer set search_path = ''
as $$
declare
  v_person app.participant := private.signed_in();
begin
  if v_person.id is null then
    perform private.refuse('PT401', 'session_ended');
  end if;
  return v_person;
end $$;

create function private.own_password_hash()
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select to_jsonb(password_hash) from app.credential
   where participant_id = (private.require_signed_in()).id
$$;

create function private.change_password(p_request_id uuid, p_password_hash text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_signed_in();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'change_password');
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_hash(p_password_hash);
  update app.credential set password_hash = p_password_hash, changed_at = clock_timestamp()
   where participant_id = v_person.id;
  update app.participant set must_change_password = false where id = v_person.id;
  -- Whoever else knew the old password is out, also who is signing in with it just now; this sign-in stays.
  delete from app.sign_in_try where participant_id = v_person.id;
  update app.session set ended_at = clock_timestamp()
   where participant_id = v_person.id and id <> private.claim('session_id')::uuid and ended_at is null;
  perform private.log_event(v_person.id, 'password_changed', 'participant', v_person.id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;

create function private.privacy_notice()
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('version', version, 'points', points)
    from app.privacy_notice, private.require_signed_in() as person
   order by version desc limit 1
$$;

create function private.read_notice(p_request_id uuid, p_version int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_signed_in();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'read_notice');
begin
  if v_result is not null then
    return v_result;
  end if;
  if not exists (select from app.privacy_notice where version = p_version) then
    perform private.refuse('PT404', 'not_found', 'version');
  end if;
  insert into app.notice_reading (participant_id, version) values (v_person.id, p_version) on conflict do nothing;
  perform private.log_event(v_person.id, 'notice_read', 'privacy_notice', p_version::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;

-- ── the doors ───────────────────────────────────────────────────────────────────────────────────────────────
create function api.sign_in_screen() returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.sign_in_screen() $$;
create function api.begin_sign_in(p_name text, p_device text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.begin_sign_in(p_name, p_device) $$;
create function api.finish_sign_in(p_attempt_id uuid, p_device text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.finish_sign_in(p_attempt_id, p_device) $$;
create function api.redeem_ticket(p_ticket text, p_cookie text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.redeem_ticket(p_ticket, p_cookie) $$;
create function api.resume(p_cookie text) returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.resume(p_cookie) $$;
create function api.end_session(p_cookie text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.end_session(null, p_cookie) $$;
create function api.request_password_reset(p_name text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.request_password_reset(p_name) $$;
create function api.sign_out() returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.sign_out() $$;
create function api.own_password_hash() returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.own_password_hash() $$;
create function api.change_password(p_request_id uuid, p_password_hash text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.change_password(p_request_id, p_password_hash) $$;
create function api.privacy_notice() returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.privacy_notice() $$;
create function api.read_notice(p_request_id uuid, p_version int) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.read_notice(p_request_id, p_version) $$;

grant execute on function
  private.sign_in_screen(), private.begin_sign_in(text, text), private.finish_sign_in(uuid, text),
  private.redeem_ticket(text, text), private.resume(text), private.end_session(uuid, text),
  private.request_password_reset(text),
  api.sign_in_screen(), api.begin_sign_in(text, text), api.finish_sign_in(uuid, text),
  api.redeem_ticket(text, text), api.resume(text), api.end_session(text), api.request_password_reset(text)
  to app_auth;
grant execute on function
  private.sign_out(), private.own_password_hash(), private.change_password(uuid, text),
  private.privacy_notice(), private.read_notice(uuid, int),
  api.sign_out(), api.own_password_hash(), api.change_password(uuid, text),
  api.privacy_notice(), api.read_notice(uuid, int)
  to authenticated;
