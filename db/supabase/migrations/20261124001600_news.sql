-- News: what happened to a person's or a unit's answers since she looked last. Written inside the act it tells of, so no act goes
-- unannounced and none is announced that failed. Ids, codes and numbers only: the words are the screen's.

create table app.news (
  id             uuid primary key default gen_random_uuid(),
  participant_id uuid not null references app.participant (id) on delete cascade,
  cycle_id       uuid not null references app.cycle (id) on delete cascade,
  kind           text not null,
  answer_id      uuid references app.answer (id) on delete cascade,
  detail         jsonb not null default '{}',
  told_at        timestamptz not null default clock_timestamp(),
  read_at        timestamptz,
  constraint news_kind_is_a_word check (kind ~ '^[a-z][a-z_]{0,39}$'),
  constraint news_detail_is_small check (jsonb_typeof(detail) = 'object' and octet_length(detail::text) <= 1000)
);
create index news_told_idx on app.news (participant_id, told_at desc, id desc);
create index news_unread_idx on app.news (participant_id, told_at desc, id desc) where read_at is null;
create index news_cycle_id_idx on app.news (cycle_id);
create index news_answer_id_idx on app.news (answer_id);

create table app.closing_told (
  window_id uuid not null references app."window" (id) on delete cascade,
  closes_at timestamptz not null,
  constraint closing_told_once primary key (window_id, closes_at)
);
comment on table app.closing_told is 'Of which closings people were told. A window that is extended closes anew, and is told anew.';

alter table app.news enable row level security;
alter table app.closing_told enable row level security;
create policy news_select_own on app.news for select to authenticated
  using (participant_id = (select private.participant_id()));
create policy closing_told_nobody on app.closing_told for all to authenticated, app_auth using (false) with check (false);
grant select on app.news to authenticated;
-- No insert, update or delete for anyone: the acts below tell, read_news marks. closing_told: no grant at all.

-- ── telling ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.tell_person(p_participant_id uuid, p_cycle_id uuid, p_kind text, p_answer_id uuid, p_detail jsonb default '{}')
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.news (participant_id, cycle_id, kind, answer_id, detail)
  values (p_participant_id, p_cycle_id, p_kind, p_answer_id, coalesce(p_detail, '{}'))
$$;
comment on function private.tell_person is 'Lays news into one person''s inbox. p_detail: ids, codes, numbers, never typed text; what sentences know of: due_on (a day or an instant), to and pillar_code (pillars), number and sheet (of the other answer), sheet and closes_at (of a window), response. No grant: acts call it.';

create function private.tell_unit(p_unit_id uuid, p_cycle_id uuid, p_kind text, p_answer_id uuid, p_detail jsonb default '{}')
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.news (participant_id, cycle_id, kind, answer_id, detail)
  select id, p_cycle_id, p_kind, p_answer_id, coalesce(p_detail, '{}')
    from app.participant
   where unit_id = p_unit_id and is_active and role = 'peserta'
     and id is distinct from private.claim('sub')::uuid
$$;
comment on function private.tell_unit is 'Lays news into the inbox of every active officer of a unit, but of whoever acts: she knows. p_detail: ids, codes, numbers, never typed text. No grant: acts call it.';

create function private.tell_closing()
  returns int language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_slot record;
  v_told int := 0;
begin
  -- Whoever writes the row tells; another process waits for it and then has nothing to do.
  for v_slot in
    with closing as (
      insert into app.closing_told (window_id, closes_at)
      select slot.id, slot.closes_at
        from app."window" as slot
        join app.stage on stage.id = slot.stage_id
        join app.cycle on cycle.id = stage.cycle_id and cycle.is_open
       where slot.opens_at <= clock_timestamp() and slot.closes_at > clock_timestamp()
         and slot.closes_at <= clock_timestamp() + interval '24 hours'
         and not exists (select from app.closing_told as told where told.window_id = slot.id and told.closes_at = slot.closes_at)
      on conflict do nothing
      returning window_id, closes_at)
    select closing.closes_at, stage.cycle_id, slot.id, slot.kind
      from closing join app."window" as slot on slot.id = closing.window_id
      join app.stage on stage.id = slot.stage_id
  loop
    insert into app.news (participant_id, cycle_id, kind, detail)
    select owing.participant_id, v_slot.cycle_id, 'window_closing',
           jsonb_build_object('window_id', v_slot.id, 'sheet', v_slot.kind, 'closes_at', v_slot.closes_at, 'unfinished', owing.unfinished)
      from private.owing(v_slot.cycle_id, v_slot.kind) as owing;
    v_told := v_told + 1;
  end loop;
  return v_told;
