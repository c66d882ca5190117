-- Desk: what needs Diskominfo today, in numbers kept with each write or found by an index: as fast with 100,000 answers as with none.

create function private.city_day(p_at timestamptz)
  returns date language sql stable set search_path = ''
as $$ select (p_at at time zone coalesce((select time_zone from app.city), 'Asia/Jakarta'))::date $$;
comment on function private.city_day is 'The day of an instant by the city''s own clock.';

-- ── what waits for review, by the day it was sent ───────────────────────────────────────────────────────────
create table app.waiting_count (
  cycle_id uuid not null references app.cycle (id) on delete cascade,
  sheet    text not null,
  sent_on  date not null,
  answers  int  not null,
  constraint waiting_count_once primary key (cycle_id, sheet, sent_on)
);
comment on table app.waiting_count is 'How many answers wait for review (dikirim), by sheet and by the city''s day they were sent.';
alter table app.waiting_count enable row level security;
create policy waiting_count_nobody on app.waiting_count for all to authenticated using (false) with check (false);
-- No grant: private.desk returns what Diskominfo may see of it.

create function private.count_waiting(p_answer app.answer, p_by int)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.waiting_count (cycle_id, sheet, sent_on, answers)
  select p_answer.cycle_id, p_answer.sheet, private.city_day(coalesce(p_answer.sent_at, p_answer.created_at)), p_by
   where p_answer.status = 'dikirim'
  on conflict (cycle_id, sheet, sent_on) do update set answers = app.waiting_count.answers + p_by
$$;

create function private.keep_waiting_counts()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' then
    perform private.count_waiting(old, -1);
  end if;
  if tg_op <> 'DELETE' then
    perform private.count_waiting(new, 1);
  end if;
  return null;
end $$;
-- By its name behind answer_keeps_counts, which holds the year's feed: nobody waits in a ring.
create trigger answer_keeps_waiting_counts after insert or delete or update of cycle_id, sheet, status, sent_at on app.answer
  for each row execute function private.keep_waiting_counts();

-- ── what else waits ─────────────────────────────────────────────────────────────────────────────────────────
create index answer_idle_idx on app.answer (cycle_id, updated_at, id) where status = 'draf';
create index sign_in_count_locked_idx on app.sign_in_count (locked_until) where locked_until is not null;
create index participant_name_hash_idx on app.participant (private.hash(user_name));

create function private.desk(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'waiting', (
      select coalesce(jsonb_agg(jsonb_build_object('sheet', sheet.code, 'label', sheet.label, 'new', waiting.new, 'older', waiting.older, 'oldest', waiting.oldest)
               order by sheet.position, sheet.code), '[]')
        from (select counted.sheet,
                     coalesce(sum(answers) filter (where sent_on > today - 3), 0)::int as new,
                     coalesce(sum(answers) filter (where sent_on between today - 6 and today - 3), 0)::int as older,
                     coalesce(sum(answers) filter (where sent_on < today - 6), 0)::int as oldest
                from app.waiting_count as counted, private.city_day(statement_timestamp()) as today
               where counted.cycle_id = p_cycle_id and counted.answers > 0 group by counted.sheet) as waiting
        join app.sheet on sheet.cycle_id = p_cycle_id and sheet.code = waiting.sheet),
    'missing', (
      select coalesce(jsonb_agg(jsonb_build_object('sheet', sheet.code, 'label', sheet.label, 'units',
               (select count(*) from app.unit where (unit.active_to is null or unit.active_to >= current_date)
                   and not exists (select from app.coverage_count as counted
                                    where counted.cycle_id = p_cycle_id and counted.sheet = sheet.code and counted.unit_id = unit.id
                                      and counted.status in ('dikirim', 'diterima', 'digabung') and counted.answers > 0)))
               order by sheet.position, sheet.code), '[]')
        from app.sheet where sheet.cycle_id = p_cycle_id and private.is_window_open(p_cycle_id, sheet.code)),
    'idle_drafts', (select count(*) from (select from app.answer where cycle_id = p_cycle_id and status = 'draf'
                       and updated_at < statement_timestamp() - interval '3 days' limit 1000) as idle),
    'locked', (select count(distinct person.id) from app.sign_in_count as counted
                 join app.participant as person on private.hash(person.user_name) = counted.name_hash
                where counted.locked_until > statement_timestamp()),
    'password_requests', (select count(*) from app.password_request where handled_at is null))
   where (select private.role_name()) = 'diskominfo'
$$;
comment on function private.desk is 'What waits for Diskominfo; null for everybody else. waiting: days since sending 0 to 2, 3 to 6, 7 and more. idle_drafts stops at 1,000. Definer: counts what single rows do not show.';

-- ── drafts that nobody goes on with ─────────────────────────────────────────────────────────────────────────
create function private.idle_drafts(p_cycle_id uuid, p_unit_code text, p_page int)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('unit_name', unit.name, 'sheet', idle.sheet, 'pillar_code', coalesce(idle.pillar_code, ''),
           'author_name', private.person_name(idle.author_id), 'created_at', idle.created_at, 'updated_at', idle.updated_at)
           order by idle.updated_at, idle.id), '[]')
    from (select draft.* from app.answer as draft
           where draft.cycle_id = p_cycle_id and draft.status = 'draf' and draft.updated_at < statement_timestamp() - interval '3 days'
             and (p_unit_code is null or draft.unit_id = (select id from app.unit where code = p_unit_code))
           order by draft.updated_at, draft.id limit 50 offset 50 * (least(greatest(coalesce(p_page, 1), 1), 1000) - 1)) as idle
    join app.unit on unit.id = idle.unit_id
   where (select private.role_name()) = 'diskominfo'
$$;
comment on function private.idle_drafts is 'Whose drafts rest for 3 days, longest first: unit, author and times, never a word of what is in them. Definer: nobody else reads a unit''s drafts.';

create function api.idle_drafts_screen(p_cycle_id uuid, p_unit_code text, p_page int)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  perform private.require_person(array['diskominfo']);
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object('cycle', private.cycle_row(v_cycle), 'drafts', private.idle_drafts(v_cycle.id, p_unit_code, p_page));
end $$;
comment on function api.idle_drafts_screen is 'A page of fifty drafts that nobody has changed for 3 days, longest first. Raises not_allowed, not_found.';

grant execute on function private.desk(uuid), private.idle_drafts(uuid, text, int), api.idle_drafts_screen(uuid, text, int) to authenticated;
