-- The desk's people: found page by page, edited, unlocked, imported from a list, and given one-time passwords together.
-- Whoever loses her role or unit loses her open pages too: their next click is refused. No password comes here in clear.

-- ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.account_matches(p_person app.participant, p_unit_name text, p_search text)
  returns boolean language sql immutable set search_path = ''
as $$
  select not exists (
    select from regexp_split_to_table(lower(left(coalesce(p_search, ''), 200)), '[[:space:]]+') as typed (word),
           lateral (select case when word ~ '^[+]?[0-9][0-9.-]+$' then regexp_replace(word, '[^0-9]', '', 'g') else word end) as a (wanted)
     where position(wanted in lower(concat_ws(' ', p_person.name, p_person.user_name, p_person.title, p_unit_name, p_person.phone, '0' || substr(p_person.phone, 3)))) = 0)
$$;
comment on function private.account_matches is 'Whether every word is in what is known of her; a telephone number as it is kept or as it is dialled. No grant.';

create function private.accounts_found(p_participant_id uuid, p_search text, p_role text, p_unit_code text, p_show text)
  returns table (participant_id uuid, is_locked boolean, asked_at timestamptz, password text, rank bigint)
  language sql stable security definer set search_path = ''
as $$
  with everybody as (
    select person.id, person, unit.name as unit_name, unit.code as unit_code, request.asked_at,
           exists (select from app.sign_in_count
                    where name_hash = private.hash(person.user_name) and locked_until > clock_timestamp()) as is_locked,
           case when credential.participant_id is null then 'none' when person.must_change_password then 'one_time' else 'own' end as password
      from app.participant as person
      left join app.unit on unit.id = person.unit_id
      left join app.credential on credential.participant_id = person.id
      left join app.password_request as request on request.participant_id = person.id and request.handled_at is null
     where p_participant_id is null or person.id = p_participant_id)
  select id, is_locked, asked_at, password,
         row_number() over (order by asked_at nulls last, is_locked desc,
           array_position(array['diskominfo', 'pimpinan', 'pendamping', 'peserta'], (person).role), (person).name, id)
    from everybody
   where (p_role is null or (person).role = p_role)
     and (p_unit_code is null or unit_code = p_unit_code)
     and case p_show
           when 'asked' then asked_at is not null
           when 'locked' then is_locked
           when 'no_password' then password = 'none' and (person).is_active
           when 'not_begun' then password <> 'own' and (person).is_active
           when 'inactive' then not (person).is_active
           else true
         end
     and private.account_matches(person, unit_name, p_search)
$$;
comment on function private.accounts_found is 'The one person, or who is looked for, in order: who asks for a password, who is locked out, then by role and name. No grant: the screens below check the caller.';

create function private.account(p_participant_id uuid, p_is_locked boolean, p_asked_at timestamptz, p_password text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('id', person.id, 'user_name', person.user_name, 'name', person.name, 'title', person.title,
           'role', person.role, 'unit_code', unit.code, 'unit_name', unit.name, 'phone', person.phone, 'is_active', person.is_active,
           'is_responsible', person.is_responsible, 'asked_at', p_asked_at, 'is_locked', p_is_locked, 'password', p_password)
    from app.participant as person left join app.unit on unit.id = person.unit_id
   where person.id = p_participant_id
$$;
comment on function private.account is 'One person as the desk shows her. No grant: the screens below check the caller.';

create function private.accounts_screen(p_search text, p_role text, p_unit_code text, p_show text, p_page int)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  c_page constant int := 30;
  v_page int := least(greatest(coalesce(p_page, 1), 1), 100000);
begin
  perform private.require_person(array['diskominfo']);
  return (
    with found as materialized (select * from private.accounts_found(null, p_search, p_role, p_unit_code, p_show))
    select jsonb_build_object(
      'total', (select count(*) from found),
      'pages', greatest((select (count(*) + c_page - 1) / c_page from found), 1),
      'no_password', (select count(*) from app.participant as person
                       where is_active and not exists (select from app.credential where participant_id = person.id)),
      'people', (select coalesce(jsonb_agg(private.account(participant_id, is_locked, asked_at, password) order by rank), '[]')
                   from found where rank > (v_page - 1) * c_page and rank <= v_page * c_page)));
end $$;

create function private.account_screen(p_participant_id uuid)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  v_found jsonb;
begin
  perform private.require_person(array['diskominfo']);
  select private.account(participant_id, is_locked, asked_at, password) into v_found
    from private.accounts_found(p_participant_id, null, null, null, null) where p_participant_id is not null;
  if v_found is null then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  end if;
  return v_found;
end $$;

create function private.slips_screen(p_search text, p_role text, p_unit_code text, p_show text)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  c_most constant int := 400;
begin
  perform private.require_person(array['diskominfo']);
  return (
    with found as materialized (
      select found.*, person.name, person.user_name, unit.name as unit_name
        from private.accounts_found(null, p_search, p_role, p_unit_code, p_show) as found
        join app.participant as person on person.id = participant_id and person.is_active
        left join app.unit on unit.id = person.unit_id)
    select jsonb_build_object(
      'total', (select count(*) from found),
      'people', (select coalesce(jsonb_agg(jsonb_build_object('id', participant_id, 'name', name, 'user_name', user_name,
                           'unit_name', unit_name, 'password', password) order by unit_name nulls first, name), '[]')
                   from (select * from found order by unit_name nulls first, name limit c_most) as first)));
end $$;
comment on function private.slips_screen is 'Whom slips can be printed for: 400 at once, the active ones only.';

create function private.import_screen()
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_person(array['diskominfo']);
  return jsonb_build_object(
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'user_name', person.user_name, 'name', person.name, 'title', person.title,
                 'role', person.role, 'unit_code', unit.code, 'phone', person.phone, 'is_active', person.is_active) order by person.user_name), '[]')
                 from app.participant as person left join app.unit on unit.id = person.unit_id),
    'units', (select coalesce(jsonb_agg(jsonb_build_object('code', unit.code, 'kind', kind.label, 'name', unit.name, 'short_name', unit.short_name,
                'parent', parent.name, 'aliases', unit.aliases, 'is_active', coalesce(unit.active_to >= current_date, true))
                order by kind.position, unit.code), '[]')
                from app.unit join app.unit_kind as kind on kind.code = unit.kind left join app.unit as parent on parent.id = unit.parent_id));