end $$;
comment on function private.tell_closing is 'Tells whoever still owes something that a window closes within 24 hours: once per window and closing time. No grant: tick calls it.';

create function private.owing(p_cycle_id uuid, p_kind text)
  returns table (participant_id uuid, unfinished int) language sql stable security definer set search_path = ''
as $$
  select person.id, coalesce(of_unit.unfinished, 0)
    from app.participant as person
    left join (
      select unit_id, sum(answers) filter (where status in ('draf', 'diajukan', 'dikembalikan'))::int as unfinished,
             sum(answers) filter (where status in ('dikirim', 'diterima', 'digabung', 'ditolak')) as sent
        from app.coverage_count where cycle_id = p_cycle_id and sheet = p_kind group by unit_id) as of_unit on of_unit.unit_id = person.unit_id
   where p_kind <> 'rating' and person.role = 'peserta' and person.is_active
     and (coalesce(of_unit.unfinished, 0) > 0 or coalesce(of_unit.sent, 0) = 0)
  union all
  select (rater ->> 'id')::uuid, counted.unrated
    from jsonb_array_elements(case when p_kind = 'rating' then private.rating_standing(p_cycle_id) else '[]' end) as rater,
         lateral (select (rater #>> '{problem,total}')::int - (rater #>> '{problem,done}')::int
                       + (rater #>> '{solution,total}')::int - (rater #>> '{solution,done}')::int as unrated) as counted
   where counted.unrated > 0
$$;
comment on function private.owing is 'Who has something unfinished of a sheet or has sent nothing of it, or (rating) has not scored everything. No grant: tell_closing calls it.';

-- ── the inbox ───────────────────────────────────────────────────────────────────────────────────────────────
create function private.news_row(p_news app.news)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('id', p_news.id, 'kind', p_news.kind, 'detail', p_news.detail, 'told_at', p_news.told_at, 'is_read', p_news.read_at is not null,
    'answer', (select private.answer_row(answer) from app.answer where answer.id = p_news.answer_id))
$$;
comment on function private.news_row is 'One piece of news with its answer, if the caller may (still) read that. Invoker: row security decides.';

create function private.unread_news(p_participant_id uuid)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'unread', (select count(*) from (select from app.news where participant_id = p_participant_id and read_at is null limit 100) as unread),
    'newest', (select coalesce(jsonb_agg(private.news_row(news) order by news.told_at desc, news.id desc), '[]') from (
        select * from app.news where participant_id = p_participant_id and read_at is null
         order by told_at desc, id desc limit 3) as news),
    'is_empty', not exists (select from app.news where participant_id = p_participant_id))
$$;
comment on function private.unread_news is 'What the first page shows of the inbox: how many are unread (100: as many or more) and the newest three.';

create function api.news_screen(p_before timestamptz)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  c_page   constant int := 30;
  v_person app.participant := private.require_person();
begin
  return jsonb_build_object(
    'unread', (select count(*) from (select from app.news where participant_id = v_person.id and read_at is null limit 100) as unread),
    'news', (select coalesce(jsonb_agg(private.news_row(news) order by news.told_at desc, news.id desc), '[]') from (
        select * from app.news where participant_id = v_person.id and (p_before is null or told_at < p_before)
         order by told_at desc, id desc limit c_page) as news));
end $$;
comment on function api.news_screen is 'The caller''s inbox, newest first, 30 a page; the next begins before the last one''s told_at.';

create function private.read_news(p_request_id uuid, p_ids jsonb, p_until timestamptz)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'read_news');
  v_ids    uuid[];
  v_marked int;
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_ids is not null and (jsonb_typeof(p_ids) <> 'array' or jsonb_array_length(p_ids) > 500) then
    perform private.refuse('PT422', 'field_invalid', 'ids');
  elsif p_ids is null and p_until is null then
    perform private.refuse('PT422', 'field_invalid', 'until');
  end if;
  v_ids := private.ids(p_ids, 'ids');
  update app.news set read_at = clock_timestamp()
   where participant_id = v_person.id and read_at is null
     and case when p_ids is null then told_at <= p_until else id = any (v_ids) end;
  get diagnostics v_marked = row_count;
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('marked', v_marked));
end $$;
comment on function private.read_news is 'Marks the caller''s own news as read: these, or (p_ids null) all told up to an instant, so that what comes meanwhile stays unread. Other people''s ids mark nothing. Raises field_invalid.';

create function api.read_news(p_request_id uuid, p_ids jsonb, p_until timestamptz)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.read_news(p_request_id, p_ids, p_until) $$;

grant execute on function private.news_row(app.news), private.unread_news(uuid), private.read_news(uuid, jsonb, timestamptz),
  api.news_screen(timestamptz), api.read_news(uuid, jsonb, timestamptz) to authenticated;
