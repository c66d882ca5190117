-- Review: who reviews, moving an answer to another pillar, taking an act back, the queue, and one answer with everything about it.
-- Accepting, returning and declining stand in 0900_curation. Every act names the revision it was based on: nobody overwrites another.

create table app.review_look (
  participant_id uuid primary key references app.participant (id) on delete cascade,
  answer_id      uuid not null references app.answer (id) on delete cascade,
  at             timestamptz not null default clock_timestamp()
);
create index review_look_answer_id_idx on app.review_look (answer_id, at);
comment on table app.review_look is 'Which answer each reviewer has before her, so that a second one is told.';
alter table app.review_look enable row level security;
create policy review_look_nobody on app.review_look for all to authenticated using (false) with check (false);
-- No grant: look_at writes it, lookers reads it.

-- ── who reviews ─────────────────────────────────────────────────────────────────────────────────────────────
create function private.require_reviewer()
  returns app.participant language sql stable security definer set search_path = ''
as $$ select private.require_person(array['diskominfo']) $$;
comment on function private.require_reviewer is 'The caller, who reviews something. Raises not_allowed.';

create function private.may_review(p_answer app.answer)
  returns boolean language sql stable security definer set search_path = ''
as $$ select private.role_name() = 'diskominfo' $$;
comment on function private.may_review is 'Whether the caller reviews this answer.';

create function private.has_final_say(p_answer app.answer)
  returns boolean language sql stable security definer set search_path = ''
as $$ select private.may_review(p_answer) $$;
comment on function private.has_final_say is 'Whether the caller accepts and declines this answer; whoever only reviews it returns, moves and refers.';

create function private.may_act(p_answer app.answer, p_decision text)
  returns boolean language sql stable security definer set search_path = ''
as $$ select private.may_review(p_answer) and (p_decision not in ('diterima', 'ditolak') or private.has_final_say(p_answer)) $$;
comment on function private.may_act is 'Whether the caller may do this act of review (a decision of app.review) to this answer, or take it back.';

create function private.require_version(p_version int)
  returns void language plpgsql stable set search_path = ''
as $$
begin
  if p_version is null then
    perform private.refuse('PT422', 'field_invalid', 'version');
  end if;
end $$;

-- ── deciding on one ─────────────────────────────────────────────────────────────────────────────────────────
create function private.review_answer(p_request_id uuid, p_answer_id uuid, p_version int, p_decision text, p_reason text, p_fields jsonb, p_due_on date)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_reviewer();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'review_answer');
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_decision(p_decision), private.require_version(p_version);
  perform private.decide(v_person, p_answer_id, p_version, p_decision, p_reason, p_fields, p_due_on);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.review_answer is 'Accepts, returns (with reasons per field, and until when) or declines one sent answer. Raises not_allowed, not_found, answer_changed, wrong_state, reason_required, field_invalid, text_too_long, cycle_archived.';

-- ── another pillar ──────────────────────────────────────────────────────────────────────────────────────────
create function private.put_sub_pillar(p_answer app.answer, p_value jsonb, p_person_id uuid)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  if p_answer.answers -> 'sub_pillar' is not distinct from p_value then
    return;
  end if;
  insert into app.answer_field (answer_id, field, version, client_id, saved_by)
  values (p_answer.id, 'sub_pillar', 1, gen_random_uuid(), p_person_id)
  on conflict (answer_id, field) do update
     set version = app.answer_field.version + 1, client_id = excluded.client_id, saved_by = excluded.saved_by, saved_at = clock_timestamp();
  perform private.keep_change(p_answer.id, 'sub_pillar', p_answer.answers -> 'sub_pillar', p_value, p_person_id);
  update app.answer set answers = case when p_value is null then answers - 'sub_pillar' else jsonb_set(answers, '{sub_pillar}', p_value) end
   where id = p_answer.id;
end $$;
comment on function private.put_sub_pillar is 'Writes (null: clears) the sub-pillar of a locked answer as a save would, so that its history has it. No grant.';

create function private.require_sub_pillar(p_pillar_code text, p_sub_pillar text)
  returns void language plpgsql stable security definer set search_path = ''
as $$
begin
  if not exists (select from app.sub_pillar where code = p_sub_pillar and pillar_code = p_pillar_code) then
    perform private.refuse('PT422', 'field_invalid', 'sub_pillar');
  end if;
end $$;

