-- People: who they are, how they prove it, what they were told. A token says only who and which sign-in;
-- role, unit and standing are looked up here on every call, so that ending a session works at once.

create table app.participant (
  id                   uuid primary key default gen_random_uuid(),
  user_name            text not null,
  phone                text,
  name                 text not null,
  title                text,
  role                 text not null,
  unit_id              uuid references app.unit (id) on delete restrict,
  is_active            boolean not null default true,
  is_example           boolean not null default false,
  must_change_password boolean not null default true,
  is_responsible       boolean not null default false,
  created_at           timestamptz not null default clock_timestamp(),
  constraint participant_user_name_once unique (user_name),
  constraint participant_phone_once unique (phone),
  constraint participant_user_name_is_plain check (user_name ~ '^[a-z][a-z0-9._@-]{2,63}$'),
  constraint participant_phone_is_indonesian check (phone ~ '^62[0-9]{8,13}$'),
  constraint participant_name_is_short check (char_length(name) between 1 and 120),
  constraint participant_role_is_known check (role in ('peserta', 'diskominfo', 'pimpinan', 'pendamping')),
  constraint participant_peserta_has_unit check (role <> 'peserta' or unit_id is not null),
  constraint participant_responsible_has_unit check (not is_responsible or unit_id is not null)
);
comment on column app.participant.is_responsible is 'Approves what the unit sends, where that is switched on (persetujuan kepala unit).';
create index participant_unit_id_idx on app.participant (unit_id);

create function private.is_bcrypt(p_hash text)
  returns boolean language sql immutable set search_path = ''
as $$ select coalesce(p_hash ~ '^\$2[aby]\$[0-9]{2}\$.{53}$', false) $$;

create function private.require_hash(p_hash text)
  returns void language plpgsql stable set search_path = ''
as $$
begin
  if not private.is_bcrypt(p_hash) then
    perform private.refuse('PT422', 'field_invalid', 'password');
  end if;
end $$;
comment on function private.require_hash is 'Only the app makes hashes, but whoever calls must not store a password as one. Raises field_invalid.';

create table app.credential (
  participant_id uuid primary key references app.participant (id) on delete cascade,
  password_hash  text not null,
  changed_at     timestamptz not null default clock_timestamp(),
  constraint credential_is_bcrypt check (private.is_bcrypt(password_hash))
);

create table app.session (
  id             uuid primary key default gen_random_uuid(),
  participant_id uuid not null references app.participant (id) on delete cascade,
  cookie_hash    text,
  started_at     timestamptz not null default clock_timestamp(),
  expires_at     timestamptz not null default clock_timestamp() + interval '14 days',
  ended_at       timestamptz,
  constraint session_cookie_once unique (cookie_hash)
);
create index session_participant_id_idx on app.session (participant_id);

create table app.session_ticket (
  ticket_hash text primary key,
  session_id  uuid not null references app.session (id) on delete cascade,
  expires_at  timestamptz not null default clock_timestamp() + interval '60 seconds'
);
create index session_ticket_session_id_idx on app.session_ticket (session_id);

create table app.device (
  participant_id uuid not null references app.participant (id) on delete cascade,
  device_hash    text not null,
  used_at        timestamptz not null default clock_timestamp(),
  constraint device_once primary key (participant_id, device_hash)
);
comment on table app.device is 'Devices a person has signed in from: these keep their own five tries, so that nobody can lock a person out from elsewhere.';

create table app.sign_in_count (
  name_hash    text not null,
  device_hash  text not null default '',
  tries        int  not null default 0,
  last_try_at  timestamptz not null default clock_timestamp(),
  locked_until timestamptz,
  constraint sign_in_count_once primary key (name_hash, device_hash)
);
create index sign_in_count_last_try_at_idx on app.sign_in_count (last_try_at);
comment on table app.sign_in_count is 'Wrong tries per name as typed (hashed: people type passwords there) and per known device. Unknown names count alike.';

create table app.sign_in_try (
  id             uuid primary key default gen_random_uuid(),
  participant_id uuid references app.participant (id) on delete cascade,
  name_hash      text not null,
  device_hash    text not null,
  at             timestamptz not null default clock_timestamp()
);
create index sign_in_try_participant_id_idx on app.sign_in_try (participant_id);
create index sign_in_try_at_idx on app.sign_in_try (at);

create table app.password_request (
  id             uuid primary key default gen_random_uuid(),
  participant_id uuid not null references app.participant (id) on delete cascade,
  asked_at       timestamptz not null default clock_timestamp(),
  handled_at     timestamptz,
  handled_by     uuid references app.participant (id) on delete set null
);
create unique index password_request_open_once on app.password_request (participant_id) where handled_at is null;
create index password_request_participant_id_idx on app.password_request (participant_id);
create index password_request_handled_by_idx on app.password_request (handled_by);

