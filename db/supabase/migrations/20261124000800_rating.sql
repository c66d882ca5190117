-- Rating together: who scores, what was scored, and the group's numbers, kept ready in the transaction of each score.
--
-- A problem is scored on U, S and G, a solution on impact and effort: 1–5 with anchors, or null for "tidak tahu".
-- * A rating counts once every criterion of its sheet was answered; until then its scores are kept and not counted.
-- * A criterion's group value is the median of the scores given; "tidak tahu" does not enter it.
-- * A problem's group score is the median of the raters' sums U + S + G. A sum exists only where all three are
--   scores, so one "tidak tahu" leaves that rater out of the median, the quartiles and their n (counted as unsure).
--   USG is a team's judgement by its sum (Kepner and Tregoe, The Rational Manager, 1965), the team's value its median
--   with spread and n. Quantiles by percentile_cont: linear interpolation, type 7 of R. J. Hyndman and Y. Fan, "Sample
--   Quantiles in Statistical Packages", The American Statistician 50 (1996), 361–365.
-- * The author's own scores stand in the answer and nowhere here: they never enter a median, an n or a rank.
-- * A solution stands at the medians of its raters, and at its author's values only while nobody has rated it.
-- * Of answers that were merged the one they became is scored, by all ratings of all of them, each rater once: of a rater
--   who scored several of them her latest whole rating counts, for it is her last word on what is now one matter. Those
--   whose unit contributed are left out, as authors are. Nothing is moved: after a split each has its own ratings again.
-- components/rules/usg.py is the twin of all this but the last; one table of cases runs through both.

create table app.rating_mode (
  cycle_id uuid primary key references app.cycle (id) on delete cascade,
  mode     text not null,
  constraint rating_mode_is_known check (mode in ('everyone', 'people', 'unit'))
);
comment on table app.rating_mode is 'Who rates in a cycle: every officer (also when there is no row), people by name, or one person for each unit.';

create table app.rater (
  cycle_id       uuid not null references app.cycle (id) on delete cascade,
  participant_id uuid not null references app.participant (id) on delete cascade,
  named_at       timestamptz not null default clock_timestamp(),
  constraint rater_once_per_cycle primary key (cycle_id, participant_id)
);
create index rater_participant_id_idx on app.rater (participant_id);
comment on table app.rater is 'Whom Diskominfo named. A score given while one was a rater counts on after the name was taken off: nobody''s median is changed by choosing who may stay.';

create table app.rating (
  answer_id uuid not null references app.answer (id) on delete cascade,
  seat_id   uuid not null,
  criterion text not null,
  score     smallint,
  rater_id  uuid not null references app.participant (id) on delete restrict,
  unit_id   uuid not null references app.unit (id) on delete restrict,
  rated_at  timestamptz not null default clock_timestamp(),
  constraint rating_once_per_seat primary key (answer_id, seat_id, criterion),
  constraint rating_criterion_is_known check (criterion in ('urgency', 'seriousness', 'growth', 'impact', 'effort')),
  constraint rating_is_one_to_five check (score between 1 and 5)
);
create index rating_seat_idx on app.rating (seat_id, answer_id);
create index rating_latest_idx on app.rating (seat_id, rated_at desc);
create index rating_rater_id_idx on app.rating (rater_id);
create index rating_unit_id_idx on app.rating (unit_id);
comment on table app.rating is 'One score per seat, answer and criterion; null is "tidak tahu". The seat is the person''s id or, where one rates for each unit, the unit''s: her successor goes on with it.';

create table app.problem_score (
  problem_id  uuid primary key references app.answer (id) on delete cascade,
  cycle_id    uuid not null references app.cycle (id) on delete cascade,
  pillar_code text not null references app.pillar (code) on delete cascade,
  status      text not null,
  number      int,
  score       numeric(4, 2),
  low         numeric(4, 2),
  quartile_1  numeric(4, 2),
  quartile_3  numeric(4, 2),
  high        numeric(4, 2),
  urgency     numeric(3, 2),
  seriousness numeric(3, 2),
  growth      numeric(3, 2),
  raters      int not null,
  unsure      int not null,
  units       int not null
);
create index problem_score_rank_idx on app.problem_score (cycle_id, status, score desc, seriousness desc, urgency desc, growth desc, units desc)
  where score is not null;
