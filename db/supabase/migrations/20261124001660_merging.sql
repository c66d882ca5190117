-- Merging: answers that say the same become one, and nothing is lost by it.
--
-- What was merged keeps everything that is its own: text, author, unit, number, versions, supports, comments, files, ratings and the links
-- from solutions, also those made since. Only two things change: its status is digabung, and a row of app.merge says into what. Whoever
-- counts, rates, supports or links asks private.merged_into and private.joined_with, so all of it follows the merged one while that row
-- is there, and is back where it was once the row is gone. So a split and an undo restore what was, to the letter.
-- * Merged is what is dikirim or diterima, problems with problems of a year, solutions with solutions; into another such answer, or
--   into a new wording: an answer of Diskominfo that starts as a copy of one of the originals. A wording is nobody's contribution:
--   no unit is credited with it in the coverage, where each original still counts for its own.
-- * What stands for others cannot be taken back, returned or declined before they are split off; a wording left alone is withdrawn.
-- * Every act is kept with its steps; undoing it walks them backwards, if everything still stands as the act left it.
-- * Once a round holds an answer, what it stands for is fixed: no merging, splitting or undoing any more.
-- How ratings of several are counted as one stands at the top of rating.

create table app.merge_act (
  id        uuid primary key default gen_random_uuid(),
  cycle_id  uuid not null references app.cycle (id) on delete cascade,
  kind      text not null,
  into_id   uuid not null references app.answer (id) on delete cascade,
  reason    text,
  act_by    uuid not null references app.participant (id) on delete restrict,
  at        timestamptz not null default clock_timestamp(),
  undone_by uuid references app.participant (id) on delete restrict,
  undone_at timestamptz,
  constraint merge_act_kind_is_known check (kind in ('merge', 'split')),
  constraint merge_act_reason_is_short check (char_length(reason) between 1 and 1000),
  constraint merge_act_is_undone_by_somebody check ((undone_by is null) = (undone_at is null))
);
create index merge_act_cycle_id_idx on app.merge_act (cycle_id, at desc);
create index merge_act_into_id_idx on app.merge_act (into_id);
create index merge_act_act_by_idx on app.merge_act (act_by);
create index merge_act_undone_by_idx on app.merge_act (undone_by);

create table app.merge_step (
  act_id        uuid not null references app.merge_act (id) on delete cascade,
  position      int  not null,
  answer_id     uuid not null references app.answer (id) on delete cascade,
  before_into   uuid references app.answer (id) on delete cascade,
  before_status text not null,
  after_into    uuid references app.answer (id) on delete cascade,
  after_status  text not null,
  constraint merge_step_in_its_order primary key (act_id, position),
  constraint merge_step_once_per_answer unique (act_id, answer_id)
);
create index merge_step_answer_id_idx on app.merge_step (answer_id);
create index merge_step_before_into_idx on app.merge_step (before_into);
create index merge_step_after_into_idx on app.merge_step (after_into);
comment on table app.merge_step is 'What an act did to each answer: where it was merged into and its status, before and after. Undoing goes through them backwards.';

create table app.dissimilar (
  one_id       uuid not null references app.answer (id) on delete cascade,
  other_id     uuid not null references app.answer (id) on delete cascade,
  dismissed_by uuid not null references app.participant (id) on delete restrict,
  dismissed_at timestamptz not null default clock_timestamp(),
  constraint dissimilar_once_per_pair primary key (one_id, other_id),
  constraint dissimilar_in_one_order check (one_id < other_id)
);
create index dissimilar_other_id_idx on app.dissimilar (other_id);
create index dissimilar_dismissed_by_idx on app.dissimilar (dismissed_by);
comment on table app.dissimilar is 'Two answers that look alike and are not ("bukan serupa"): they are not suggested together again.';

alter table app.merge_act enable row level security;
alter table app.merge_step enable row level security;
alter table app.dissimilar enable row level security;
create policy merge_act_select_diskominfo on app.merge_act for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
create policy merge_step_select_diskominfo on app.merge_step for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
create policy dissimilar_select_diskominfo on app.dissimilar for select to authenticated
  using ((select private.role_name()) = 'diskominfo');
