-- Voting, OPEN rounds: leaders rank accepted solutions; ballots carry names and are shown all at once after closing.
-- Who may vote, when and how often is decided here: two browser tabs can race each other, two inserts on one primary key cannot.

create table app.round (
  id            uuid primary key default gen_random_uuid(),
  cycle_id      uuid not null references app.cycle (id) on delete restrict,
  title         text not null,
  state         text not null default 'open',
  rule          text not null default 'borda',
  choices_limit int  not null default 5,
  frozen        text not null,
  frozen_hash   text not null,
  opened_by     uuid not null references app.participant (id) on delete restrict,
  opened_at     timestamptz not null default clock_timestamp(),
  closes_at     timestamptz not null,
  closed_at     timestamptz,
  constraint round_state_is_known check (state in ('open', 'closed')),
  constraint round_rule_is_known check (rule in ('borda')),
  constraint round_title_is_short check (char_length(title) between 1 and 120),
  constraint round_closed_has_its_time check ((state = 'closed') = (closed_at is not null)),
  constraint round_hash_is_of_frozen check (frozen_hash = encode(sha256(convert_to(frozen, 'UTF8')), 'hex'))
);
create index round_cycle_id_idx on app.round (cycle_id, opened_at desc);
create index round_opened_by_idx on app.round (opened_by);
create index round_due_idx on app.round (closes_at) where state = 'open';
comment on column app.round.frozen is 'Options, voters, rule and limits as text; its bytes are what frozen_hash stands for.';

create table app.round_option (
  round_id  uuid not null references app.round (id) on delete restrict,
  answer_id uuid not null references app.answer (id) on delete restrict,
  position  int  not null,
  number    int  not null,
  title     text not null,
  pillar_code text not null references app.pillar (code) on delete restrict,
  unit_name text not null,
  constraint round_option_once primary key (round_id, answer_id),
  constraint round_option_position_once unique (round_id, position)
);
create index round_option_answer_id_idx on app.round_option (answer_id);
create index round_option_pillar_code_idx on app.round_option (pillar_code);

create table app.round_voter (
  round_id       uuid not null references app.round (id) on delete restrict,
  participant_id uuid not null references app.participant (id) on delete restrict,
  name           text not null,
  title          text,
  constraint round_voter_once primary key (round_id, participant_id)
);
create index round_voter_participant_id_idx on app.round_voter (participant_id);

create table app.open_ballot (
  round_id uuid not null references app.round (id) on delete restrict,
  voter_id uuid not null references app.participant (id) on delete restrict,
  choices  jsonb not null,
  cast_at  timestamptz not null default clock_timestamp(),
  constraint open_ballot_once_per_round primary key (round_id, voter_id)
);
create index open_ballot_voter_id_idx on app.open_ballot (voter_id);
comment on column app.open_ballot.choices is '{option id: rank}, 1 is best, ranks 1..n each once; an option that is absent is unranked.';

alter table app.round enable row level security;
alter table app.round_option enable row level security;
alter table app.round_voter enable row level security;
alter table app.open_ballot enable row level security;
create policy round_select_signed_in on app.round for select to authenticated
  using ((select private.participant_id()) is not null);
create policy round_option_select_signed_in on app.round_option for select to authenticated
  using ((select private.participant_id()) is not null);
create policy round_voter_select_signed_in on app.round_voter for select to authenticated
  using ((select private.participant_id()) is not null);
create policy open_ballot_select_own_or_closed on app.open_ballot for select to authenticated
  using (voter_id = (select private.participant_id())
         or ((select private.participant_id()) is not null
             and exists (select from app.round where round.id = open_ballot.round_id and round.state = 'closed')));
grant select on app.round, app.round_option, app.round_voter, app.open_ballot to authenticated;
-- No insert, update or delete for anyone: open_round, cast_ballot, close_round and tick are the only doors.

create function private.may_enter_round(p_answer app.answer, p_cycle_id uuid)
  returns boolean language sql immutable set search_path = ''
as $$ select p_answer.sheet = 'solution' and p_answer.status = 'diterima' and p_answer.cycle_id = p_cycle_id $$;
comment on function private.may_enter_round is 'The one rule of what may be voted on: an accepted solution of the round''s cycle.';