create table app.privacy_notice (
  version      int primary key,
  points       jsonb not null,
  published_at timestamptz not null default clock_timestamp(),
  constraint privacy_notice_has_points check (jsonb_array_length(points) > 0)
);
create table app.notice_reading (
  participant_id uuid not null references app.participant (id) on delete cascade,
  version        int  not null references app.privacy_notice (version) on delete restrict,
  read_at        timestamptz not null default clock_timestamp(),
  constraint notice_reading_once primary key (participant_id, version)
);
create index notice_reading_version_idx on app.notice_reading (version);

insert into app.privacy_notice (version, points) values (1, '[
  {"title": "Dasar hukum", "text": "Data diproses untuk melaksanakan tugas pelayanan publik pemerintah daerah (Undang-Undang Nomor 27 Tahun 2022, pasal 20)."},
  {"title": "Tujuan", "text": "Menyusun rencana induk kota cerdas: mengumpulkan masalah dan solusi dari unit kerja, menetapkan prioritas, dan menyusun dokumennya."},
  {"title": "Jenis data dan kaitannya", "text": "Nama, unit kerja, peran, serta telepon atau surel kedinasan: agar jawaban dan suara dapat dipertanggungjawabkan. NIK, tanggal lahir, agama, dan alamat rumah tidak dikumpulkan."},
  {"title": "Masa simpan", "text": "Selama rencana induk berlaku dan dievaluasi, kemudian diserahkan sesuai ketentuan kearsipan daerah."},
  {"title": "Data yang dicatat", "text": "Jawaban survei, penilaian, suara, waktu masuk, dan setiap perubahan status. Kata sandi hanya disimpan dalam bentuk acak satu arah."},
  {"title": "Jangka waktu pemrosesan", "text": "Sejak Anda masuk pertama kali sampai putaran perencanaan ini ditutup dan diarsipkan."},
  {"title": "Hak Anda", "text": "Anda berhak melihat, memperbaiki, dan meminta penghapusan data pribadi Anda melalui Diskominfo. Jika terjadi kebocoran, Anda diberi tahu paling lambat 3 × 24 jam."}
]');

-- ── who is calling ──────────────────────────────────────────────────────────────────────────────────────────
create view private.caller with (security_invoker = true) as
  select person
    from (select nullif(current_setting('request.jwt.claims', true), '')::jsonb as claims offset 0) as token -- read once
    join app.session on session.id = nullif(claims ->> 'session_id', '')::uuid
    join app.participant as person on person.id = session.participant_id and person.id = nullif(claims ->> 'sub', '')::uuid
   where session.ended_at is null and session.expires_at > clock_timestamp() and person.is_active;
comment on view private.caller is 'The person behind a living sign-in, or no row. A view, because it is asked a dozen times in each call and functions within functions cost more than the look-up. No grant: the functions below read it.';

create function private.signed_in()
  returns app.participant language sql stable security definer set search_path = ''
as $$ select person from private.caller $$;
comment on function private.signed_in is 'The person behind a living sign-in, or null. Definer: read by policies, before any row is visible.';