grant select on app.merge_act, app.merge_step, app.dissimilar to authenticated;
-- No insert, update or delete for anyone: merge_answers, split_answer, undo_merge and dismiss_similar are the only doors.

-- ── what holds whoever writes ───────────────────────────────────────────────────────────────────────────────
create function private.keep_merged_together()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  if new.status not in ('dikirim', 'diterima', 'digabung') and exists (select from app.merge where into_id = new.id) then
    perform private.refuse('PT409', 'holds_merged', new.number::text);
  elsif (new.status = 'digabung') <> exists (select from app.merge where answer_id = new.id)
        or (new.is_wording and new.status not in ('diterima', 'digabung', 'ditarik')) then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  return new;
end $$;
comment on function private.keep_merged_together is 'digabung and a row of app.merge come and go together; what stands for others stays. Whoever changes a status meets it. Raises holds_merged, wrong_state.';
create trigger answer_stays_merged before update of status on app.answer
  for each row when (old.status is distinct from new.status) execute function private.keep_merged_together();

-- ── where an answer stands ──────────────────────────────────────────────────────────────────────────────────
create function private.with_roots(p_ids uuid[])
  returns uuid[] language sql stable security definer set search_path = ''
as $$
  with recursive up (id) as (
    select unnest(p_ids) union select merge.into_id from up join app.merge on merge.answer_id = up.id)
  select coalesce(array_agg(id), '{}') from up where id is not null
$$;
comment on function private.with_roots is 'These answers and whatever they are merged into, step by step.';

create function private.hold_merging(p_ids uuid[])
  returns uuid[] language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_held uuid[] := private.with_roots(p_ids);
begin
  perform from app.answer where id = any (v_held) order by id for no key update;
  perform private.bump_feed(cycle_id) from app.answer where id = any (v_held) group by cycle_id;
  -- From here on nobody else merges in this year; whoever did while this one waited may have led it elsewhere.
  if not private.with_roots(p_ids) <@ v_held then
    perform private.refuse('PT409', 'wrong_state', 'merge');
  end if;
  return v_held;
end $$;
comment on function private.hold_merging is 'Locks answers and what they are merged into, then the year. Raises wrong_state. No grant.';

create function private.require_unvoted(p_ids uuid[])
  returns void language plpgsql stable security definer set search_path = ''
as $$
begin
  if exists (select from app.round_option where answer_id = any (p_ids)) then
    perform private.refuse('PT409', 'voting_opened',
      (select min(answer.number)::text from app.round_option join app.answer on answer.id = answer_id where answer_id = any (p_ids)));
  end if;
end $$;
comment on function private.require_unvoted is 'What is or was voted on stays as it was put to the vote. Raises voting_opened (detail: the number). No grant.';

create function private.place_answer(p_answer_id uuid, p_into_id uuid, p_status text)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  if p_into_id is null then
    delete from app.merge where answer_id = p_answer_id;
  else
    insert into app.merge (answer_id, into_id, root_id, unit_id)
    select id, p_into_id, p_into_id, case when not is_wording then unit_id end from app.answer where id = p_answer_id
    on conflict (answer_id) do update set into_id = excluded.into_id, root_id = excluded.root_id;
  end if;
  update app.answer set status = p_status where id = p_answer_id and status <> p_status;
end $$;
comment on function private.place_answer is 'One step: into another answer (null: into none), with this status. Nothing else of it changes, not even when it was last written. No grant.';

create function private.take_step(p_act_id uuid, p_answer_id uuid, p_into_id uuid, p_status text)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into app.merge_step (act_id, position, answer_id, before_into, before_status, after_into, after_status)
  select p_act_id, (select count(*) from app.merge_step where act_id = p_act_id), answer.id, merge.into_id, answer.status, p_into_id, p_status
    from app.answer left join app.merge on merge.answer_id = answer.id where answer.id = p_answer_id;
  perform private.place_answer(p_answer_id, p_into_id, p_status);
end $$;
comment on function private.take_step is 'Places an answer and keeps how it stood before. No grant.';