create function private.is_on_ballot(p_answer_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$ select exists (select from app.round_option where answer_id = p_answer_id) $$;
comment on function private.is_on_ballot is 'Whether voting on it was opened: from then on nothing about it is taken back. Definer: asked of answers in whichever state.';

create function private.require_no_ballot(p_answer app.answer)
  returns void language plpgsql stable security definer set search_path = ''
as $$
begin
  if private.is_on_ballot(p_answer.id) then
    perform private.refuse('PT409', 'voting_opened', p_answer.number::text);
  end if;
end $$;

create function private.open_round(p_request_id uuid, p_cycle_id uuid, p_title text, p_option_ids jsonb, p_closes_at timestamptz)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  c_limit   constant int := 5;
  v_person  app.participant := private.require_person(array['diskominfo']);
  v_result  jsonb := private.repeated(v_person.id, p_request_id, 'open_round');
  v_cycle   app.cycle;
  v_id      uuid := gen_random_uuid();
  v_options jsonb;
  v_voters  jsonb;
  v_frozen  text;
  v_ids     uuid[];
begin
  if v_result is not null then
    return v_result;
  end if;
  v_cycle := private.require_open_cycle(p_cycle_id);
  if coalesce(char_length(private.trimmed(p_title)), 0) not between 1 and 120 then
    perform private.refuse('PT422', 'field_invalid', 'title');
  elsif p_closes_at is null or p_closes_at <= clock_timestamp() then
    perform private.refuse('PT422', 'window_order', 'closes_at');
  elsif private.list_fault(p_option_ids, 150) is not null or jsonb_array_length(p_option_ids) < 2 then
    perform private.refuse('PT422', 'round_not_ready', 'options');
  end if;
  perform private.require_instant(p_closes_at, 'closes_at');
  v_ids := private.ids(p_option_ids, 'options');
  -- Locked in one order: an option cannot be withdrawn while the round that holds it is being opened.
  perform from app.answer where id = any (v_ids) order by id for share;
  select jsonb_agg(jsonb_build_object('id', answer.id, 'number', answer.number, 'title', answer.title,
                                      'pillar', answer.pillar_code, 'unit', unit.name) order by answer.pillar_code, answer.number)
    into v_options
    from app.answer join app.unit on unit.id = answer.unit_id
   where answer.id = any (v_ids)
     and private.may_enter_round(answer, v_cycle.id);
  if coalesce(jsonb_array_length(v_options), 0) <> jsonb_array_length(p_option_ids) then
    perform private.refuse('PT409', 'round_not_ready', 'options');
  end if;
  select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'title', title) order by created_at, user_name)
    into v_voters from app.participant where role = 'pimpinan' and is_active;
  if v_voters is null then
    perform private.refuse('PT409', 'round_not_ready', 'voters');
  end if;
  v_frozen := jsonb_pretty(jsonb_build_object('round', v_id, 'cycle', v_cycle.year, 'title', private.trimmed(p_title), 'rule', 'borda',
    'choices_limit', c_limit, 'ties', 'equal totals share a rank', 'ballot', 'open', 'options', v_options, 'voters', v_voters,
    'opened_at', clock_timestamp(), 'closes_at', p_closes_at));
  insert into app.round (id, cycle_id, title, choices_limit, frozen, frozen_hash, opened_by, closes_at)
  values (v_id, v_cycle.id, private.trimmed(p_title), c_limit, v_frozen, private.hash(v_frozen), v_person.id, p_closes_at);
  insert into app.round_option (round_id, answer_id, position, number, title, pillar_code, unit_name)
  select v_id, (o ->> 'id')::uuid, position, (o ->> 'number')::int, o ->> 'title', o ->> 'pillar', o ->> 'unit'
    from jsonb_array_elements(v_options) with ordinality as listed (o, position);
  insert into app.round_voter (round_id, participant_id, name, title)
  select v_id, (v ->> 'id')::uuid, v ->> 'name', v ->> 'title' from jsonb_array_elements(v_voters) as v;
  perform private.log_event(v_person.id, 'round_opened', 'round', v_id::text, jsonb_build_object('hash', private.hash(v_frozen)));
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('round_id', v_id, 'frozen_hash', private.hash(v_frozen)));
end $$;
comment on function private.open_round is 'Freezes options and voters (all active leaders) under a hash and opens the vote. Raises round_not_ready (options, voters), window_order, field_invalid, cycle_archived.';

