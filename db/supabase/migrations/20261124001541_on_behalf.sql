-- On behalf: a unit that can do nothing online fills in paper, and Diskominfo types it in. Such an answer is its unit's from the first field,
-- says everywhere who typed it, carries a photo of the paper, and waits until somebody of the unit stands behind it: by saying so, or by
-- changing it. From then on it is like every other, and Diskominfo no longer writes it.

create function private.taken_over(p_answer app.answer)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
begin
  if p_answer.on_behalf_by is null or p_answer.on_behalf_confirmed_by is not null
     or p_answer.unit_id is distinct from (select private.unit_id()) then
    return p_answer;
  end if;
  update app.answer set on_behalf_confirmed_by = (select private.participant_id()), on_behalf_confirmed_at = clock_timestamp()
   where id = p_answer.id returning * into p_answer;
  perform private.log_event(p_answer.on_behalf_confirmed_by, 'on_behalf_confirmed', 'answer', p_answer.id::text);
  return p_answer;
end $$;
comment on function private.taken_over is 'The locked answer, which is from now on its unit''s own when the caller is of the unit. No grant: own_answer and confirm_answer call it.';

create function private.has_paper(p_answer_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$ select exists (select from app.evidence where answer_id = p_answer_id and removed_at is null) $$;

create function private.require_paper(p_answer app.answer)
  returns void language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_answer.on_behalf_by is not null and p_answer.on_behalf_confirmed_by is null and not private.has_paper(p_answer.id) then
    perform private.refuse('PT422', 'evidence_required', 'evidence');
  end if;
end $$;
comment on function private.require_paper is 'What is sent on a unit''s behalf shows the unit''s paper. Raises evidence_required. No grant: send_answer calls it.';

create function private.create_draft_for_unit(p_request_id uuid, p_unit_id uuid, p_cycle_id uuid, p_sheet text, p_pillar_code text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'create_draft_for_unit');
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_unit_id = v_person.unit_id then -- her own unit needs nobody in between
    perform private.refuse('PT403', 'not_allowed', 'unit_id');
  elsif not exists (select from app.unit where id = p_unit_id and (active_to is null or active_to >= current_date)) then
    perform private.refuse('PT422', 'field_invalid', 'unit_id');
  end if;
  return private.remembered(v_person.id, p_request_id,
    private.begin_draft(v_person, p_unit_id, p_cycle_id, p_sheet, p_pillar_code));
end $$;
comment on function private.create_draft_for_unit is 'Begins an answer on a unit''s behalf. Raises not_allowed, cycle_archived, window_closed, field_invalid.';

create function private.confirm_answer(p_request_id uuid, p_answer_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['peserta']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'confirm_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_answer from app.answer where id = p_answer_id and unit_id = v_person.unit_id for no key update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_answer.on_behalf_by is null or v_answer.status in ('draf', 'ditarik') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id); -- but not the window: paper is slow, and nothing is changed
  v_answer := private.taken_over(v_answer);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('confirmed_at', v_answer.on_behalf_confirmed_at));
end $$;
comment on function private.confirm_answer is 'An officer of the unit stands behind what was sent on its behalf; a second time changes nothing. Raises not_allowed, not_found, wrong_state, cycle_archived.';

create function private.on_behalf(p_answer app.answer, p_person app.participant)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select case when p_answer.on_behalf_by is not null then jsonb_build_object(
    'by', private.person_name(p_answer.on_behalf_by), 'confirmed_by', private.person_name(p_answer.on_behalf_confirmed_by),
    'confirmed_at', p_answer.on_behalf_confirmed_at,
    'may_confirm', p_answer.on_behalf_confirmed_by is null and p_answer.status not in ('draf', 'ditarik')
                   and p_person.role = 'peserta' and p_answer.unit_id = p_person.unit_id) end
$$;
comment on function private.on_behalf is 'Who typed an answer for its unit and who stands behind it since; null for all others. Callers pass only rows they were allowed to read.';

create function api.on_behalf_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_cycle  app.cycle := private.cycle(p_cycle_id);
begin
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'windows', private.windows(v_cycle.id),
    'stages', jsonb_build_object('problem', private.stage_of(v_cycle.id, 'problem'), 'solution', private.stage_of(v_cycle.id, 'solution')),
    'answers', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.updated_at desc), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and on_behalf_by is not null
         order by updated_at desc limit 100) as answer));
end $$;
comment on function api.on_behalf_screen is 'What was begun on behalf of units, newest first. Raises not_allowed.';

create function api.create_draft_for_unit(p_request_id uuid, p_unit_id uuid, p_cycle_id uuid, p_sheet text, p_pillar_code text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.create_draft_for_unit(p_request_id, p_unit_id, p_cycle_id, p_sheet, p_pillar_code) $$;
create function api.confirm_answer(p_request_id uuid, p_answer_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.confirm_answer(p_request_id, p_answer_id) $$;

grant execute on function
  private.acts_for(app.answer), private.on_behalf(app.answer, app.participant),
  private.create_draft_for_unit(uuid, uuid, uuid, text, text), private.confirm_answer(uuid, uuid),
  api.on_behalf_screen(uuid), api.create_draft_for_unit(uuid, uuid, uuid, text, text), api.confirm_answer(uuid, uuid)
  to authenticated;
