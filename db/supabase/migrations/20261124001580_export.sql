-- Export: what was sent, for further work outside (Satu Data): by unit and code, never with the names of authors.

create function private.export_answers(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_after int)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_again  jsonb := private.repeated(v_person.id, p_request_id, 'export_answers');
  v_cycle  app.cycle := private.cycle(p_cycle_id);
  v_rows   jsonb;
begin
  if not exists (select from app.sheet where cycle_id = v_cycle.id and code = p_sheet) then
    perform private.refuse('PT422', 'field_invalid', 'sheet');
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('number', answer.number, 'unit_code', unit.code, 'unit_name', unit.name, 'unit_kind', unit.kind,
           'pillar_code', coalesce(answer.pillar_code, ''), 'status', answer.status, 'sent_at', answer.sent_at,
           'on_behalf', case when answer.on_behalf_by is not null then case when answer.on_behalf_confirmed_by is null then 'waiting' else 'confirmed' end end,
           'is_wording', answer.is_wording,
           'merged_into', (select root.number from app.merge join app.answer as root on root.id = merge.root_id where merge.answer_id = answer.id),
           'values', private.shown_values(answer),
           'problems', (select coalesce(jsonb_object_agg(problem.id, problem.number), '{}')
                          from app.answers_problem join app.answer as problem on problem.id = answers_problem.problem_id
                         where answers_problem.solution_id = answer.id and problem.number is not null)) order by answer.number), '[]')
    into v_rows
    from (select * from app.answer as sent
           where sent.cycle_id = v_cycle.id and sent.sheet = p_sheet and sent.number > coalesce(p_after, 0)
             and sent.status in ('dikirim', 'dikembalikan', 'diterima', 'digabung', 'ditolak') and private.may(sent, 'read')
           order by sent.number limit 500) as listed
    join app.answer on answer.id = listed.id
    join app.unit on unit.id = answer.unit_id;
  if v_again is null then
    perform private.log_event(v_person.id, 'answers_exported', 'cycle', v_cycle.id::text,
      jsonb_build_object('sheet', p_sheet, 'rows', jsonb_array_length(v_rows)));
    perform private.remembered(v_person.id, p_request_id, 'true'); -- that it was fetched, not what
  end if;
  return jsonb_build_object('cycle', private.cycle_row(v_cycle), 'rows', v_rows);
end $$;
comment on function private.export_answers is 'The 500 sent answers of a sheet with numbers above p_after, as the caller may read them, without who wrote them. Each call is in the event log. Definer: the log is nobody''s to write. Raises not_allowed, not_found, field_invalid.';

create function api.export_answers(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_after int)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.export_answers(p_request_id, p_cycle_id, p_sheet, p_after) $$;

grant execute on function private.export_answers(uuid, uuid, text, int), api.export_answers(uuid, uuid, text, int) to authenticated;
