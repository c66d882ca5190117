-- Rating: U, S and G of a problem by people; the group's score is the median of their sums, kept ready for ranking.

create table app.usg_rating (
  problem_id  uuid not null references app.answer (id) on delete cascade,
  rater_id    uuid not null references app.participant (id) on delete restrict,
  unit_id     uuid references app.unit (id) on delete restrict,
  is_author   boolean not null default false,
  urgency     smallint not null,
  seriousness smallint not null,
  growth      smallint not null,
  rated_at    timestamptz not null default clock_timestamp(),
  constraint usg_rating_once_per_rater primary key (problem_id, rater_id),
  constraint usg_rating_is_one_to_five check (urgency between 1 and 5 and seriousness between 1 and 5 and growth between 1 and 5)
);
create index usg_rating_rater_id_idx on app.usg_rating (rater_id);
create index usg_rating_unit_id_idx on app.usg_rating (unit_id);
comment on table app.usg_rating is 'One rating per person and problem; the author unit''s own comes from its form (is_author).';

create table app.problem_score (
  problem_id  uuid primary key references app.answer (id) on delete cascade,
  cycle_id    uuid not null references app.cycle (id) on delete cascade,
  pillar_code text not null references app.pillar (code) on delete cascade,
  status      text not null,
  score       numeric(4, 2) not null,
  low         numeric(4, 2) not null,
  quartile_1  numeric(4, 2) not null,
  quartile_3  numeric(4, 2) not null,
  high        numeric(4, 2) not null,
  urgency     numeric(3, 2) not null,
  seriousness numeric(3, 2) not null,
  growth      numeric(3, 2) not null,
  raters      int not null,
  units       int not null
);
create index problem_score_rank_idx on app.problem_score (cycle_id, status, score desc, seriousness desc, urgency desc, growth desc, units desc);
create index problem_score_pillar_rank_idx on app.problem_score (cycle_id, status, pillar_code, score desc, seriousness desc, urgency desc, growth desc, units desc);
create index problem_score_pillar_code_idx on app.problem_score (pillar_code);
comment on table app.problem_score is 'Medians and quartiles (percentile_cont: linear interpolation, Hyndman and Fan 1996, type 7) of the raters'' sums, kept with each rating.';

alter table app.usg_rating enable row level security;
alter table app.problem_score enable row level security;
create policy usg_rating_select_own on app.usg_rating for select to authenticated
  using (rater_id = (select private.participant_id()));
create policy problem_score_nobody on app.problem_score for all to authenticated using (false) with check (false);
grant select on app.usg_rating to authenticated;
-- No write for anyone: rate_problem and send_answer are the doors. problem_score: no grant, the aggregate functions read it.

create function private.score_problem(p_problem_id uuid)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- One scorer at a time, so that each sees the ratings of the one before.
  perform from app.answer where id = p_problem_id for no key update;
  delete from app.problem_score where problem_id = p_problem_id;
  insert into app.problem_score
    (problem_id, cycle_id, pillar_code, status, score, low, quartile_1, quartile_3, high, urgency, seriousness, growth, raters, units)
  select answer.id, answer.cycle_id, answer.pillar_code, answer.status,
         percentile_cont(0.5) within group (order by sum), min(sum),
         percentile_cont(0.25) within group (order by sum), percentile_cont(0.75) within group (order by sum), max(sum),
         percentile_cont(0.5) within group (order by rating.urgency),
         percentile_cont(0.5) within group (order by rating.seriousness),
         percentile_cont(0.5) within group (order by rating.growth),
         count(*), count(distinct rating.unit_id)
    from app.answer
    join app.usg_rating as rating on rating.problem_id = answer.id,
         lateral (select rating.urgency + rating.seriousness + rating.growth) as total (sum)
   where answer.id = p_problem_id
   group by answer.id;
end $$;

create function private.keep_score()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform private.score_problem(coalesce(new.problem_id, old.problem_id));
  perform private.bump_feed((select cycle_id from app.answer where id = coalesce(new.problem_id, old.problem_id)));
  return null;
end $$;
create trigger usg_rating_keeps_score after insert or update or delete on app.usg_rating
  for each row execute function private.keep_score();

create function private.keep_score_status()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.problem_score set status = new.status, pillar_code = new.pillar_code where problem_id = new.id;
  return null;
end $$;
create trigger answer_keeps_score_status after update of status, pillar_code on app.answer
  for each row when (new.sheet = 'problem') execute function private.keep_score_status();

create function private.keep_author_rating(p_answer app.answer, p_person app.participant)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from app.usg_rating where problem_id = p_answer.id and is_author;
  insert into app.usg_rating (problem_id, rater_id, unit_id, is_author, urgency, seriousness, growth)
  values (p_answer.id, p_person.id, p_answer.unit_id, true, (p_answer.answers ->> 'urgency')::smallint,
          (p_answer.answers ->> 'seriousness')::smallint, (p_answer.answers ->> 'growth')::smallint);
end $$;
comment on function private.keep_author_rating is 'The unit''s own scores, as one rating whoever of its officers sends.';

create function private.rate_problem(p_request_id uuid, p_problem_id uuid, p_urgency int, p_seriousness int, p_growth int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person  app.participant := private.require_person(array['peserta', 'diskominfo']);
  v_result  jsonb := private.repeated(v_person.id, p_request_id, 'rate_problem');
  v_problem app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_problem from app.answer where id = p_problem_id and sheet = 'problem' for no key update;
  if v_problem.id is null or not private.may(v_problem, 'read') then
    perform private.refuse('PT404', 'not_found', 'problem_id');
  elsif v_problem.unit_id = v_person.unit_id then
    perform private.refuse('PT403', 'not_allowed', 'problem_id'); -- the unit's own scores come from its form
  elsif v_problem.status not in ('dikirim', 'diterima', 'digabung') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  elsif p_urgency is null or p_urgency not between 1 and 5 then
    perform private.refuse('PT422', 'field_invalid', 'urgency');
  elsif p_seriousness is null or p_seriousness not between 1 and 5 then
    perform private.refuse('PT422', 'field_invalid', 'seriousness');
  elsif p_growth is null or p_growth not between 1 and 5 then
    perform private.refuse('PT422', 'field_invalid', 'growth');
  end if;
  perform private.require_open_cycle(v_problem.cycle_id);
  perform private.require_window(v_problem.cycle_id, 'rating');
  insert into app.usg_rating (problem_id, rater_id, unit_id, urgency, seriousness, growth)
  values (p_problem_id, v_person.id, v_person.unit_id, p_urgency, p_seriousness, p_growth)
  on conflict (problem_id, rater_id) do update
     set urgency = excluded.urgency, seriousness = excluded.seriousness, growth = excluded.growth, rated_at = clock_timestamp();
  perform private.log_event(v_person.id, 'problem_rated', 'answer', p_problem_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.rate_problem is 'Rates another unit''s problem, or changes the rating. Raises not_found, not_allowed, wrong_state, field_invalid, cycle_archived, window_closed.';