create function private.settle_merging(p_ids uuid[])
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  with recursive below as (
    select answer_id from app.merge where answer_id = any (p_ids) or into_id = any (p_ids)
    union select merge.answer_id from app.merge join below on merge.into_id = below.answer_id),
  climb as (
    select below.answer_id, merge.into_id as at from below join app.merge on merge.answer_id = below.answer_id
    union all select climb.answer_id, merge.into_id from climb join app.merge on merge.answer_id = climb.at)
  update app.merge set root_id = climb.at
    from climb
   where merge.answer_id = climb.answer_id and merge.root_id <> climb.at
     and not exists (select from app.merge as further where further.answer_id = climb.at);
  perform private.score_answer(answer) from app.answer where id = any (p_ids);
end $$;
comment on function private.settle_merging is 'After the steps: who stands for whom now, and everybody''s numbers anew. No grant.';

create function private.tell_merging(p_ids uuid[], p_kind text, p_detail jsonb)
  returns void language sql volatile security definer set search_path = ''
as $$
  with recursive below as (
    select unnest(p_ids) as id union select merge.answer_id from app.merge join below on merge.into_id = below.id)
  select private.tell_unit(answer.unit_id, answer.cycle_id, p_kind, answer.id, p_detail)
    from below join app.answer on answer.id = below.id where not answer.is_wording
$$;
comment on function private.tell_merging is 'Tells the units of these answers and of what is merged into them. No grant.';

-- ── merging ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.require_mergeable(p_ids uuid[])
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
  v_first  app.answer;
begin
  for v_answer in select * from app.answer where id = any (p_ids) order by id loop
    v_first := coalesce(v_first, v_answer);
    if not private.may(v_answer, 'read') then
      perform private.refuse('PT404', 'not_found', 'answer_ids');
    elsif v_answer.sheet not in ('problem', 'solution') or v_answer.sheet <> v_first.sheet or v_answer.cycle_id <> v_first.cycle_id then
      perform private.refuse('PT422', 'field_invalid', 'answer_ids');
    elsif v_answer.status not in ('dikirim', 'diterima') then
      perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
    end if;
  end loop;
  if (select count(*) from app.answer where id = any (p_ids)) <> cardinality(p_ids) then
    perform private.refuse('PT404', 'not_found', 'answer_ids');
  end if;
  perform private.require_open_cycle(v_first.cycle_id);
  return v_first;
end $$;
comment on function private.require_mergeable is 'Locked answers of one sheet and year that may be merged; returns one of them. Raises not_found, field_invalid, wrong_state (detail: the number), cycle_archived. No grant.';

create function private.require_pillar(p_ids uuid[], p_pillar_code text)
  returns text language plpgsql stable security definer set search_path = ''
as $$
declare
  v_pillars text[] := array(select distinct pillar_code from app.answer where id = any (p_ids));
begin
  if (p_pillar_code is null and cardinality(v_pillars) > 1) or (p_pillar_code is not null and not p_pillar_code = any (v_pillars)) then
    perform private.refuse('PT422', 'field_invalid', 'pillar_code');
  end if;
  return coalesce(p_pillar_code, v_pillars[1]);
end $$;
comment on function private.require_pillar is 'The pillar these are merged in: theirs or, where they have several, the one that was chosen. Raises field_invalid. No grant.';

create function private.worded_answers(p_original app.answer, p_ids uuid[], p_pillar_code text, p_values jsonb)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  v_question app.question;
  v_sub      jsonb := (select answers -> 'sub_pillar' from app.answer
                        where id = any (p_ids) and pillar_code = p_pillar_code and answers ? 'sub_pillar'
                        order by id = p_original.id desc, number limit 1);
  -- Files and links stay with the originals and follow; what only another pillar is asked has no place here.
  v_answers  jsonb := coalesce((
    select jsonb_object_agg(said.key, said.value)
      from jsonb_each(p_original.answers) as said
      join app.question on question.cycle_id = p_original.cycle_id and question.sheet = p_original.sheet and question.key = said.key
     where question.kind not in ('file', 'problems', 'sub_pillar') and coalesce(question.pillar_code, p_pillar_code) = p_pillar_code), '{}')
    || case when v_sub is not null then jsonb_build_object('sub_pillar', v_sub) else '{}' end;
  v_field    text;
  v_value    jsonb;
  v_fault    text;