create function private.move_answer(p_request_id uuid, p_answer_id uuid, p_version int, p_pillar_code text, p_sub_pillar text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_reviewer();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'move_answer');
  v_before app.answer;
  v_answer app.answer;
  v_detail jsonb;
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_version(p_version);
  v_before := private.reviewed(v_person, p_answer_id, p_version, 'dipindah');
  perform private.require_no_ballot(v_before);
  if v_before.status not in ('dikirim', 'diterima') then
    perform private.refuse('PT409', 'wrong_state', v_before.number::text);
  elsif v_before.pillar_code is null or v_before.pillar_code = p_pillar_code or not exists (select from app.pillar where code = p_pillar_code) then
    perform private.refuse('PT422', 'field_invalid', 'pillar_code');
  end if;
  if p_sub_pillar is not null then
    perform private.require_sub_pillar(p_pillar_code, p_sub_pillar);
  end if;
  perform private.put_sub_pillar(v_before, to_jsonb(p_sub_pillar), v_person.id);
  update app.answer set pillar_code = p_pillar_code, updated_at = clock_timestamp() where id = p_answer_id returning * into v_answer;
  insert into app.review (answer_id, reviewer_id, decision, sent_at, before, after)
  values (p_answer_id, v_person.id, 'dipindah', v_before.sent_at, private.standing(v_before), private.standing(v_answer));
  v_detail := jsonb_build_object('from', v_before.pillar_code, 'to', p_pillar_code, 'asks_sub_pillar', p_sub_pillar is null);
  perform private.log_event(v_person.id, 'answer_moved', 'answer', p_answer_id::text, v_detail);
  perform private.tell_unit(v_answer.unit_id, v_answer.cycle_id, 'moved', p_answer_id, v_detail);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.move_answer is 'Into another pillar: everything stays but the sub-pillar, which is the one given or asked again of its unit. Raises not_allowed, not_found, answer_changed, voting_opened, wrong_state, field_invalid, cycle_archived.';

create function private.choose_sub_pillar(p_request_id uuid, p_answer_id uuid, p_sub_pillar text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'choose_sub_pillar');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_answer from app.answer where id = p_answer_id for no key update;
  if v_answer.id is null or not (private.acts_for(v_answer) or (private.may(v_answer, 'read') and private.may_review(v_answer))) then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_answer.status not in ('dikirim', 'diterima') or v_answer.answers ? 'sub_pillar' then
    perform private.refuse('PT409', 'wrong_state', 'sub_pillar');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  perform private.require_sub_pillar(v_answer.pillar_code, p_sub_pillar);
  perform private.put_sub_pillar(v_answer, to_jsonb(p_sub_pillar), v_person.id);
  perform private.log_event(v_person.id, 'sub_pillar_chosen', 'answer', p_answer_id::text, jsonb_build_object('sub_pillar', p_sub_pillar));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.choose_sub_pillar is 'Answers the one question that a move opened again, also after the window closed; by its unit or a reviewer, only while it is open. Raises not_found, wrong_state, field_invalid, cycle_archived.';

-- ── taking the newest act back ──────────────────────────────────────────────────────────────────────────────
create function private.last_review(p_answer_id uuid)
  returns app.review language sql stable security definer set search_path = ''
as $$
  select * from app.review where answer_id = p_answer_id and undone_at is null order by at desc, id desc limit 1
$$;

create function private.undo_fault(p_answer app.answer, p_review app.review)
  returns text language sql stable security definer set search_path = ''
as $$
  select case
           when private.is_on_ballot(p_answer.id) then 'voting_opened'
           when p_review.decision = 'didisposisi' then null
           when private.standing(p_answer) - 'sub_pillar' <> p_review.after - 'sub_pillar' then 'answer_changed'
           when p_review.decision = 'dikembalikan' and p_answer.answers is distinct from (
                  select answers from app.answer_version where answer_id = p_answer.id and version = p_review.version) then 'answer_changed'
         end
$$;
comment on function private.undo_fault is 'Why the newest act cannot be taken back, or null: voting was opened, or its unit has gone on since (what it wrote is its own). No grant.';

create function private.undo_review(p_request_id uuid, p_answer_id uuid, p_version int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_reviewer();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'undo_review');
  v_answer app.answer;
  v_review app.review;
