-- Foundation: who connects, where things live, how a call is repeated safely, and what is written down for good.
-- Runs unchanged on hosted Supabase (PostgreSQL 17) and on the embedded server (18); needs no extension.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticator') then create role authenticator login noinherit; end if;
  -- The Data API takes its time limit from the role, psycopg from each call: both 8 seconds.
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
    alter role authenticated set statement_timeout = '8s';
  end if;
  if not exists (select from pg_roles where rolname = 'app_auth') then
    create role app_auth nologin noinherit;
    alter role app_auth set statement_timeout = '8s';
  end if;
end $$;
grant anon, authenticated, app_auth to authenticator;

create schema app;
create schema api;
create schema private;
comment on schema app is 'Tables. Not exposed; row level security on every one.';
comment on schema api is 'The functions a screen may call. The only exposed schema.';
comment on schema private is 'Helpers with their own checks. Not exposed.';

-- Globally: the per-schema form has no effect on what PUBLIC holds by default.
alter default privileges revoke execute on functions from public;
alter default privileges in schema api, private revoke execute on functions from anon, authenticated, service_role;

grant usage on schema api, private to authenticated, app_auth;
grant usage on schema app to authenticated;
-- anon gets nothing anywhere: a call without a token ends here.

-- ── refusing ────────────────────────────────────────────────────────────────────────────────────────────────
create function private.refuse(p_status text, p_code text, p_detail text default '')
  returns void language plpgsql volatile set search_path = ''
as $$
begin
  raise exception using errcode = p_status, message = p_code, detail = coalesce(p_detail, '');
end $$;
comment on function private.refuse is 'Raises PT4xx with a stable word: the one way a rule says no. p_detail names the field.';

create function private.claim(p_name text)
  returns text language sql stable set search_path = ''
as $$ select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> p_name, '') $$;
comment on function private.claim is 'One claim of the caller''s token, or null.';

create function private.trimmed(p_text text)
  returns text language sql immutable set search_path = ''
as $$ select btrim(p_text, E' \t\n\r\f\x0b') $$;
comment on function private.trimmed is 'A text without the spaces and empty lines around it: a reason of empty lines is none.';

create function private.ids(p_ids jsonb, p_field text)
  returns uuid[] language plpgsql stable set search_path = ''
as $$
begin
  return array(select id::uuid from jsonb_array_elements_text(p_ids) as id);
exception when invalid_text_representation or invalid_parameter_value then
  perform private.refuse('PT422', 'field_invalid', p_field);
end $$;
comment on function private.ids is 'A JSON list of ids as an array. Raises field_invalid.';

create function private.require_instant(p_at timestamptz, p_field text)
  returns void language plpgsql stable set search_path = ''
as $$
begin
  if p_at not between '2000-01-01 00:00+00' and '2100-12-31 23:59:59+00' then
    perform private.refuse('PT422', 'field_invalid', p_field);
  end if;
end $$;
comment on function private.require_instant is 'Infinity and the year 294276 are instants too, but no screen can show them. Raises field_invalid.';

create function private.hash(p_secret text)
  returns text language sql immutable set search_path = ''
as $$ select encode(sha256(convert_to(p_secret, 'UTF8')), 'hex') $$;
comment on function private.hash is 'SHA-256 in hex: how random secrets (cookies, tickets, devices) are kept.';

-- ── repeating a write ───────────────────────────────────────────────────────────────────────────────────────
create table app.request_log (
  participant_id uuid not null,
  request_id     uuid not null,
  function       text not null,
  result         jsonb,
  at             timestamptz not null default clock_timestamp(),
  constraint request_once_per_participant primary key (participant_id, request_id)
);
create index request_log_at_idx on app.request_log (at);
alter table app.request_log enable row level security;
create policy request_log_nobody on app.request_log for all to authenticated, app_auth using (false) with check (false);
comment on table app.request_log is 'The first answer to each write, given again when the call is repeated; kept for 7 days.';

create function private.repeated(p_participant_id uuid, p_request_id uuid, p_function text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_log app.request_log;
begin
  if p_request_id is null then
    perform private.refuse('PT422', 'request_reused', 'request_id');
  end if;
  insert into app.request_log (participant_id, request_id, function)
  values (p_participant_id, p_request_id, p_function)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select * into v_log from app.request_log
   where participant_id = p_participant_id and request_id = p_request_id;
  if v_log.function <> p_function then
    perform private.refuse('PT409', 'request_reused', 'request_id');
  end if;
  return v_log.result;
end $$;
comment on function private.repeated is 'Null the first time (go on), else the stored answer. Waits for a call with the same id that is under way. Definer: nobody may read the log.';

create function private.remembered(p_participant_id uuid, p_request_id uuid, p_result jsonb)
  returns jsonb language sql volatile security definer set search_path = ''
as $$
  update app.request_log set result = p_result
   where participant_id = p_participant_id and request_id = p_request_id
  returning result
$$;
comment on function private.remembered is 'Keeps the answer of a write and returns it. Definer: nobody may write the log.';

-- ── what happened ───────────────────────────────────────────────────────────────────────────────────────────
create table app.event (
  id             bigint generated always as identity primary key,
  at             timestamptz not null default clock_timestamp(),
  participant_id uuid,
  act            text not null,
  subject        text not null,
  subject_id     text,
  detail         jsonb not null default '{}',
  constraint event_detail_is_small check (octet_length(detail::text) <= 2000)
);
create index event_at_idx on app.event (at desc);
create index event_subject_idx on app.event (subject, subject_id, id desc);
alter table app.event enable row level security;
comment on table app.event is 'Who did what, when, on what: states, windows, rounds, sign-ins. Ids and states only, never typed text. Append-only.';

create function private.event_is_append_only()
  returns trigger language plpgsql volatile set search_path = ''
as $$
begin
  raise exception using errcode = 'PT403', message = 'not_allowed', detail = 'event';
end $$;
create trigger event_is_append_only before update or delete or truncate on app.event
  for each statement execute function private.event_is_append_only();

create function private.log_event(p_participant_id uuid, p_act text, p_subject text, p_subject_id text, p_detail jsonb default '{}')
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.event (participant_id, act, subject, subject_id, detail)
  values (p_participant_id, p_act, p_subject, p_subject_id, p_detail)
$$;
comment on function private.log_event is 'Adds a line to the event log. Definer: nobody writes the log directly. No grant: only other private functions call it.';
