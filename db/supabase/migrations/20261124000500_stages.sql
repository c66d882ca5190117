-- Stages (Bimtek I–IV) and the windows between them. A window decides to the second what may be written.

create table app.stage (
  id        uuid primary key default gen_random_uuid(),
  cycle_id  uuid not null references app.cycle (id) on delete restrict,
  position  int  not null,
  name      text not null,
  starts_on date,
  ends_on   date,
  constraint stage_position_once unique (cycle_id, position),
  constraint stage_ends_after_it_begins check (ends_on >= starts_on)
);

create table app."window" (
  id        uuid primary key default gen_random_uuid(),
  stage_id  uuid not null references app.stage (id) on delete restrict,
  kind      text not null,
  opens_at  timestamptz,
  closes_at timestamptz,
  constraint window_kind_is_plain check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint window_once_per_stage unique (stage_id, kind),
  constraint window_closes_after_it_opens check (closes_at > opens_at),
  constraint window_has_both_ends check ((opens_at is null) = (closes_at is null))
);
comment on table app."window" is 'When a sheet (its code) or the common rating may be written. Without times: not planned yet.';

create table app.window_extension (
  window_id uuid not null references app."window" (id) on delete cascade,
  unit_id   uuid not null references app.unit (id) on delete restrict,
  closes_at timestamptz not null,
  reason    text not null,
  constraint window_extension_once_per_unit primary key (window_id, unit_id),
  constraint window_extension_says_why check (char_length(reason) between 1 and 500)
);
create index window_extension_unit_id_idx on app.window_extension (unit_id);
comment on table app.window_extension is 'Until when one unit may still write although the window closes earlier for everybody else, and why. Who gave it and when stands in the event log.';

alter table app.stage enable row level security;
alter table app."window" enable row level security;
alter table app.window_extension enable row level security;
create policy stage_select_signed_in on app.stage for select to authenticated
  using ((select private.participant_id()) is not null);
create policy window_select_signed_in on app."window" for select to authenticated
  using ((select private.participant_id()) is not null);
create policy window_extension_select_own on app.window_extension for select to authenticated
  using (unit_id = (select private.unit_id()) or (select private.role_name()) in ('diskominfo', 'pendamping'));
grant select on app.stage, app."window", app.window_extension to authenticated;
-- No insert, update or delete for anyone: set_stage, set_window, close_window and extend_for_unit are the only doors.

create function private.is_window_open(p_cycle_id uuid, p_kind text, p_unit_id uuid default null)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (
    select from app."window" as slot
      join app.stage on stage.id = slot.stage_id
      join app.cycle on cycle.id = stage.cycle_id
      left join app.window_extension as extension on extension.window_id = slot.id and extension.unit_id = p_unit_id
     where cycle.id = p_cycle_id and cycle.is_open and slot.kind = p_kind
       and slot.opens_at <= statement_timestamp() and statement_timestamp() < greatest(slot.closes_at, extension.closes_at))
$$;
comment on function private.is_window_open is 'By the instant at which the call reached the database: whoever then waits for a lock while the window closes is in time. With a unit: or until the time that this unit was given.';

create function private.stage_of(p_cycle_id uuid, p_sheet text)
  returns int language sql stable security definer set search_path = ''
as $$
  select stage.position
    from app.stage
    join app."window" as slot on slot.stage_id = stage.id
    cross join lateral (select coalesce(slot.opens_at <= clock_timestamp(), false) as has_opened,
                               coalesce(slot.closes_at <= clock_timestamp(), false) as has_closed) as now
   where stage.cycle_id = p_cycle_id and slot.kind = p_sheet
   order by (now.has_opened and not now.has_closed) desc,
            case when now.has_opened and not now.has_closed then stage.position end desc,
            now.has_opened desc,
            case when now.has_opened then slot.opens_at end desc,
            stage.position
   limit 1
$$;
comment on function private.stage_of is 'The stage a sheet stands in: of its open windows the last stage, else the one that opened last, else the first.';