begin
  if v_result is not null then
    return v_result;
  end if;
  perform private.require_version(p_version);
  v_review := private.last_review(p_answer_id);
  v_answer := private.reviewed(v_person, p_answer_id, p_version, coalesce(v_review.decision, 'dipindah'));
  v_review := private.last_review(p_answer_id); -- now that nobody else acts on it
  if v_review.id is null then
    perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
  elsif private.undo_fault(v_answer, v_review) is not null then
    perform private.refuse('PT409', private.undo_fault(v_answer, v_review), v_answer.number::text);
  end if;
  perform private.restore(v_answer, v_review, v_person);
  update app.review set undone_at = clock_timestamp(), undone_by = v_person.id where id = v_review.id;
  perform private.log_event(v_person.id, 'review_undone', 'answer', p_answer_id::text, jsonb_build_object('decision', v_review.decision));
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('decision', v_review.decision));
end $$;
comment on function private.undo_review is 'Takes the newest act back: the answer stands exactly as before it. Raises not_allowed, not_found, answer_changed (also when its unit has gone on since), voting_opened, wrong_state (nothing to take back), cycle_archived.';

create function private.restore(p_answer app.answer, p_review app.review, p_person app.participant)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_detail jsonb := jsonb_build_object('decision', p_review.decision);
begin
  if p_review.decision = 'didisposisi' then
    perform private.cancel_referrals(p_review.id, p_answer, v_detail);
    return;
  elsif p_review.decision = 'dipindah' then
    perform private.put_sub_pillar(p_answer, nullif(p_review.before -> 'sub_pillar', 'null'), p_person.id);
  end if;
  update app.answer
     set status = p_review.before ->> 'status', reason = p_review.before ->> 'reason', pillar_code = p_review.before ->> 'pillar_code',
         decided_at = (p_review.before ->> 'decided_at')::timestamp at time zone 'UTC',
         due_at = (p_review.before ->> 'due_at')::timestamp at time zone 'UTC', updated_at = clock_timestamp()
   where id = p_answer.id;
  perform private.tell_unit(p_answer.unit_id, p_answer.cycle_id, 'undone', p_answer.id, v_detail);
end $$;
comment on function private.restore is 'The answer as the act found it; whoever was told of the act is told. No grant: undo_review calls it.';

-- ── what its unit reads of it ───────────────────────────────────────────────────────────────────────────────
create function private.returned(p_answer app.answer)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('reason', reason, 'fields', fields, 'due_at', due_at, 'by', private.person_name(reviewer_id), 'at', at)
    from app.review
   where p_answer.status = 'dikembalikan' and answer_id = p_answer.id and decision = 'dikembalikan' and undone_at is null
   order by at desc limit 1
$$;
comment on function private.returned is 'Why it was returned, field by field, and until when it may be mended; for its unit and Diskominfo, while it is returned.';

-- ── the queue ───────────────────────────────────────────────────────────────────────────────────────────────
create function private.days_ago(p_days int)
  returns timestamptz language sql stable security definer set search_path = ''
as $$ select (private.today() - p_days)::timestamp at time zone time_zone from app.city $$;
comment on function private.days_ago is 'The beginning of that day in the city''s zone.';

create function private.queue(p_cycle_id uuid, p_by jsonb)
  returns setof app.answer language sql stable security invoker set search_path = ''
as $$
  select answer.* from app.answer
   where cycle_id = p_cycle_id and number is not null and sheet = p_by ->> 'sheet'
     and case p_by ->> 'status'
           when 'didisposisi' then exists (select from app.referral where answer_id = answer.id and cancelled_at is null and answered_at is null)
           when 'terlambat' then exists (select from app.referral where answer_id = answer.id and cancelled_at is null and answered_at is null
                                            and due_on < (select private.today()))
           else status = p_by ->> 'status' end
     and (p_by ->> 'pillar_code' is null or pillar_code = p_by ->> 'pillar_code')
     and (p_by ->> 'sector_code' is null or private.names_sector(answer, p_by ->> 'sector_code'))
     and (p_by ->> 'unit_id' is null or unit_id::text = p_by ->> 'unit_id')
     and (p_by ->> 'age' is null
          or case p_by ->> 'age'
               when 'new' then sent_at >= (select private.days_ago(2))
               when 'older' then sent_at >= (select private.days_ago(6)) and sent_at < (select private.days_ago(2))
               when 'oldest' then sent_at < (select private.days_ago(6))
               else false end)
     and (p_by ->> 'is_mine' is distinct from 'true'
          or exists (select from app.review where review.answer_id = answer.id and reviewer_id = (select private.participant_id())))