begin
  if jsonb_typeof(p_values) is distinct from 'object' or (select count(*) from jsonb_object_keys(p_values)) > 60 then
    perform private.refuse('PT422', 'field_invalid', 'wording');
  end if;
  for v_field, v_value in select key, value from jsonb_each(p_values) loop
    select * into v_question from app.question
     where cycle_id = p_original.cycle_id and sheet = p_original.sheet and key = v_field and retired_at is null
       and kind in ('short_text', 'long_text') and coalesce(pillar_code, p_pillar_code) = p_pillar_code;
    v_fault := case when found then private.value_fault(v_question, v_value, p_pillar_code, true, null) else 'not_text' end;
    if v_fault is not null then
      perform private.refuse('PT422', case v_fault when 'too_long' then 'text_too_long' else 'field_invalid' end, left(v_field, 40));
    end if;
    v_answers := case when private.is_unanswered(v_value) then v_answers - v_field
                      else v_answers || jsonb_build_object(v_field, private.masked_value(v_question, v_value, '{}')) end;
  end loop;
  if private.is_unanswered(v_answers -> 'title') then
    perform private.refuse('PT422', 'field_invalid', 'title');
  end if;
  return v_answers;
end $$;
comment on function private.worded_answers is 'What a new wording says: as the chosen original, its texts as they were edited. Raises field_invalid, text_too_long. No grant.';

create function private.create_wording(p_person app.participant, p_original app.answer, p_ids uuid[], p_pillar_code text, p_values jsonb)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer  app.answer;
  v_answers jsonb := private.worded_answers(p_original, p_ids, p_pillar_code, p_values);
  v_number  int;
begin
  insert into app.answer_number (cycle_id, sheet, last) values (p_original.cycle_id, p_original.sheet, 1)
  on conflict (cycle_id, sheet) do update set last = app.answer_number.last + 1
  returning last into v_number;
  -- It comes to be with the first step of its act: undone, it is what it was before.
  insert into app.answer (cycle_id, sheet, unit_id, pillar_code, author_id, number, status, answers, sent_at, decided_at, is_wording)
  values (p_original.cycle_id, p_original.sheet, p_person.unit_id, p_pillar_code, p_person.id, v_number, 'ditarik', v_answers,
          clock_timestamp(), clock_timestamp(), true)
  returning * into v_answer;
  insert into app.problem_location (answer_id, unit_id)
  select v_answer.id, unit_id from app.problem_location where answer_id = any (p_ids) group by unit_id;
  v_answer.status := 'diterima';
  perform private.keep_version(v_answer, p_person.id);
  return v_answer;
end $$;
comment on function private.create_wording is 'A new wording, accepted from the start, of the unit of whoever wrote it. Raises field_invalid, text_too_long. No grant.';

create function private.merge_answers(
  p_request_id uuid, p_answer_ids jsonb, p_into_id uuid, p_wording jsonb, p_pillar_code text, p_reason text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  c_most   constant int := 50;
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'merge_answers');
  v_ids    uuid[];
  v_all    uuid[];
  v_from   uuid;
  v_into   app.answer;
  v_pillar text;
  v_act_id uuid := gen_random_uuid();
  v_reason text := nullif(private.masked(private.trimmed(p_reason)), '');