create function private.require_window(p_cycle_id uuid, p_kind text, p_unit_id uuid default null)
  returns void language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.is_window_open(p_cycle_id, p_kind, p_unit_id) then
    perform private.refuse('PT409', 'window_closed', p_kind);
  end if;
end $$;
comment on function private.require_window is 'Raises window_closed unless a window of this kind was open (with a unit: for this unit) when the call reached the database.';

create function private.require_open_cycle(p_cycle_id uuid)
  returns app.cycle language plpgsql stable security definer set search_path = ''
as $$
declare
  v_cycle app.cycle := private.cycle(p_cycle_id);
begin
  if not v_cycle.is_open then
    perform private.refuse('PT409', 'cycle_archived', 'cycle_id');
  end if;
  return v_cycle;
end $$;

create function private.windows(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
           'id', slot.id, 'stage_id', stage.id, 'stage_name', stage.name, 'kind', slot.kind,
           'opens_at', slot.opens_at, 'closes_at', until.closes_at,
           'is_open', coalesce(cycle.is_open and slot.opens_at <= clock_timestamp() and clock_timestamp() < until.closes_at, false))
           order by stage.position, slot.kind), '[]')
    from app."window" as slot
    join app.stage on stage.id = slot.stage_id
    join app.cycle on cycle.id = stage.cycle_id
    left join app.window_extension as extension on extension.window_id = slot.id
     and (select private.role_name()) = 'peserta' and extension.unit_id = (select private.unit_id())
    cross join lateral (select greatest(slot.closes_at, extension.closes_at) as closes_at) as until
   where stage.cycle_id = p_cycle_id
$$;
comment on function private.windows is 'The windows of a year as they stand for the caller: for an officer of a unit with the time that her unit was given.';

-- ── acts of Diskominfo ──────────────────────────────────────────────────────────────────────────────────────
create function private.set_window(p_request_id uuid, p_window_id uuid, p_opens_at timestamptz, p_closes_at timestamptz)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_window');
  v_window app."window";
  v_told   jsonb;
begin
  if v_result is not null then
    return v_result;
  end if;
  select slot.* into v_window from app."window" as slot where id = p_window_id for update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'window_id');
  end if;
  perform private.require_open_cycle((select cycle_id from app.stage where id = v_window.stage_id));
  if p_opens_at is null or p_closes_at is null or p_closes_at <= p_opens_at then
    perform private.refuse('PT422', 'window_order', 'closes_at');
  end if;
  perform private.require_instant(p_opens_at, 'opens_at'), private.require_instant(p_closes_at, 'closes_at');
  update app."window" set opens_at = p_opens_at, closes_at = p_closes_at where id = p_window_id;
  perform private.log_event(v_person.id, 'window_set', 'window', p_window_id::text,
    jsonb_build_object('opens_at', p_opens_at, 'closes_at', p_closes_at));
  if v_window.opens_at <= clock_timestamp() and p_closes_at > v_window.closes_at and p_closes_at > clock_timestamp() then
    v_told := jsonb_build_object('window_id', p_window_id, 'sheet', v_window.kind, 'closes_at', p_closes_at);
    perform private.tell_unit(unit.id, stage.cycle_id, 'window_extended', null, v_told)
       from app.unit cross join app.stage where stage.id = v_window.stage_id;
  end if;
  return private.remembered(v_person.id, p_request_id,
    jsonb_build_object('opens_at', p_opens_at, 'closes_at', p_closes_at));
end $$;
comment on function private.set_window is 'Plans, opens (opens_at now), extends or closes (closes_at now) a window; of one extended every unit is told. Raises not_found, cycle_archived, window_order.';