create index problem_score_pillar_rank_idx on app.problem_score (cycle_id, status, pillar_code, score desc, seriousness desc, urgency desc, growth desc, units desc)
  where score is not null;
create index problem_score_unrated_idx on app.problem_score (cycle_id, status, number) where score is null;
create index problem_score_unrated_pillar_idx on app.problem_score (cycle_id, status, pillar_code, number) where score is null;
create index problem_score_pillar_code_idx on app.problem_score (pillar_code);
comment on table app.problem_score is 'One row per problem that is no draft; without a score while nobody has given all three. raters: how many sums the median is of; unsure: complete ratings with a "tidak tahu".';

create table app.solution_score (
  solution_id  uuid primary key references app.answer (id) on delete cascade,
  cycle_id     uuid not null references app.cycle (id) on delete cascade,
  pillar_code  text not null references app.pillar (code) on delete cascade,
  status       text not null,
  number       int,
  impact       numeric(2, 1) not null,
  effort       numeric(2, 1) not null,
  is_quick_win boolean not null,
  is_rated     boolean not null,
  raters       int not null,
  unsure       int not null
);
create index solution_score_place_idx on app.solution_score (cycle_id, status, impact desc, effort, number);
create index solution_score_pillar_place_idx on app.solution_score (cycle_id, status, pillar_code, impact desc, effort, number);
create index solution_score_pillar_code_idx on app.solution_score (pillar_code);
comment on table app.solution_score is 'Where each solution that is no draft stands: at its raters'' medians (is_rated: both there are), else at its author''s values. raters: with both scores.';

create table app.rated_count (
  cycle_id    uuid not null references app.cycle (id) on delete cascade,
  pillar_code text not null references app.pillar (code) on delete cascade,
  status      text not null,
  problems    int  not null,
  constraint rated_count_once primary key (cycle_id, pillar_code, status)
);
create index rated_count_pillar_code_idx on app.rated_count (pillar_code);
comment on table app.rated_count is 'How many problems have a group score.';

create table app.quadrant_count (
  cycle_id     uuid not null references app.cycle (id) on delete cascade,
  pillar_code  text not null references app.pillar (code) on delete cascade,
  status       text not null,
  impact       numeric(2, 1) not null,
  effort       numeric(2, 1) not null,
  is_quick_win boolean not null,
  is_rated     boolean not null,
  answers      int not null,
  constraint quadrant_count_once primary key (cycle_id, pillar_code, status, impact, effort, is_quick_win, is_rated)
);
create index quadrant_count_pillar_code_idx on app.quadrant_count (pillar_code);
comment on table app.quadrant_count is 'How many solutions stand where: a histogram of solution_score.';

alter table app.rating_mode enable row level security;
alter table app.rater enable row level security;
alter table app.rating enable row level security;
alter table app.problem_score enable row level security;
alter table app.solution_score enable row level security;
alter table app.rated_count enable row level security;
alter table app.quadrant_count enable row level security;
create policy rating_mode_select_signed_in on app.rating_mode for select to authenticated
  using ((select private.participant_id()) is not null);
create policy rater_select_own_or_diskominfo on app.rater for select to authenticated
  using (participant_id = (select private.participant_id()) or (select private.role_name()) = 'diskominfo');
-- Not even Diskominfo reads a single person's scores: it sees how many there are, and the group's numbers.
create policy rating_select_own_seat on app.rating for select to authenticated
  using (seat_id in ((select private.participant_id()), (select private.unit_id())));
create policy problem_score_nobody on app.problem_score for all to authenticated using (false) with check (false);
create policy solution_score_nobody on app.solution_score for all to authenticated using (false) with check (false);
create policy rated_count_nobody on app.rated_count for all to authenticated using (false) with check (false);
create policy quadrant_count_nobody on app.quadrant_count for all to authenticated using (false) with check (false);
grant select on app.rating_mode, app.rater, app.rating to authenticated;
-- No write for anyone: rate_answer, set_rating_mode and name_raters are the doors. The scores and counts: no grant,
-- the aggregate functions read them.