$$;
comment on function private.queue is 'Sent answers of a sheet in one state (or: didisposisi, whose referral waits; terlambat, whose referral is overdue), of a pillar, a sector, a unit, sent 0–2, 3–6, or 7 days ago and more, on which the caller has acted before.';

create function private.hours(p_interval interval)
  returns numeric language sql immutable set search_path = ''
as $$ select round(extract(epoch from p_interval) / 3600, 1) $$;

create function private.queue_age(p_cycle_id uuid, p_by jsonb)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('waiting', count(*),
    'median_hours', private.hours(percentile_cont(0.5) within group (order by statement_timestamp() - sent_at)),
    'oldest_hours', private.hours(max(statement_timestamp() - sent_at)))
    from private.queue(p_cycle_id, case when jsonb_typeof(p_by) = 'object' then p_by || '{"status": "dikirim"}' end)
$$;

create function private.decision_time(p_cycle_id uuid, p_by jsonb)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('decided', count(*),
    'median_hours', private.hours(percentile_cont(0.5) within group (order by review.at - review.sent_at)),
    'longest_hours', private.hours(max(review.at - review.sent_at)))
    from app.review join app.answer on answer.id = review.answer_id
   where answer.cycle_id = p_cycle_id and answer.sheet = p_by ->> 'sheet' and review.undone_at is null
     and review.decision in ('diterima', 'dikembalikan', 'ditolak') and review.sent_at is not null
     and (p_by ->> 'pillar_code' is null or answer.pillar_code = p_by ->> 'pillar_code')
$$;
comment on function private.decision_time is 'How long units waited for a decision, from each sending to what was decided on it.';

create function api.review_screen(p_cycle_id uuid, p_by jsonb, p_after int)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  c_page  constant int := 50;
  v_cycle app.cycle;
begin
  perform private.require_reviewer();
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'counts', private.status_counts(v_cycle.id),
    'age', private.queue_age(v_cycle.id, p_by),
    'time', private.decision_time(v_cycle.id, p_by),
    'overdue', (select count(*) from private.queue(v_cycle.id, case when jsonb_typeof(p_by) = 'object' then p_by || '{"status": "terlambat"}' end)),
    'total', (select count(*) from private.queue(v_cycle.id, p_by)),
    'answers', (select coalesce(jsonb_agg(private.answer_row(answer) || jsonb_build_object('version', private.revision(answer.id)) order by answer.number), '[]') from (
        select * from private.queue(v_cycle.id, p_by) where number > coalesce(p_after, 0) order by number limit c_page) as answer));
end $$;
comment on function api.review_screen is 'Fifty of the queue, each with its revision, from above p_after; how many there are, how long they wait, how long decisions took, and how many referrals are overdue. Raises not_allowed, not_found.';

-- ── one of it ───────────────────────────────────────────────────────────────────────────────────────────────
create function private.look_at(p_answer_id uuid)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_reviewer();
begin
  if private.is_readable(p_answer_id) then
    insert into app.review_look (participant_id, answer_id) values (v_person.id, p_answer_id)
    on conflict (participant_id) do update set answer_id = excluded.answer_id, at = clock_timestamp();
  end if;
end $$;
comment on function private.look_at is 'Notes which answer this reviewer has before her. Raises not_allowed.';

create function private.lookers(p_answer_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', person.name, 'at', look.at) order by look.at), '[]')
    from app.review_look as look join app.participant as person on person.id = look.participant_id
   where look.answer_id = p_answer_id and look.participant_id <> (select private.participant_id())
     and look.at > statement_timestamp() - interval '10 minutes' and (select private.is_readable(p_answer_id))
$$;
comment on function private.lookers is 'Who else opened it in the last ten minutes and has opened nothing else since. Definer: nobody reads the table.';

create function private.neighbours(p_answer app.answer, p_by jsonb)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  with listed as materialized (select id, number from private.queue(p_answer.cycle_id, p_by))
  select jsonb_build_object(
    'previous_id', (select id from listed where number < p_answer.number order by number desc limit 1),
    'next_id', coalesce((select id from listed where number > p_answer.number order by number limit 1),
                        (select id from listed where number <> p_answer.number order by number limit 1)),
    'position', (select count(*) from listed where number <= p_answer.number),
    'total', (select count(*) from listed))
$$;
comment on function private.neighbours is 'Where an answer stands in the queue; after the last one comes the first.';

create function private.review_acts(p_answer_id uuid)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('decision', decision, 'reason', reason, 'fields', fields, 'due_at', due_at, 'at', at,
           'by', private.person_name(reviewer_id), 'undone_at', undone_at, 'undone_by', private.person_name(undone_by),
           'from_pillar', before ->> 'pillar_code', 'to_pillar', after ->> 'pillar_code') order by at desc, id desc), '[]')
    from (select * from app.review where answer_id = p_answer_id order by at desc, id desc limit 50) as latest
