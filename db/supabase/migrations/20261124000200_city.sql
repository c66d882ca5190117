-- The city: its words, its units and pillars, and the years (putaran) it plans in. All of it is configuration.

create table app.city (
  id         boolean primary key default true,
  name       text not null,
  time_zone  text not null default 'Asia/Jakarta',
  words      jsonb not null,
  is_example boolean not null default false,
  needs_approval boolean not null default false,
  constraint city_only_one check (id),
  constraint city_time_zone_is_indonesian check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  constraint city_words_are_whole check (words ?& array['region', 'head', 'deputy', 'secretary', 'whole_area'])
);
comment on table app.city is 'One row. words: region (Kota, Kabupaten), head, deputy, secretary (titles), whole_area (Seluruh kota). needs_approval: whatever is sent, in every unit, goes by its responsible person first.';

create table app.unit_kind (
  code     text primary key,
  label    text not null,
  level    text not null,
  position int  not null,
  constraint unit_kind_level_is_known check (level in ('agency', 'district', 'village', 'partner'))
);
comment on table app.unit_kind is 'Kinds of answering units in the city''s own words. level says what the program may conclude: only a district sees the villages below it.';

create table app.unit (
  id          uuid primary key default gen_random_uuid(),
  code        text not null,
  kind        text not null references app.unit_kind (code) on delete restrict,
  name        text not null,
  short_name  text not null,
  parent_id   uuid references app.unit (id) on delete restrict,
  aliases     text[] not null default '{}',
  active_from date not null default '2000-01-01',
  active_to   date,
  needs_approval boolean not null default false,
  constraint unit_code_once unique (code),
  constraint unit_is_not_its_own_parent check (parent_id is distinct from id),
  constraint unit_ends_after_it_begins check (active_to is null or active_to >= active_from)
);
create index unit_kind_idx on app.unit (kind);
create index unit_parent_id_idx on app.unit (parent_id);

create table app.pillar (
  code             text primary key,
  name             text not null,
  alternative_name text,
  position         int not null,
  constraint pillar_position_once unique (position)
);

create table app.sub_pillar (
  code        text primary key,
  pillar_code text not null references app.pillar (code) on delete restrict,
  name        text not null,
  scope       text not null default '',
  position    int  not null,
  constraint sub_pillar_position_once unique (pillar_code, position)
);

create table app.cycle (
  id         uuid primary key default gen_random_uuid(),
  year       int  not null,
  title      text not null,
  is_open    boolean not null default true,
  created_at timestamptz not null default clock_timestamp(),
  constraint cycle_once_per_year unique (year),
  constraint cycle_year_is_plausible check (year between 2000 and 2100),
  constraint cycle_title_is_short check (char_length(title) between 1 and 120)
);
comment on table app.cycle is 'A planning year (putaran). Every stage, window, question, answer, round and result belongs to one.';

create sequence app.feed_version;
create table app.feed (
  cycle_id uuid primary key references app.cycle (id) on delete cascade,
  version  bigint not null default nextval('app.feed_version')
);
comment on table app.feed is 'Moves with every write that changes a count or a ranking, so that whoever holds the version need not be sent them again. No two years ever have the same version.';

alter table app.city enable row level security;
alter table app.unit_kind enable row level security;
alter table app.unit enable row level security;
alter table app.pillar enable row level security;
alter table app.sub_pillar enable row level security;
alter table app.cycle enable row level security;
alter table app.feed enable row level security;
-- Policies stand in people: they need to know who is signed in.

create function private.cycle(p_cycle_id uuid)
  returns app.cycle language plpgsql stable security definer set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  select * into v_cycle from app.cycle
   where id = p_cycle_id or p_cycle_id is null
   order by is_open desc, year desc limit 1;
  if not found then
    perform private.refuse('PT404', 'not_found', 'cycle_id');
  end if;
  return v_cycle;
end $$;
comment on function private.cycle is 'The cycle with this id, or the newest open one for null. Raises not_found. Definer: called before rows are visible.';

create function private.bump_feed(p_cycle_id uuid)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.feed (cycle_id) values (p_cycle_id)
  on conflict (cycle_id) do update set version = excluded.version
$$;
comment on function private.bump_feed is 'Called before anything is counted: whoever holds this row may touch the year''s counts, so that no two writers wait for each other. Answers are locked before it, never after. No grant: only other private functions call it.';

create function private.local_time(p_at timestamptz)
  returns text language sql stable security definer set search_path = ''
as $$
  select to_char(p_at at time zone time_zone, 'YYYY-MM-DD HH24:MI ')
         || case time_zone when 'Asia/Jakarta' then 'WIB' when 'Asia/Makassar' then 'WITA' else 'WIT' end
    from app.city
$$;
comment on function private.local_time is 'An instant in the city''s zone, for texts that are frozen or logged.';