end $$;
comment on function private.import_screen is 'Everybody and every unit, for a list to be compared with: it never leaves the server as a whole.';

-- ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────
create function private.change_account(p_person app.participant, p_participant_id uuid, p_name text, p_title text, p_role text, p_unit_code text, p_phone text)
  returns boolean language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_fit app.participant := private.require_account(p_name, p_title, p_role, p_phone, p_unit_code);
  v_was app.participant;
begin
  select * into v_was from app.participant where id = p_participant_id for no key update;
  if v_was.id is null then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  elsif row(v_was.name, v_was.title, v_was.role, v_was.unit_id, v_was.phone) is not distinct from row (v_fit.name, v_fit.title, v_fit.role, v_fit.unit_id, v_fit.phone) then
    return false;
  elsif v_fit.role <> 'diskominfo' and private.last_diskominfo(p_participant_id) then
    perform private.refuse('PT409', 'last_diskominfo', 'role');
  end if;
  begin
    update app.participant
       set name = v_fit.name, title = v_fit.title, role = v_fit.role, unit_id = v_fit.unit_id, phone = v_fit.phone,
           is_responsible = is_responsible and unit_id is not distinct from v_fit.unit_id
     where id = p_participant_id;
  exception when unique_violation then
    perform private.refuse('PT409', 'name_taken', 'phone');
  end;
  if row(v_was.role, v_was.unit_id) is distinct from row(v_fit.role, v_fit.unit_id) then
    perform private.end_sign_ins(p_participant_id);
  end if;
  perform private.log_event(p_person.id, 'participant_changed', 'participant', p_participant_id::text, jsonb_build_object(
    'fields', array_remove(array[
      case when v_was.name <> v_fit.name then 'name' end, case when v_was.title is distinct from v_fit.title then 'title' end,
      case when v_was.role <> v_fit.role then 'role' end, case when v_was.unit_id is distinct from v_fit.unit_id then 'unit' end,
      case when v_was.phone is distinct from v_fit.phone then 'phone' end], null),
    'role', v_fit.role));
  return true;
end $$;
comment on function private.change_account is 'Everything but the user name. Another role or unit ends her open pages, another unit what she approves. False when nothing is different. Raises not_found, field_invalid, text_too_long, name_taken, last_diskominfo. No grant: acts on accounts call it.';

create function private.edit_participant(p_request_id uuid, p_participant_id uuid, p_name text, p_title text, p_role text, p_unit_code text, p_phone text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'edit_participant');
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.hold_accounts(v_person);
  return private.remembered(v_person.id, p_request_id,
    to_jsonb(private.change_account(v_person, p_participant_id, p_name, p_title, p_role, p_unit_code, p_phone)));
end $$;
comment on function private.edit_participant is 'Whether anything was different. Raises not_found, field_invalid, text_too_long, name_taken, last_diskominfo.';