create function private.notice_due(p_participant_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select not exists (
    select from app.notice_reading
     where participant_id = p_participant_id
       and version = (select max(version) from app.privacy_notice))
$$;

create function private.acting()
  returns app.participant language sql stable security definer set search_path = ''
as $$
  select person from private.caller
   where not (person).must_change_password
     and exists (select from app.notice_reading
                  where participant_id = (person).id and version = (select max(version) from app.privacy_notice))
$$;
comment on function private.acting is 'The caller, or null while the password must change or the notice is unread: then no policy shows a row. No grant: the three below ask it.';

create function private.participant_id()
  returns uuid language sql stable security definer set search_path = ''
as $$ select (private.acting()).id $$;

create function private.unit_id()
  returns uuid language sql stable security definer set search_path = ''
as $$ select (private.acting()).unit_id $$;

create function private.role_name()
  returns text language sql stable security definer set search_path = ''
as $$ select (private.acting()).role $$;

create function private.units_below()
  returns uuid[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(below.id), '{}')
    from app.unit above
    join app.unit_kind on unit_kind.code = above.kind and unit_kind.level = 'district'
    join app.unit below on below.parent_id = above.id
   where above.id = (select private.unit_id())
$$;
comment on function private.units_below is 'The villages of the caller''s district; empty for everybody else.';

create function private.person_name(p_participant_id uuid)
  returns text language sql stable security definer set search_path = ''
as $$ select name from app.participant where id = p_participant_id $$;
comment on function private.person_name is 'A name beside an act. Definer: people may not read each other''s rows, which hold contact data.';

create function private.require_person(p_roles text[] default null)
  returns app.participant language plpgsql stable security definer set search_path = ''
as $$
declare
  v_person app.participant := private.signed_in();
begin
  if v_person.id is null then
    perform private.refuse('PT401', 'session_ended');
  elsif v_person.must_change_password then
    perform private.refuse('PT403', 'password_change_due');
  elsif private.notice_due(v_person.id) then
    perform private.refuse('PT403', 'notice_unread');
  elsif p_roles is not null and not v_person.role = any (p_roles) then
    perform private.refuse('PT403', 'not_allowed');
  end if;
  return v_person;
end $$;
comment on function private.require_person is 'The caller, fit to act and in one of these roles. Raises session_ended, password_change_due, notice_unread, not_allowed.';

create function private.sign_in_key(p_name text)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when typed ~ '^[+(]?[0-9][0-9 .()/-]{7,24}$' and digits ~ '^((62|0)[1-9][0-9]{7,11}|8[0-9]{8,11})$'
             then '62' || regexp_replace(digits, '^(62|0)', '')
           else typed
         end
    from (select lower(regexp_replace(coalesce(p_name, ''), '^[[:space:]\u00a0\u200b]+|[[:space:]\u00a0\u200b]+$', '', 'g'))) as a (typed),
         lateral (select regexp_replace(typed, '[^0-9]', '', 'g')) as b (digits)
$$;
comment on function private.sign_in_key is 'A name as typed in its one form: lower case, no outer spaces, telephone numbers as 62….';

create function private.identity(p_person app.participant, p_session_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'participant_id', p_person.id, 'session_id', p_session_id, 'role', p_person.role,
    'user_name', p_person.user_name, 'name', p_person.name, 'title', p_person.title, 'unit_id', p_person.unit_id,
    'unit_name', (select name from app.unit where id = p_person.unit_id),
    'must_change_password', p_person.must_change_password,
    'notice_due', private.notice_due(p_person.id))
$$;

-- ── row security of everything so far ───────────────────────────────────────────────────────────────────────
alter table app.participant enable row level security;
alter table app.credential enable row level security;
alter table app.session enable row level security;
alter table app.session_ticket enable row level security;
alter table app.device enable row level security;
alter table app.sign_in_count enable row level security;
alter table app.sign_in_try enable row level security;
alter table app.password_request enable row level security;
alter table app.privacy_notice enable row level security;
alter table app.notice_reading enable row level security;

create policy participant_select_own_or_diskominfo on app.participant for select to authenticated
  using (id = (select private.participant_id()) or (select private.role_name()) = 'diskominfo');
create policy password_request_select_diskominfo on app.password_request for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
create policy notice_reading_select_own on app.notice_reading for select to authenticated
  using (participant_id = (select private.participant_id()));
create policy privacy_notice_select_signed_in on app.privacy_notice for select to authenticated
  using ((select (private.signed_in()).id) is not null);
create policy credential_nobody on app.credential for all to authenticated, app_auth using (false) with check (false);
create policy session_nobody on app.session for all to authenticated, app_auth using (false) with check (false);
create policy session_ticket_nobody on app.session_ticket for all to authenticated, app_auth using (false) with check (false);
create policy device_nobody on app.device for all to authenticated, app_auth using (false) with check (false);
create policy sign_in_count_nobody on app.sign_in_count for all to authenticated, app_auth using (false) with check (false);
create policy sign_in_try_nobody on app.sign_in_try for all to authenticated, app_auth using (false) with check (false);

create policy event_select_diskominfo on app.event for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
create policy city_select_signed_in on app.city for select to authenticated
  using ((select private.participant_id()) is not null);
create policy unit_kind_select_signed_in on app.unit_kind for select to authenticated
  using ((select private.participant_id()) is not null);
create policy unit_select_signed_in on app.unit for select to authenticated
  using ((select private.participant_id()) is not null);
create policy pillar_select_signed_in on app.pillar for select to authenticated
  using ((select private.participant_id()) is not null);
create policy sub_pillar_select_signed_in on app.sub_pillar for select to authenticated
  using ((select private.participant_id()) is not null);
create policy cycle_select_signed_in on app.cycle for select to authenticated
  using ((select private.participant_id()) is not null);
create policy feed_select_signed_in on app.feed for select to authenticated
  using ((select private.participant_id()) is not null);

grant select on app.participant, app.password_request, app.notice_reading, app.privacy_notice, app.event,
  app.city, app.unit_kind, app.unit, app.pillar, app.sub_pillar, app.cycle, app.feed to authenticated;
-- No insert, update or delete for anyone on any of them: the private functions are the only doors.
-- credential, session, session_ticket, device, sign_in_count, sign_in_try: no grant at all.

-- Only what policies and invoker functions call themselves; the rest of private is called by private.
grant execute on function private.refuse(text, text, text), private.claim(text), private.signed_in(),
  private.participant_id(), private.unit_id(), private.role_name(), private.units_below(),
  private.require_person(text[]), private.cycle(uuid) to authenticated;
grant execute on function private.refuse(text, text, text) to app_auth;