-- ── the group's numbers ─────────────────────────────────────────────────────────────────────────────────────
create function private.criteria(p_sheet text)
  returns text[] language sql immutable set search_path = ''
as $$
  select case p_sheet when 'problem' then array['urgency', 'seriousness', 'growth'] when 'solution' then array['impact', 'effort'] else '{}' end
$$;

create function private.counted_ratings(p_answer app.answer)
  returns table (seat_id uuid, answer_id uuid, unit_id uuid) language sql stable security definer rows 20 set search_path = ''
as $$
  select distinct on (whole.seat_id) whole.seat_id, whole.answer_id, whole.unit_id
    from (select seat_id, answer_id, (array_agg(unit_id order by rated_at desc))[1] as unit_id, max(rated_at) as last_at
            from app.rating where answer_id = any ((select private.joined_with(p_answer.id))::uuid[])
           group by seat_id, answer_id having count(*) = (select cardinality(private.criteria(p_answer.sheet)))) as whole
   where (whole.answer_id = p_answer.id or p_answer.is_wording or whole.unit_id <> p_answer.unit_id)
     and not exists (select from app.merge where merge.root_id = p_answer.id and merge.unit_id = whole.unit_id)
   order by whole.seat_id, whole.last_at desc, (whole.answer_id = p_answer.id) desc, whole.answer_id
$$;
-- rows 20: planned for the usual thousand, who joins it back to the ratings reads them all, with each tap.
comment on function private.counted_ratings is 'Which rating of each seat counts for an answer and what was merged into it: the latest whole one, of nobody whose unit contributed. Definer: nobody reads single scores. No grant.';

create function private.score_problem(p_answer app.answer)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.problem_score
    (problem_id, cycle_id, pillar_code, status, number, score, low, quartile_1, quartile_3, high, urgency, seriousness, growth, raters, unsure, units)
  select p_answer.id, p_answer.cycle_id, p_answer.pillar_code, p_answer.status, p_answer.number,
         percentile_cont(0.5) within group (order by total), min(total),
         percentile_cont(0.25) within group (order by total), percentile_cont(0.75) within group (order by total), max(total),
         percentile_cont(0.5) within group (order by urgency),
         percentile_cont(0.5) within group (order by seriousness),
         percentile_cont(0.5) within group (order by growth),
         count(total), count(*) - count(total), count(distinct unit_id) filter (where total is not null)
    from (select max(score) filter (where criterion = 'urgency') as urgency,
                 max(score) filter (where criterion = 'seriousness') as seriousness,
                 max(score) filter (where criterion = 'growth') as growth,
                 case when count(score) = 3 then sum(score) end as total,
                 counted.unit_id
            from private.counted_ratings(p_answer) as counted join app.rating using (answer_id, seat_id)
           group by counted.seat_id, counted.unit_id) as given
  on conflict (problem_id) do update
     set pillar_code = excluded.pillar_code, status = excluded.status, number = excluded.number,
         score = excluded.score, low = excluded.low, quartile_1 = excluded.quartile_1, quartile_3 = excluded.quartile_3,
         high = excluded.high, urgency = excluded.urgency, seriousness = excluded.seriousness, growth = excluded.growth,
         raters = excluded.raters, unsure = excluded.unsure, units = excluded.units
$$;

comment on function private.score_problem is 'The formula of a problem''s group score, as it stands at the top of this file. No grant.';