create function private.ballot_fault(p_round app.round, p_choices jsonb)
  returns text language plpgsql stable security definer set search_path = ''
as $$
begin
  if jsonb_typeof(p_choices) is distinct from 'object' or p_choices = '{}' then
    return 'no_choice';
  elsif (select count(*) from jsonb_object_keys(p_choices)) > p_round.choices_limit then
    return 'too_many_choices';
  elsif exists (select from jsonb_object_keys(p_choices) as k
                 where not exists (select from app.round_option where round_id = p_round.id and answer_id::text = k)) then
    return 'unknown_option';
  elsif (select jsonb_agg(value order by value) from jsonb_each(p_choices))
        is distinct from (select jsonb_agg(n order by n) from generate_series(1, (select count(*) from jsonb_object_keys(p_choices))) as n) then
    return 'rank_repeated';
  end if;
  return null;
end $$;

create function private.cast_ballot(p_request_id uuid, p_round_id uuid, p_choices jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'cast_ballot');
  v_round  app.round;
  v_at     timestamptz;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_round from app.round where id = p_round_id for share;
  if not found then
    perform private.refuse('PT404', 'not_found', 'round_id');
  elsif not exists (select from app.round_voter where round_id = p_round_id and participant_id = v_person.id) then
    perform private.refuse('PT403', 'not_a_voter', 'round_id');
  elsif v_round.state <> 'open' or clock_timestamp() >= v_round.closes_at then
    perform private.refuse('PT409', 'round_closed', 'round_id');
  elsif private.ballot_fault(v_round, p_choices) is not null then
    perform private.refuse('PT422', private.ballot_fault(v_round, p_choices), 'choices');
  end if;
  perform private.require_open_cycle(v_round.cycle_id);
  insert into app.open_ballot (round_id, voter_id, choices) values (p_round_id, v_person.id, p_choices)
  on conflict (round_id, voter_id) do update set choices = excluded.choices, cast_at = clock_timestamp()
  returning cast_at into v_at;
  perform private.log_event(v_person.id, 'ballot_cast', 'round', p_round_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('cast_at', v_at));
end $$;
comment on function private.cast_ballot is 'Casts or replaces the caller''s ballot. Raises not_found, not_a_voter, round_closed, cycle_archived, no_choice, too_many_choices, unknown_option, rank_repeated.';

create function private.close_round(p_request_id uuid, p_round_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'close_round');
  v_round  app.round;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_round from app.round where id = p_round_id for update; -- waits for casts in flight
  if not found then
    perform private.refuse('PT404', 'not_found', 'round_id');
  elsif v_round.state <> 'open' then
    perform private.refuse('PT409', 'round_closed', 'round_id');
  end if;
  update app.round set state = 'closed', closed_at = least(clock_timestamp(), closes_at) where id = p_round_id returning * into v_round;
  perform private.log_event(v_person.id, 'round_closed', 'round', p_round_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('closed_at', v_round.closed_at));
end $$;
comment on function private.close_round is 'Ends the vote; from now on every ballot is seen by everybody. Raises not_found, round_closed.';

create function private.tick()
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_closed int := 0;
  v_round_id uuid;
begin
  -- skip locked: several app processes tick; one of them is enough.
  for v_round_id in
    select id from app.round where state = 'open' and closes_at <= clock_timestamp() for update skip locked
  loop
    update app.round set state = 'closed', closed_at = closes_at where id = v_round_id;
    perform private.log_event(null, 'round_closed', 'round', v_round_id::text);
    v_closed := v_closed + 1;
  end loop;
  perform private.tell_closing();
  delete from app.request_log where at < clock_timestamp() - interval '7 days';
  delete from app.session_ticket where expires_at < clock_timestamp();
  delete from app.sign_in_try where at < clock_timestamp() - interval '1 hour';
  delete from app.sign_in_count where last_try_at < clock_timestamp() - interval '1 day';
  return jsonb_build_object('rounds_closed', v_closed);
end $$;
comment on function private.tick is 'What must happen at an instant. Idempotent; every app process calls it each few seconds.';