$$;

create function private.undoable(p_answer_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('decision', review.decision, 'at', review.at, 'by', private.person_name(review.reviewer_id),
                            'fault', private.undo_fault(answer, review))
    from app.answer, private.last_review(p_answer_id) as review
   where answer.id = p_answer_id and review.id is not null and private.may_act(answer, review.decision)
$$;
comment on function private.undoable is 'The newest act and, if it cannot be taken back, the word for why. Definer: whether its unit has gone on since, not what it wrote.';

create function private.sent_before(p_answer app.answer)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('values', answers, 'at', at) from app.answer_version
   where p_answer.status = 'dikirim' and answer_id = p_answer.id and status = 'dikirim'
     and version < (select max(version) from app.answer_version where answer_id = p_answer.id and status = 'dikirim')
   order by version desc limit 1
$$;
comment on function private.sent_before is 'What was sent the time before, of an answer that was sent again.';

create function api.open_review(p_answer_id uuid, p_by jsonb)
  returns jsonb language plpgsql volatile security invoker set search_path = ''
as $$
declare
  v_answer app.answer;
begin
  perform private.look_at(p_answer_id);
  select * into v_answer from app.answer where id = p_answer_id;
  return api.answer_screen(p_answer_id, null) || jsonb_build_object(
    'revision', private.revision(p_answer_id),
    'may_decide', private.has_final_say(v_answer),
    'lookers', private.lookers(p_answer_id),
    'acts', private.review_acts(p_answer_id),
    'undo', private.undoable(p_answer_id),
    'sent_before', private.sent_before(v_answer),
    'queue', private.neighbours(v_answer, p_by));
end $$;
comment on function api.open_review is 'One answer as answer_screen has it, with its acts of review, what was sent before, where it stands in the queue, and who else has it open; notes that the caller has. Volatile for that note alone: a call repeated does no harm. Raises not_allowed, not_found.';

create function api.review_answer(p_request_id uuid, p_answer_id uuid, p_version int, p_decision text, p_reason text, p_fields jsonb, p_due_on date)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.review_answer(p_request_id, p_answer_id, p_version, p_decision, p_reason, p_fields, p_due_on) $$;
create function api.move_answer(p_request_id uuid, p_answer_id uuid, p_version int, p_pillar_code text, p_sub_pillar text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.move_answer(p_request_id, p_answer_id, p_version, p_pillar_code, p_sub_pillar) $$;
create function api.choose_sub_pillar(p_request_id uuid, p_answer_id uuid, p_sub_pillar text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.choose_sub_pillar(p_request_id, p_answer_id, p_sub_pillar) $$;
create function api.undo_review(p_request_id uuid, p_answer_id uuid, p_version int)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.undo_review(p_request_id, p_answer_id, p_version) $$;

grant execute on function
  private.is_writable(app.answer), private.require_reviewer(), private.has_final_say(app.answer), private.revision(uuid), private.returned(app.answer),
  private.days_ago(int), private.queue(uuid, jsonb), private.hours(interval), private.queue_age(uuid, jsonb), private.decision_time(uuid, jsonb),
  private.look_at(uuid), private.lookers(uuid), private.neighbours(app.answer, jsonb), private.review_acts(uuid), private.undoable(uuid),
  private.sent_before(app.answer),
  private.review_answer(uuid, uuid, int, text, text, jsonb, date), private.move_answer(uuid, uuid, int, text, text),
  private.choose_sub_pillar(uuid, uuid, text), private.undo_review(uuid, uuid, int),
  api.review_screen(uuid, jsonb, int), api.open_review(uuid, jsonb),
  api.review_answer(uuid, uuid, int, text, text, jsonb, date), api.move_answer(uuid, uuid, int, text, text),
  api.choose_sub_pillar(uuid, uuid, text), api.undo_review(uuid, uuid, int)
  to authenticated;