begin
  if v_result is not null then
    return v_result;
  end if;
  if (p_into_id is null) = (p_wording is null) then
    perform private.refuse('PT422', 'field_invalid', 'into_id');
  elsif private.list_fault(p_answer_ids, c_most) is not null or p_answer_ids = '[]' then
    perform private.refuse('PT422', 'field_invalid', 'answer_ids');
  elsif char_length(p_reason) > 1000 then
    perform private.refuse('PT422', 'text_too_long', 'reason');
  end if;
  v_ids := private.ids(p_answer_ids, 'answer_ids');
  v_ids := array(select distinct id from unnest(v_ids) as id order by 1);
  v_from := case when p_wording is not null then (private.ids(jsonb_build_array(p_wording -> 'from'), 'wording'))[1] end;
  if p_into_id = any (v_ids) or (p_wording is not null and (cardinality(v_ids) < 2 or v_from is null or not v_from = any (v_ids))) then
    perform private.refuse('PT422', 'field_invalid', 'answer_ids');
  elsif p_wording is not null and v_person.unit_id is null then
    perform private.refuse('PT403', 'not_allowed', 'unit_id');
  end if;
  v_all := array_remove(v_ids || p_into_id, null);
  perform private.hold_merging(v_all);
  perform private.require_mergeable(v_all);
  perform private.require_unvoted(v_all);
  v_pillar := private.require_pillar(v_all, p_pillar_code);
  select * into v_into from app.answer where id = coalesce(p_into_id, v_from);
  if p_into_id is not null and v_pillar <> v_into.pillar_code then -- another pillar is a decision of its own
    perform private.refuse('PT422', 'field_invalid', 'pillar_code');
  end if;
  if p_wording is not null then
    v_into := private.create_wording(v_person, v_into, v_ids, v_pillar, p_wording -> 'values');
  end if;
  insert into app.merge_act (id, cycle_id, kind, into_id, reason, act_by)
  values (v_act_id, v_into.cycle_id, 'merge', v_into.id, v_reason, v_person.id);
  if p_wording is not null then
    perform private.take_step(v_act_id, v_into.id, null, 'diterima');
  end if;
  perform private.take_step(v_act_id, id, v_into.id, 'digabung') from unnest(v_ids) as id;
  perform private.settle_merging(v_all || v_into.id);
  perform private.tell_merging(v_ids, 'merged', jsonb_build_object('into', v_into.id, 'number', v_into.number, 'sheet', v_into.sheet));
  perform private.log_event(v_person.id, 'answers_merged', 'answer', v_into.id::text, jsonb_build_object('act', v_act_id, 'answers', cardinality(v_ids)));
  return private.remembered(v_person.id, p_request_id,
    jsonb_build_object('act_id', v_act_id, 'into_id', v_into.id, 'number', v_into.number));
end $$;
comment on function private.merge_answers is 'Merges sent or accepted answers into another (p_into_id), or into a new wording (p_wording: {from: one of them, values: {key: text}}). Across pillars the pillar is said; into another answer it is that one''s. Raises not_found, field_invalid, text_too_long, not_allowed (a wording needs a unit), wrong_state (detail: the number), voting_opened, cycle_archived.';

-- ── splitting and undoing ───────────────────────────────────────────────────────────────────────────────────
create function private.status_before_merging(p_answer_id uuid)
  returns text language sql stable security definer set search_path = ''
as $$
  select before_status
    from app.merge_step join app.merge_act on merge_act.id = merge_step.act_id
   where merge_step.answer_id = p_answer_id and undone_at is null and before_status <> 'digabung' and after_status = 'digabung'
   order by merge_act.at desc limit 1
$$;

create function private.split_answer(p_request_id uuid, p_answer_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'split_answer');
  v_act_id uuid := gen_random_uuid();
  v_held   uuid[];
  v_answer app.answer;
  v_into   uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_held := private.hold_merging(array[p_answer_id]);
  select * into v_answer from app.answer where id = p_answer_id;
  select into_id into v_into from app.merge where answer_id = p_answer_id;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_into is null then
    perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  perform private.require_unvoted(v_held);
  insert into app.merge_act (id, cycle_id, kind, into_id, act_by) values (v_act_id, v_answer.cycle_id, 'split', v_into, v_person.id);
  perform private.take_step(v_act_id, p_answer_id, null, private.status_before_merging(p_answer_id));
  -- A wording that stands for nobody any more says nothing; it may itself have been all that another one stood for.
  while exists (select from app.answer where id = v_into and is_wording)
        and not exists (select from app.merge where into_id = v_into) loop
    perform private.take_step(v_act_id, v_into, null, 'ditarik');
    select before_into into v_into from app.merge_step where act_id = v_act_id and answer_id = v_into;
  end loop;
  perform private.settle_merging(v_held);
  perform private.tell_merging(array[p_answer_id], 'split', '{}');
  perform private.log_event(v_person.id, 'answer_split', 'answer', p_answer_id::text, jsonb_build_object('act', v_act_id));
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('act_id', v_act_id));
end $$;
comment on function private.split_answer is 'Takes one answer out again, with what was merged into it; it is what it was before. Raises not_found, wrong_state, voting_opened, cycle_archived.';