create function private.score_solution(p_answer app.answer)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.solution_score
    (solution_id, cycle_id, pillar_code, status, number, impact, effort, is_quick_win, is_rated, raters, unsure)
  select p_answer.id, p_answer.cycle_id, p_answer.pillar_code, p_answer.status, p_answer.number,
         case when is_rated then found.impact else p_answer.impact end,
         case when is_rated then found.effort else p_answer.effort end,
         p_answer.is_quick_win, is_rated, raters, unsure
    from (select percentile_cont(0.5) within group (order by impact) as impact,
                 percentile_cont(0.5) within group (order by effort) as effort,
                 count(impact) > 0 and count(effort) > 0 as is_rated,
                 count(*) filter (where impact is not null and effort is not null) as raters,
                 count(*) filter (where impact is null or effort is null) as unsure
            from (select max(score) filter (where criterion = 'impact') as impact,
                         max(score) filter (where criterion = 'effort') as effort
                    from private.counted_ratings(p_answer) as counted join app.rating using (answer_id, seat_id)
                   group by counted.seat_id) as given) as found
   where is_rated or (p_answer.impact is not null and p_answer.effort is not null)
  on conflict (solution_id) do update
     set pillar_code = excluded.pillar_code, status = excluded.status, number = excluded.number,
         impact = excluded.impact, effort = excluded.effort, is_quick_win = excluded.is_quick_win,
         is_rated = excluded.is_rated, raters = excluded.raters, unsure = excluded.unsure
$$;

comment on function private.score_solution is 'Where a solution stands, as it is said at the top of this file. No grant.';

create function private.score_answer(p_answer app.answer)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  if p_answer.status in ('draf', 'diajukan', 'digabung') then
    delete from app.problem_score where problem_id = p_answer.id;
    delete from app.solution_score where solution_id = p_answer.id;
  elsif p_answer.sheet = 'problem' then
    perform private.score_problem(p_answer);
  elsif p_answer.sheet = 'solution' then
    perform private.score_solution(p_answer);
  end if;
end $$;
comment on function private.score_answer is 'Counts an answer''s ratings anew. What is taken back into work has no place until it is sent again, what was merged none of its own; their ratings stay.';

create function private.keep_scores_of_answer()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.bump_feed(new.cycle_id);
  perform private.score_answer(new);
  return null;
end $$;
create trigger answer_keeps_its_place after insert on app.answer
  for each row when (new.status not in ('draf', 'diajukan')) execute function private.keep_scores_of_answer();
create trigger answer_keeps_its_place_when_changed after update of status, pillar_code, number, answers on app.answer
  for each row when (not (old.status in ('draf', 'diajukan') and new.status in ('draf', 'diajukan'))
    and (old.status, old.pillar_code, old.number, old.impact, old.effort, old.is_quick_win)
        is distinct from (new.status, new.pillar_code, new.number, new.impact, new.effort, new.is_quick_win))
  execute function private.keep_scores_of_answer();

create table app.rated (
  seat_id   uuid not null,
  answer_id uuid not null references app.answer (id) on delete cascade,
  cycle_id  uuid not null references app.cycle (id) on delete cascade,
  sheet     text not null,
  unit_id   uuid not null references app.unit (id) on delete restrict,
  constraint rated_once primary key (seat_id, answer_id)
);
create index rated_seat_idx on app.rated (seat_id, cycle_id, sheet) include (unit_id);
create index rated_answer_id_idx on app.rated (answer_id);
create index rated_cycle_id_idx on app.rated (cycle_id, sheet, seat_id);
create index rated_unit_id_idx on app.rated (unit_id);
alter table app.rated enable row level security;
create policy rated_nobody on app.rated for all to authenticated using (false) with check (false);
-- No grant: private.rating_progress and private.rater_rows count it.
comment on table app.rated is 'Which sent answers a seat has scored whole: its progress, without reading the scores. unit_id: the answer''s.';

create function private.keep_rated(p_answer app.answer)
  returns void language sql volatile security definer set search_path = ''
as $$
  delete from app.rated
   where answer_id = p_answer.id and p_answer.status not in ('dikirim', 'diterima', 'digabung');
  insert into app.rated (seat_id, answer_id, cycle_id, sheet, unit_id)
  select seat_id, answer_id, p_answer.cycle_id, p_answer.sheet, p_answer.unit_id
    from app.rating
   where answer_id = p_answer.id and p_answer.status in ('dikirim', 'diterima', 'digabung')
   group by seat_id, answer_id
  having count(*) = cardinality(private.criteria(p_answer.sheet))
  on conflict do nothing;
