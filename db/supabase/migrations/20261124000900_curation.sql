-- Curation: Diskominfo accepts, returns or declines what was sent. Each decision is a row with its reason.

create table app.review (
  id          uuid primary key default gen_random_uuid(),
  answer_id   uuid not null references app.answer (id) on delete cascade,
  reviewer_id uuid not null references app.participant (id) on delete restrict,
  decision    text not null,
  reason      text,
  at          timestamptz not null default clock_timestamp(),
  constraint review_decision_is_known check (decision in ('diterima', 'dikembalikan', 'ditolak')),
  constraint review_gives_its_reason check (decision = 'diterima' or char_length(reason) > 0)
);
create index review_answer_id_idx on app.review (answer_id, at);
create index review_reviewer_id_idx on app.review (reviewer_id);
alter table app.review enable row level security;
create policy review_select_visible on app.review for select to authenticated
  using ((select private.role_name()) = 'diskominfo'
         or exists (select from app.answer where answer.id = review.answer_id and answer.unit_id = (select private.unit_id())));
grant select on app.review to authenticated;

create function private.decide(p_person app.participant, p_answer_id uuid, p_decision text, p_reason text)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
  v_word   text;
begin
  select * into v_answer from app.answer where id = p_answer_id;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_answer.status <> 'dikirim' then
    perform private.refuse('PT409', 'wrong_state', v_answer.number::text);
  elsif p_decision <> 'diterima' and coalesce(char_length(private.trimmed(p_reason)), 0) = 0 then
    perform private.refuse('PT422', 'reason_required', 'reason');
  elsif char_length(p_reason) > 1000 then
    perform private.refuse('PT422', 'text_too_long', 'reason');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  update app.answer
     set status = p_decision, decided_at = clock_timestamp(), updated_at = clock_timestamp(),
         reason = case when p_decision <> 'diterima' then private.masked(private.trimmed(p_reason)) end
   where id = p_answer_id returning * into v_answer;
  insert into app.review (answer_id, reviewer_id, decision, reason)
  values (p_answer_id, p_person.id, p_decision, v_answer.reason);
  perform private.keep_version(v_answer, p_person.id);
  v_word := case p_decision when 'diterima' then 'accepted' when 'ditolak' then 'declined' else 'returned' end;
  perform private.tell_unit(v_answer.unit_id, v_answer.cycle_id, v_word, p_answer_id);
  perform private.log_event(p_person.id, 'answer_' || v_word, 'answer', p_answer_id::text);
end $$;

create function private.decide_answers(p_request_id uuid, p_answer_ids jsonb, p_decision text, p_reason text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'decide_answers');
  v_ids    uuid[];
  v_id     uuid;
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_decision is null or p_decision not in ('diterima', 'dikembalikan', 'ditolak') then
    perform private.refuse('PT422', 'field_invalid', 'decision');
  elsif jsonb_typeof(p_answer_ids) is distinct from 'array' or jsonb_array_length(p_answer_ids) not between 1 and 500 then
    perform private.refuse('PT422', 'field_invalid', 'answer_ids');
  end if;
  v_ids := private.ids(p_answer_ids, 'answer_ids');
  -- All of them before the first is counted, always in the same order: so nobody waits for each other.
  perform from app.answer where id = any (v_ids) order by id for no key update;
  for v_id in select distinct id from unnest(v_ids) as id order by 1 loop
    perform private.decide(v_person, v_id, p_decision, p_reason);
  end loop;
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('decided', jsonb_array_length(p_answer_ids)));
end $$;
comment on function private.decide_answers is 'Accepts (diterima), returns (dikembalikan) or declines (ditolak) sent answers: all or none. Raises not_found, wrong_state (detail: the number), reason_required, field_invalid, text_too_long, cycle_archived.';