create function private.merge_undo_fault(p_act app.merge_act)
  returns text language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_act.undone_at is not null
     or exists (select from app.merge_step as step join app.answer on answer.id = step.answer_id
                  left join app.merge on merge.answer_id = step.answer_id
                 where step.act_id = p_act.id and (merge.into_id is distinct from step.after_into or answer.status <> step.after_status))
     -- What it goes back into must still be able to stand for it, and not have become part of it meanwhile.
     or exists (select from app.merge_step as step join app.answer as back on back.id = step.before_into
                 where step.act_id = p_act.id
                   and ((back.status not in ('dikirim', 'diterima', 'digabung')
                         and not exists (select from app.merge_step as own where own.act_id = p_act.id and own.answer_id = back.id))
                        or step.answer_id = any (private.with_roots(array[back.id])))) then
    return 'wrong_state';
  elsif exists (select from app.merge_step as step join app.merge on merge.into_id = step.answer_id
                 where step.act_id = p_act.id and step.before_status = 'ditarik'
                   and not exists (select from app.merge_step as own where own.act_id = p_act.id and own.answer_id = merge.answer_id)) then
    return 'holds_merged'; -- others have come into its wording since
  elsif exists (select from app.round_option
                 where answer_id = any (private.with_roots(array(
                   select unnest(array[step.answer_id, step.before_into, step.after_into]) from app.merge_step as step where step.act_id = p_act.id)))) then
    return 'voting_opened';
  end if;
  return null;
end $$;
comment on function private.merge_undo_fault is 'Why an act can no longer be undone, or null.';

create function private.undo_merge(p_request_id uuid, p_act_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'undo_merge');
  v_act    app.merge_act;
  v_step   app.merge_step;
  v_held   uuid[];
begin
  if v_result is not null then
    return v_result;
  end if;
  v_held := private.hold_merging(array_remove(array(
    select distinct unnest(array[answer_id, before_into, after_into]) from app.merge_step where act_id = p_act_id), null));
  select * into v_act from app.merge_act where id = p_act_id for update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'act_id');
  end if;
  perform private.require_open_cycle(v_act.cycle_id);
  if private.merge_undo_fault(v_act) is not null then
    perform private.refuse('PT409', private.merge_undo_fault(v_act), 'act_id');
  end if;
  for v_step in select * from app.merge_step where act_id = p_act_id order by position desc loop
    perform private.place_answer(v_step.answer_id, v_step.before_into, v_step.before_status);
  end loop;
  update app.merge_act set undone_by = v_person.id, undone_at = clock_timestamp() where id = p_act_id;
  perform private.settle_merging(v_held);
  perform private.tell_merging(array(select answer_id from app.merge_step where act_id = p_act_id), 'undone', '{}');
  perform private.log_event(v_person.id, 'merging_undone', 'answer', v_act.into_id::text, jsonb_build_object('act', p_act_id));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.undo_merge is 'Takes a merge or a split back, if everything still stands as it left it and no vote on it was opened. Raises not_found, wrong_state, holds_merged, voting_opened, cycle_archived.';

create function private.dismiss_similar(p_request_id uuid, p_answer_ids jsonb, p_is_dismissed boolean)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  c_most   constant int := 20;
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'dismiss_similar');
  v_ids    uuid[];
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_is_dismissed is null or private.list_fault(p_answer_ids, c_most) is not null then
    perform private.refuse('PT422', 'field_invalid', 'answer_ids');
  end if;
  v_ids := private.ids(p_answer_ids, 'answer_ids');
  if exists (select from unnest(v_ids) as id where not private.is_readable(id)) then
    perform private.refuse('PT404', 'not_found', 'answer_ids');
  end if;
  if p_is_dismissed then
    insert into app.dissimilar (one_id, other_id, dismissed_by)
    select distinct one, other, v_person.id from unnest(v_ids) as one, unnest(v_ids) as other where one < other
    on conflict do nothing;
  else
    delete from app.dissimilar where one_id = any (v_ids) and other_id = any (v_ids);
  end if;
  perform private.log_event(v_person.id, case when p_is_dismissed then 'similar_dismissed' else 'similar_recalled' end, 'answer', null,
    jsonb_build_object('answers', cardinality(v_ids)));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.dismiss_similar is 'Says of answers that no two of them are the same, or takes that back. Raises field_invalid, not_found.';