$$;

create function private.keep_rated_of_answer()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.keep_rated(new);
  return null;
end $$;
create trigger answer_keeps_who_rated_it after update of status on app.answer
  for each row when ((old.status in ('dikirim', 'diterima', 'digabung')) <> (new.status in ('dikirim', 'diterima', 'digabung')))
  execute function private.keep_rated_of_answer();

create function private.keep_scores()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  -- Half a rating counts nowhere, so it moves nothing.
  select array_agg(distinct changed.answer_id) into v_ids
    from changed join app.answer on answer.id = changed.answer_id
   where tg_op = 'DELETE'
      or (select count(*) from app.rating where rating.answer_id = changed.answer_id and rating.seat_id = changed.seat_id)
         = cardinality(private.criteria(answer.sheet));
  -- One scorer at a time, so that each sees the ratings of the one before; answers before the feed, the feed before its counts.
  perform from app.answer where id = any (v_ids) order by id for no key update;
  perform private.bump_feed(cycle_id) from app.answer where id = any (v_ids) group by cycle_id;
  perform private.score_answer(answer) from app.answer where id = any (v_ids);
  if tg_op = 'DELETE' then
    delete from app.rated using changed where rated.answer_id = changed.answer_id and rated.seat_id = changed.seat_id;
  elsif tg_op = 'INSERT' then
    perform private.keep_rated(answer) from app.answer where id = any (v_ids);
  end if;
  return null;
end $$;
create trigger rating_keeps_scores_when_given after insert on app.rating
  referencing new table as changed for each statement execute function private.keep_scores();
create trigger rating_keeps_scores_when_changed after update on app.rating
  referencing new table as changed for each statement execute function private.keep_scores();
create trigger rating_keeps_scores_when_taken_back after delete on app.rating
  referencing old table as changed for each statement execute function private.keep_scores();

create function private.keep_rated_count()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into app.rated_count (cycle_id, pillar_code, status, problems)
  select cycle_id, pillar_code, status, sum(change)
    from (values (old.cycle_id, old.pillar_code, old.status, old.score, -1), (new.cycle_id, new.pillar_code, new.status, new.score, 1))
         as moved (cycle_id, pillar_code, status, score, change)
   where score is not null
   group by cycle_id, pillar_code, status having sum(change) <> 0
  on conflict (cycle_id, pillar_code, status) do update set problems = app.rated_count.problems + excluded.problems;
  return null;
end $$;
create trigger problem_score_keeps_rated_count after insert or update or delete on app.problem_score
  for each row execute function private.keep_rated_count();

create function private.keep_quadrant_count()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into app.quadrant_count (cycle_id, pillar_code, status, impact, effort, is_quick_win, is_rated, answers)
  select cycle_id, pillar_code, status, impact, effort, is_quick_win, is_rated, sum(change)
    from (values
           (old.cycle_id, old.pillar_code, old.status, old.impact, old.effort, old.is_quick_win, old.is_rated, -1),
           (new.cycle_id, new.pillar_code, new.status, new.impact, new.effort, new.is_quick_win, new.is_rated, 1))
         as moved (cycle_id, pillar_code, status, impact, effort, is_quick_win, is_rated, change)
   where cycle_id is not null
   group by cycle_id, pillar_code, status, impact, effort, is_quick_win, is_rated having sum(change) <> 0
  on conflict (cycle_id, pillar_code, status, impact, effort, is_quick_win, is_rated)
  do update set answers = app.quadrant_count.answers + excluded.answers;
  return null;
end $$;
create trigger solution_score_keeps_quadrant_count after insert or update or delete on app.solution_score
  for each row execute function private.keep_quadrant_count();

-- ── who rates ───────────────────────────────────────────────────────────────────────────────────────────────
create function private.rating_mode(p_cycle_id uuid)
  returns text language sql stable security definer set search_path = ''