create function private.close_window(p_request_id uuid, p_window_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'close_window');
  v_now    timestamptz := clock_timestamp();
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_open_cycle(stage.cycle_id)
     from app."window" as slot join app.stage on stage.id = slot.stage_id where slot.id = p_window_id;
  update app."window" set closes_at = v_now
   where id = p_window_id and opens_at < v_now and closes_at > v_now;
  if not found then
    perform private.refuse('PT409', 'window_closed', 'window_id');
  end if;
  perform private.log_event(v_person.id, 'window_closed', 'window', p_window_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('closes_at', v_now));
end $$;

create function private.open_cycle(p_request_id uuid, p_year int, p_title text, p_copy_from uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'open_cycle');
  v_cycle_id uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_year is null or p_year not between 2000 and 2100 then
    perform private.refuse('PT422', 'field_invalid', 'year');
  elsif coalesce(char_length(private.trimmed(p_title)), 0) not between 1 and 120 then
    perform private.refuse('PT422', 'field_invalid', 'title');
  end if;
  v_cycle_id := private.new_cycle(p_year, private.trimmed(p_title), p_copy_from);
  perform private.log_event(v_person.id, 'cycle_opened', 'cycle', v_cycle_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('cycle_id', v_cycle_id));
end $$;
comment on function private.open_cycle is 'A new planning year with its stages, windows without times, and the questions and raters of p_copy_from (or the standard questions, and everybody rates). Touches no other cycle.';

create function private.archive_cycle(p_request_id uuid, p_cycle_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'archive_cycle');
begin
  if v_result is not null then
    return v_result;
  end if;
  if not exists (select from app.cycle where id = p_cycle_id) then
    perform private.refuse('PT404', 'not_found', 'cycle_id');
  end if;
  perform private.require_open_cycle(p_cycle_id);
  update app.cycle set is_open = false where id = p_cycle_id;
  perform private.log_event(v_person.id, 'cycle_archived', 'cycle', p_cycle_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.archive_cycle is 'Ends a planning year: everything in it stays readable, nothing in it may be written.';

create function api.stages_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  perform private.require_person(array['diskominfo']);
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object(
    'cycle', jsonb_build_object('id', v_cycle.id, 'year', v_cycle.year, 'title', v_cycle.title, 'is_open', v_cycle.is_open),
    'cycles', (select jsonb_agg(jsonb_build_object('id', id, 'year', year, 'title', title, 'is_open', is_open) order by year desc) from app.cycle),
    'windows', private.windows(v_cycle.id),
    'stages', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'starts_on', starts_on, 'ends_on', ends_on) order by position), '[]')
                 from app.stage where cycle_id = v_cycle.id),
    'extensions', (select coalesce(jsonb_agg(jsonb_build_object('window_id', window_id, 'unit_id', unit_id,
                            'closes_at', extension.closes_at, 'reason', reason) order by extension.closes_at, unit_id), '[]')
                     from app.window_extension as extension
                     join app."window" as slot on slot.id = window_id
                     join app.stage on stage.id = slot.stage_id
                    where stage.cycle_id = v_cycle.id));
end $$;
create function api.set_window(p_request_id uuid, p_window_id uuid, p_opens_at timestamptz, p_closes_at timestamptz)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_window(p_request_id, p_window_id, p_opens_at, p_closes_at) $$;
create function api.close_window(p_request_id uuid, p_window_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.close_window(p_request_id, p_window_id) $$;
create function api.open_cycle(p_request_id uuid, p_year int, p_title text, p_copy_from uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.open_cycle(p_request_id, p_year, p_title, p_copy_from) $$;
create function api.archive_cycle(p_request_id uuid, p_cycle_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.archive_cycle(p_request_id, p_cycle_id) $$;

grant execute on function
  private.windows(uuid), private.set_window(uuid, uuid, timestamptz, timestamptz), private.close_window(uuid, uuid),
  private.open_cycle(uuid, int, text, uuid), private.archive_cycle(uuid, uuid),
  api.stages_screen(uuid), api.set_window(uuid, uuid, timestamptz, timestamptz), api.close_window(uuid, uuid),
  api.open_cycle(uuid, int, text, uuid), api.archive_cycle(uuid, uuid)
  to authenticated;