-- ── what the screens show ───────────────────────────────────────────────────────────────────────────────────
create function private.merging_steps(p_answer app.answer)
  returns table (status text, at timestamptz, reason text, act_by uuid) language sql stable security definer set search_path = ''
as $$
  select step.after_status, act.at, null::text, act.act_by
    from app.merge_step as step join app.merge_act as act on act.id = step.act_id
   where step.answer_id = p_answer.id and not p_answer.is_wording and (select private.is_readable(p_answer.id))
  union all
  select step.before_status, act.undone_at, null, act.undone_by
    from app.merge_step as step join app.merge_act as act on act.id = step.act_id
   where step.answer_id = p_answer.id and not p_answer.is_wording and act.undone_at is not null and (select private.is_readable(p_answer.id))
$$;
comment on function private.merging_steps is 'When an answer was merged, split off and put back: part of its history. Definer: the acts are Diskominfo''s.';

create function private.merged_part(p_merge app.merge)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('reason', act.reason, 'at', act.at, 'by', private.person_name(act.act_by))
    from app.merge_step as step join app.merge_act as act on act.id = step.act_id
   where step.answer_id = p_merge.answer_id and step.after_into = p_merge.into_id and act.kind = 'merge' and act.undone_at is null
   order by act.at desc limit 1
$$;

create function private.merging_of(p_answer app.answer)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'into', (select private.merged_part(merge) || jsonb_build_object('answer', private.answer_row(root))
               from app.merge join app.answer as root on root.id = merge.root_id where merge.answer_id = p_answer.id),
    'originals', (select coalesce(jsonb_agg(listed.part order by listed.number), '[]') from (
        select original.number, private.merged_part(merge) || jsonb_build_object('answer', private.answer_row(original),
                 'comments', (select count(*) from app.comment where answer_id = original.id and removed_at is null),
                 'files', (select count(*) from app.evidence where answer_id = original.id and removed_at is null)) as part
          from app.merge join app.answer as original on original.id = merge.answer_id
         where merge.root_id = p_answer.id or merge.into_id = p_answer.id
         order by original.number limit 50) as listed))
$$;
comment on function private.merging_of is 'What an answer was merged into, and what was merged into it, as the caller may see them.';

create function private.merge_acts(p_cycle_id uuid, p_sheet text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', act.id, 'kind', act.kind, 'at', act.at, 'by', private.person_name(act.act_by),
           'reason', act.reason, 'into', jsonb_build_object('id', target.id, 'number', target.number, 'title', target.title, 'sheet', target.sheet),
           'answers', (select jsonb_agg(answer.number order by answer.number) from app.merge_step as step join app.answer on answer.id = step.answer_id
                        where step.act_id = act.id and not (answer.is_wording and 'ditarik' in (step.before_status, step.after_status))),
           'undone_at', act.undone_at, 'undone_by', private.person_name(act.undone_by),
           'may_undo', private.merge_undo_fault(act) is null) order by act.at desc), '[]')
    from (select act.* from app.merge_act as act join app.answer as into_answer on into_answer.id = act.into_id
           where act.cycle_id = p_cycle_id and into_answer.sheet = p_sheet and (select private.role_name()) = 'diskominfo'
           order by act.at desc limit 10) as newest
    join app.merge_act as act on act.id = newest.id
    join app.answer as target on target.id = act.into_id
$$;
comment on function private.merge_acts is 'The ten last acts, for Diskominfo. Definer: reads what the acts touched, whatever became of it.';

create function api.merge_screen(p_cycle_id uuid, p_sheet text, p_pillar_code text)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  c_most  constant int := 500;
  v_cycle app.cycle;