create function private.unlock_participant(p_request_id uuid, p_participant_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'unlock_participant');
  v_target app.participant;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_target from app.participant where id = p_participant_id;
  if v_target.id is null then
    perform private.refuse('PT404', 'not_found', 'participant_id');
  end if;
  perform private.forget_tries(v_target);
  perform private.log_event(v_person.id, 'participant_unlocked', 'participant', p_participant_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.unlock_participant is 'Her wrong tries are forgotten; her password stays. Raises not_found.';

create function private.import_account(p_person app.participant, p_row jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_id         uuid;
  v_is_changed boolean;
  v_code       text;
  v_about      text;
begin
  v_id := (private.ids(jsonb_build_array(p_row -> 'participant_id'), 'participant_id'))[1];
  if v_id is not null then
    v_is_changed := private.change_account(p_person, v_id, p_row ->> 'name', p_row ->> 'title', p_row ->> 'role', p_row ->> 'unit_code', p_row ->> 'phone');
    return jsonb_build_object('outcome', case when v_is_changed then 'changed' else 'unchanged' end);
  end if;
  perform private.new_account(p_person, p_row ->> 'user_name', p_row ->> 'name', p_row ->> 'title', p_row ->> 'role', p_row ->> 'unit_code', p_row ->> 'phone');
  return jsonb_build_object('outcome', 'new');
exception when sqlstate 'PT403' or sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT422' then
  get stacked diagnostics v_code = message_text, v_about = pg_exception_detail;
  return jsonb_build_object('outcome', 'refused', 'code', v_code, 'field', nullif(v_about, ''));
end $$;
comment on function private.import_account is 'One row of a list, whole or not at all. No grant: import_participants calls it.';

create function private.import_participants(p_request_id uuid, p_rows jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'import_participants');
begin
  if v_result is not null then
    return v_result;
  elsif jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) not between 1 and 400
     or exists (select from jsonb_array_elements(p_rows) as listed where jsonb_typeof(listed) <> 'object') then
    perform private.refuse('PT422', 'field_invalid', 'rows');
  end if;
  perform private.hold_accounts(v_person);
  v_result := '[]';
  for at in 0 .. jsonb_array_length(p_rows) - 1 loop
    v_result := v_result || private.import_account(v_person, p_rows -> at);
  end loop;
  perform private.log_event(v_person.id, 'participants_imported', 'participant', null, jsonb_build_object('rows', jsonb_array_length(p_rows)));
  return private.remembered(v_person.id, p_request_id, v_result);
end $$;
comment on function private.import_participants is 'What became of each row, in order: new (without a password yet), changed, unchanged, refused with its word. Raises field_invalid.';

create function private.issue_passwords(p_request_id uuid, p_passwords jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'issue_passwords');
  v_one    record;
begin
  if v_result is not null then
    return v_result;
  elsif jsonb_typeof(p_passwords) is distinct from 'array' or jsonb_array_length(p_passwords) not between 1 and 400
     or exists (select from jsonb_array_elements(p_passwords) as listed where jsonb_typeof(listed) <> 'object') then
    perform private.refuse('PT422', 'field_invalid', 'passwords');
  end if;
  perform private.hold_accounts(v_person);
  for v_one in
    select (private.ids(jsonb_build_array(listed -> 'participant_id'), 'participant_id'))[1] as participant_id, listed ->> 'password_hash' as password_hash
      from jsonb_array_elements(p_passwords) as listed order by 1
  loop
    perform private.give_password(v_person, v_one.participant_id, v_one.password_hash);
  end loop;
  perform private.log_event(v_person.id, 'slips_printed', 'participant', null, jsonb_build_object('people', jsonb_array_length(p_passwords)));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.issue_passwords is 'One-time passwords for all of them or, when one is refused, for none. Raises not_found, field_invalid.';

-- ── the doors ───────────────────────────────────────────────────────────────────────────────────────────────
create function api.accounts_screen(p_search text, p_role text, p_unit_code text, p_show text, p_page int)
  returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.accounts_screen(p_search, p_role, p_unit_code, p_show, p_page) $$;
create function api.account_screen(p_participant_id uuid) returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.account_screen(p_participant_id) $$;
create function api.slips_screen(p_search text, p_role text, p_unit_code text, p_show text)
  returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.slips_screen(p_search, p_role, p_unit_code, p_show) $$;
create function api.import_screen() returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.import_screen() $$;
create function api.edit_participant(p_request_id uuid, p_participant_id uuid, p_name text, p_title text, p_role text, p_unit_code text, p_phone text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.edit_participant(p_request_id, p_participant_id, p_name, p_title, p_role, p_unit_code, p_phone) $$;
create function api.unlock_participant(p_request_id uuid, p_participant_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.unlock_participant(p_request_id, p_participant_id) $$;
create function api.import_participants(p_request_id uuid, p_rows jsonb)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.import_participants(p_request_id, p_rows) $$;
create function api.issue_passwords(p_request_id uuid, p_passwords jsonb)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.issue_passwords(p_request_id, p_passwords) $$;

grant execute on function
  private.accounts_screen(text, text, text, text, int), private.account_screen(uuid), private.slips_screen(text, text, text, text), private.import_screen(),
  private.edit_participant(uuid, uuid, text, text, text, text, text), private.unlock_participant(uuid, uuid),
  private.import_participants(uuid, jsonb), private.issue_passwords(uuid, jsonb),
  api.accounts_screen(text, text, text, text, int), api.account_screen(uuid), api.slips_screen(text, text, text, text), api.import_screen(),
  api.edit_participant(uuid, uuid, text, text, text, text, text), api.unlock_participant(uuid, uuid),
  api.import_participants(uuid, jsonb), api.issue_passwords(uuid, jsonb)
  to authenticated;