as $$ select coalesce((select mode from app.rating_mode where cycle_id = p_cycle_id), 'everyone') $$;
comment on function private.rating_mode is 'Every officer, until Diskominfo decides otherwise: a small city need not name anybody.';

create function private.copy_raters(p_from uuid, p_to uuid)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.rating_mode (cycle_id, mode) select p_to, mode from app.rating_mode where cycle_id = p_from;
  insert into app.rater (cycle_id, participant_id)
  select p_to, person.id
    from app.rater join app.participant as person on person.id = rater.participant_id
   where rater.cycle_id = p_from and person.role = 'peserta' and person.is_active
$$;
comment on function private.copy_raters is 'Who rates in a year that copies another: its raters who are still there. No grant: new_cycle calls it.';

create function private.is_rater(p_person app.participant, p_cycle_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select p_person.role = 'peserta'
     and (private.rating_mode(p_cycle_id) = 'everyone'
          or exists (select from app.rater where cycle_id = p_cycle_id and participant_id = p_person.id))
$$;

create function private.own_seat(p_cycle_id uuid)
  returns uuid language sql stable security definer set search_path = ''
as $$ select case private.rating_mode(p_cycle_id) when 'unit' then private.unit_id() else private.participant_id() end $$;
comment on function private.own_seat is 'Whose scores the caller gives: her own or, where one rates for each unit, her unit''s.';

create function private.unit_rater(p_cycle_id uuid)
  returns text language sql stable security definer set search_path = ''
as $$
  select person.name
    from app.rater join app.participant as person on person.id = rater.participant_id
   where rater.cycle_id = p_cycle_id and person.unit_id = private.unit_id() and private.rating_mode(p_cycle_id) = 'unit'
   limit 1
$$;
comment on function private.unit_rater is 'Who rates for the caller''s unit where one does. Definer: officers may not read each other''s rows.';

-- ── scoring ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.rateable_answer(p_person app.participant, p_answer_id uuid)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
begin
  select * into v_answer from app.answer where id = p_answer_id for no key update;
  -- Who rates is not decided anew between this check and the score.
  perform from app.cycle where id = v_answer.cycle_id for share;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_answer.unit_id = p_person.unit_id then
    perform private.refuse('PT403', 'not_allowed', 'answer_id'); -- what a unit thinks of its own stands in its form
  elsif v_answer.id = any (private.joined()) then
    perform private.refuse('PT403', 'not_allowed', 'answer_id'); -- … also where that has become part of another
  elsif not private.is_rater(p_person, v_answer.cycle_id) then
    perform private.refuse('PT403', 'not_a_rater', 'answer_id');
  elsif v_answer.status not in ('dikirim', 'diterima') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  perform private.require_window(v_answer.cycle_id, 'rating');
  return v_answer;
end $$;
comment on function private.rateable_answer is 'Locks an answer the caller may score now. Raises not_found, not_allowed, not_a_rater, wrong_state, cycle_archived, window_closed.';

create function private.carry_rating(p_answer app.answer, p_person app.participant)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.rating (answer_id, seat_id, criterion, score, rater_id, unit_id)
  select p_answer.id, rating.seat_id, rating.criterion, rating.score, p_person.id, p_person.unit_id
    from private.counted_ratings(p_answer) as counted join app.rating using (answer_id, seat_id)
   where counted.seat_id = private.own_seat(p_answer.cycle_id) and counted.answer_id <> p_answer.id
      on conflict do nothing
$$;
comment on function private.carry_rating is 'Who scored what was merged and now changes one score does not lose the others: her whole rating comes over to the answer it has become. No grant: rate_answer calls it.';

create function private.rate_answer(p_request_id uuid, p_answer_id uuid, p_criterion text, p_score int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['peserta']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'rate_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.rateable_answer(v_person, p_answer_id);
  if p_criterion is null or not p_criterion = any (private.criteria(v_answer.sheet)) then
    perform private.refuse('PT422', 'field_invalid', 'criterion');
  elsif p_score not between 1 and 5 then
    perform private.refuse('PT422', 'field_invalid', p_criterion);
  end if;
  perform private.carry_rating(v_answer, v_person);
  insert into app.rating (answer_id, seat_id, criterion, score, rater_id, unit_id)
  values (p_answer_id, private.own_seat(v_answer.cycle_id), p_criterion, p_score, v_person.id, v_person.unit_id)
  on conflict (answer_id, seat_id, criterion) do update
     set score = excluded.score, rater_id = excluded.rater_id, unit_id = excluded.unit_id, rated_at = excluded.rated_at;
  perform private.log_event(v_person.id, 'answer_rated', 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object(
    'own', private.own_scores(v_answer),
    'progress', private.rating_progress(v_answer.cycle_id),
    'group', private.group_scores(v_answer)));
end $$;
comment on function private.rate_answer is 'Keeps one score (null: "tidak tahu") of another unit''s answer. Raises not_found, not_allowed, not_a_rater, wrong_state, field_invalid, cycle_archived, window_closed.';

create function private.own_scores(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_object_agg(criterion, score), '{}')
    from (select private.own_seat(p_answer.cycle_id) as id offset 0) as seat
    join app.rating on rating.seat_id = seat.id
   where answer_id = case when exists (select from app.merge where root_id = p_answer.id)
                          then coalesce((select counted.answer_id from private.counted_ratings(p_answer) as counted where counted.seat_id = seat.id), p_answer.id)
                          else p_answer.id end
$$;

create function private.rated_by_parts(p_seat_id uuid, p_needed int)
  returns uuid[] language sql stable security definer set search_path = ''
as $$
  select array(
    select distinct merge.root_id
      from (select answer_id from app.rating where seat_id = p_seat_id group by answer_id having count(*) = p_needed offset 0) as whole
      join app.merge using (answer_id)
     where p_seat_id in ((select private.participant_id()), (select private.unit_id())))
$$;
comment on function private.rated_by_parts is 'What the caller''s seat has scored by having scored something that was merged into it.';

create function private.group_scores(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select case p_answer.sheet
           when 'problem' then (select jsonb_build_object('score', score, 'quartile_1', quartile_1, 'quartile_3', quartile_3, 'raters', raters)
                                  from app.problem_score where problem_id = p_answer.id and raters > 1)
           when 'solution' then (select jsonb_build_object('impact', impact, 'effort', effort, 'raters', raters)
                   from app.solution_score where solution_id = p_answer.id and raters > 1)
         end
   where (select count(*) from jsonb_object_keys(private.own_scores(p_answer))) = cardinality(private.criteria(p_answer.sheet))
$$;
comment on function private.group_scores is 'What all raters think, only for a seat that has said itself; null before, and while it is alone. Definer: nobody reads the scores directly.';

-- ── progress ────────────────────────────────────────────────────────────────────────────────────────────────
create function private.rateable_counts(p_cycle_id uuid)
  returns table (unit_id uuid, sheet text, total int) language sql stable security definer set search_path = ''
as $$
  with there as materialized (
    select counted.sheet, counted.status, counted.unit_id, unit.parent_id, sum(counted.answers) as answers
      from app.coverage_count as counted join app.unit on unit.id = counted.unit_id
     where counted.cycle_id = p_cycle_id and counted.sheet in ('problem', 'solution')
       and counted.status in ('dikirim', 'diterima') and counted.answers > 0
     group by counted.sheet, counted.status, counted.unit_id, unit.parent_id
    union all
    select sheet, status, unit_id, null, count(*) from app.answer
     where is_wording and cycle_id = p_cycle_id and status = 'diterima' group by sheet, status, unit_id),
  reader as (
    select unit.id, unit_kind.level = 'district' as is_district
      from app.unit join app.unit_kind on unit_kind.code = unit.kind),
  counted as (
    select reader.id, reader.is_district, there.sheet, there.status, there.parent_id, there.answers
      from reader join there on there.unit_id <> reader.id
    union all -- without what stands for something of the unit itself
    select reader.id, reader.is_district, root.sheet, root.status, unit.parent_id, -1
      from reader
      join (select distinct unit_id, root_id from app.merge) as joined on joined.unit_id = reader.id
      join app.answer as root on root.id = joined.root_id and root.cycle_id = p_cycle_id and root.unit_id <> reader.id
      join app.unit on unit.id = root.unit_id)
  select counted.id, counted.sheet, sum(counted.answers)::int
    from counted
    join app.visibility on visibility.role = 'peserta' and visibility.can_read and visibility.status = counted.status
     and visibility.relation = case when counted.is_district and counted.parent_id = counted.id then 'below' else 'other' end
   group by counted.id, counted.sheet
$$;
comment on function private.rateable_counts is 'How many problems and solutions of other units the officers of each unit may read and score; of her own the caller asks rating_progress. Definer: counts what single rows do not show.';

create function private.rating_progress(p_cycle_id uuid)
  returns jsonb language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  v_unit_id     uuid := private.unit_id();
  v_seat_id     uuid := private.own_seat(p_cycle_id);
  v_below       uuid[] := private.units_below();
  v_joined      uuid[] := private.joined();
  v_of_below    text[];
  v_of_others   text[];
begin
  select array_agg(status) filter (where relation = 'below'), array_agg(status) filter (where relation = 'other')
    into v_of_below, v_of_others
    from app.visibility where role = 'peserta' and can_read and status in ('dikirim', 'diterima');
  return (
    select jsonb_object_agg(listed.sheet, jsonb_build_object('total', coalesce(there.total, 0), 'done', coalesce(given.done, 0)))
      from unnest(array['problem', 'solution']) as listed (sheet)
      left join (
        -- Everybody's, as if all were others; then the own unit's out, and the units below as what they are.
        select sheet, sum(answers)::int as total
          from (select sheet, answers from app.sheet_count where cycle_id = p_cycle_id and status = any (v_of_others)
                union all
                select sheet, answers * (coalesce(unit_id <> v_unit_id and status = any (v_of_below), false)::int
                                         - coalesce(status = any (v_of_others), false)::int)
                  from app.coverage_count where cycle_id = p_cycle_id and unit_id = any (v_unit_id || v_below)
                union all -- the unit's own wordings, and what stands for something of its own
                select sheet, -1 from app.answer where is_wording and cycle_id = p_cycle_id and unit_id = v_unit_id and status = any (v_of_others)
                union all
                select sheet, -1 from app.answer
                 where id = any (v_joined) and cycle_id = p_cycle_id and unit_id <> v_unit_id
                   and status = any (case when unit_id = any (v_below) then v_of_below else v_of_others end)) as counted
         group by sheet) as there on there.sheet = listed.sheet
      left join (
        -- What was scored; of what was merged since, each answer it has become once, unless something of the unit's own is in it.
        select sheet, sum(done)::int as done
          from (select sheet, count(*) as done from app.rated
                 where seat_id = v_seat_id and cycle_id = p_cycle_id and unit_id <> v_unit_id group by sheet
                union all
                select rated.sheet, -1 from app.merge join app.rated on rated.answer_id = merge.answer_id and rated.seat_id = v_seat_id
                 where rated.cycle_id = p_cycle_id and rated.unit_id <> v_unit_id
                union all
                select sheet, -1 from app.rated
                 where seat_id = v_seat_id and cycle_id = p_cycle_id and unit_id <> v_unit_id and answer_id = any (v_joined)
                union all
                select root.sheet, 1
                  from (select distinct merge.root_id from app.merge join app.rated on rated.answer_id = merge.answer_id and rated.seat_id = v_seat_id) as part
                  join app.answer as root on root.id = part.root_id
                 where root.cycle_id = p_cycle_id and root.unit_id <> v_unit_id and not root.id = any (v_joined)
                   and not exists (select from app.rated where seat_id = v_seat_id and answer_id = root.id)) as counted
         group by sheet) as given on given.sheet = listed.sheet
     where v_unit_id is not null);
end $$;
comment on function private.rating_progress is 'Of the problems and solutions of other units that may be read: how many there are, how many the caller''s seat has scored whole. Definer: counts what single rows do not show.';