begin
  perform private.require_person(array['diskominfo']);
  v_cycle := private.cycle(p_cycle_id);
  if p_sheet is null or p_sheet not in ('problem', 'solution') then
    perform private.refuse('PT422', 'field_invalid', 'sheet');
  end if;
  return (
    with listed as materialized (
      select answer.id, answer.number, answer.title, answer.unit_id from app.answer
       where cycle_id = v_cycle.id and sheet = p_sheet and status in ('dikirim', 'diterima')
         and (p_pillar_code is null or pillar_code = p_pillar_code)
       order by number desc limit c_most)
    select jsonb_build_object(
      'cycle', private.cycle_row(v_cycle),
      'is_cut', (select count(*) = c_most from listed),
      'titles', (select coalesce(jsonb_agg(jsonb_build_array(listed.id, number, coalesce(title, ''), unit.short_name) order by number), '[]')
                   from listed join app.unit on unit.id = listed.unit_id),
      'apart', (select coalesce(jsonb_agg(jsonb_build_array(one.number, other.number)), '[]')
                  from app.dissimilar join listed as one on one.id = one_id join listed as other on other.id = other_id),
      'synonyms', (select coalesce(jsonb_object_agg(word, meaning), '{}') from app.synonym),
      'acts', private.merge_acts(v_cycle.id, p_sheet)));
end $$;
comment on function api.merge_screen is 'The newest 500 answers that could be merged, as [id, number, title, unit], which of them are known to differ, and the last acts. Raises not_allowed, field_invalid.';

create function api.merge_group(p_answer_ids jsonb)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  c_most constant int := 12;
  v_ids  uuid[];
begin
  perform private.require_person(array['diskominfo']);
  if private.list_fault(p_answer_ids, c_most) is not null then
    perform private.refuse('PT422', 'field_invalid', 'answer_ids');
  end if;
  v_ids := private.ids(p_answer_ids, 'answer_ids');
  return (
    select coalesce(jsonb_agg(private.answer_row(answer) || jsonb_build_object(
             'values', private.shown_values(answer),
             'comments', (select count(*) from app.comment where answer_id = answer.id and removed_at is null),
             'files', (select count(*) from app.evidence where answer_id = answer.id and removed_at is null),
             'linked', cardinality(private.linked(answer)),
             'parts', (select count(*) from app.merge where root_id = answer.id),
             'is_voted_on', exists (select from app.round_option where answer_id = answer.id)) order by answer.number), '[]')
      from app.answer where id = any (v_ids) and sheet in ('problem', 'solution') and number is not null);
end $$;
comment on function api.merge_group is 'Up to twelve answers side by side with all they say. Raises not_allowed, field_invalid.';

create function api.merge_answers(p_request_id uuid, p_answer_ids jsonb, p_into_id uuid, p_wording jsonb, p_pillar_code text, p_reason text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.merge_answers(p_request_id, p_answer_ids, p_into_id, p_wording, p_pillar_code, p_reason) $$;
create function api.split_answer(p_request_id uuid, p_answer_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.split_answer(p_request_id, p_answer_id) $$;
create function api.undo_merge(p_request_id uuid, p_act_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.undo_merge(p_request_id, p_act_id) $$;
create function api.dismiss_similar(p_request_id uuid, p_answer_ids jsonb, p_is_dismissed boolean)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.dismiss_similar(p_request_id, p_answer_ids, p_is_dismissed) $$;

grant execute on function
  private.merging_steps(app.answer), private.merged_part(app.merge), private.merging_of(app.answer), private.merge_acts(uuid, text),
  private.merge_answers(uuid, jsonb, uuid, jsonb, text, text), private.split_answer(uuid, uuid), private.undo_merge(uuid, uuid),
  private.dismiss_similar(uuid, jsonb, boolean), private.list_fault(jsonb, int), private.ids(jsonb, text),
  api.merge_screen(uuid, text, text), api.merge_group(jsonb), api.merge_answers(uuid, jsonb, uuid, jsonb, text, text),
  api.split_answer(uuid, uuid), api.undo_merge(uuid, uuid), api.dismiss_similar(uuid, jsonb, boolean)
  to authenticated;
