-- Lanes: the same answers by workbook. A unit that cannot work online fills a workbook; each of its rows is written whole or not at all,
-- through the same doors as the form, so that nothing gets in this way that the form would refuse.

create function private.row_answer_id(p_unit_id uuid, p_key text)
  returns uuid language sql immutable set search_path = ''
as $$ select substr(encode(sha256(convert_to(p_unit_id::text || ':' || p_key, 'UTF8')), 'hex'), 1, 32)::uuid $$;
comment on function private.row_answer_id is 'Which answer a new row of a workbook becomes: the same each time the row is read, and never another unit''s.';

create function private.row_id(p_unit_id uuid, p_cycle_id uuid, p_row jsonb)
  returns uuid language sql stable security definer set search_path = ''
as $$
  select coalesce(
    case when p_row ->> 'answer_id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (p_row ->> 'answer_id')::uuid end,
    (select id from app.answer
      where cycle_id = p_cycle_id and sheet = p_row ->> 'sheet' and unit_id = p_unit_id and pillar_code is null),
    private.row_answer_id(p_unit_id, coalesce(p_row ->> 'key', '')))
$$;
comment on function private.row_id is 'Which answer a row means; a new row of a sheet that a unit has once means the one a colleague began meanwhile. Definer, no grant: import_answers calls it.';

create function private.row_answer(p_person app.participant, p_cycle_id uuid, p_row jsonb)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_key    text := p_row ->> 'key';
  v_id     uuid := (private.ids(jsonb_build_array(p_row -> 'answer_id'), 'answer_id'))[1];
  v_scope  text := (select scope from app.sheet where cycle_id = p_cycle_id and code = p_row ->> 'sheet');
  v_answer app.answer;
begin
  if v_id is null then
    if v_key is null or v_key !~ '^[0-9a-f]{32}$' then
      perform private.refuse('PT422', 'field_invalid', 'key');
    elsif v_scope is null then
      perform private.refuse('PT422', 'field_invalid', 'sheet');
    elsif (v_scope = 'unit') <> (p_row ->> 'pillar_code' is null)
          or (v_scope = 'answer' and not exists (select from app.pillar where code = p_row ->> 'pillar_code')) then
      perform private.refuse('PT422', 'field_invalid', 'pillar_code');
    end if;
    perform private.require_window(p_cycle_id, p_row ->> 'sheet', p_person.unit_id);
    v_id := private.row_id(p_person.unit_id, p_cycle_id, p_row);
    insert into app.answer (id, cycle_id, sheet, unit_id, pillar_code, author_id)
    values (v_id, p_cycle_id, p_row ->> 'sheet', p_person.unit_id, p_row ->> 'pillar_code', p_person.id)
    on conflict (id) do nothing;
    if found then
      perform private.log_event(p_person.id, 'draft_created', 'answer', v_id::text);
    end if;
  end if;
  v_answer := private.own_answer(v_id);
  if v_answer.cycle_id <> p_cycle_id then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_answer.status not in ('draf', 'dikembalikan') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  return v_answer;
end $$;
comment on function private.row_answer is 'The locked draft that a row writes to, begun now when the row is new. Raises not_found, window_closed, wrong_state, field_invalid. No grant: import_row calls it.';

create function private.import_row(p_person app.participant, p_cycle_id uuid, p_client_id uuid, p_row jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer  app.answer;
  v_field   jsonb;
  v_save    jsonb;
  v_code    text;
  v_about   text;
begin
  v_answer := private.row_answer(p_person, p_cycle_id, p_row);
  if jsonb_typeof(p_row -> 'fields') is distinct from 'array' or jsonb_array_length(p_row -> 'fields') not between 1 and 100 then
    perform private.refuse('PT422', 'field_invalid', 'fields');
  end if;
  for v_field in select field from jsonb_array_elements(p_row -> 'fields') as field loop
    v_save := private.save_field(v_answer.id, p_person.id, p_client_id, v_field);
    if v_save ->> 'outcome' <> 'saved' then
      perform private.refuse('PT409', 'changed_meanwhile', v_save ->> 'field');
    end if;
  end loop;
  return jsonb_build_object('outcome', 'written', 'answer_id', v_answer.id);
exception when sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT422' then
  get stacked diagnostics v_code = message_text, v_about = pg_exception_detail;
  return jsonb_build_object('outcome', 'refused', 'code', v_code, 'field', nullif(v_about, ''));
end $$;
comment on function private.import_row is 'One row of a workbook: all its fields or, when one is refused or was written by somebody else meanwhile, none.';

create function private.import_answers(p_request_id uuid, p_cycle_id uuid, p_client_id uuid, p_rows jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person  app.participant := private.require_person();
  v_result  jsonb := private.repeated(v_person.id, p_request_id, 'import_answers');
  v_cycle   app.cycle;
  v_row     record;
  v_done    jsonb := '{}';
begin
  if v_result is not null then
    return v_result;
  end if;
  if v_person.unit_id is null then
    perform private.refuse('PT403', 'not_allowed', 'unit_id');
  end if;
  v_cycle := private.require_open_cycle(p_cycle_id);
  if p_client_id is null or jsonb_typeof(p_rows) is distinct from 'array' or jsonb_array_length(p_rows) not between 1 and 400
     or exists (select from jsonb_array_elements(p_rows) as listed where jsonb_typeof(listed) <> 'object') then
    perform private.refuse('PT422', 'field_invalid', 'rows');
  end if;
  -- What other acts may hold comes first: the year's feed, which a new row holds from then on, is never held while a row waits for its
  -- answer. New rows of two workbooks can meet only within their unit, and these come one after the other.
  perform private.hold_questions();
  perform from app.unit where id = v_person.unit_id for no key update;
  perform from app.answer
   where id = any (array(
           select private.row_id(v_person.unit_id, v_cycle.id, listed)
             from jsonb_array_elements(p_rows) as listed))
     and private.acts_for(answer)
   order by id for no key update;
  -- In the order of the answers' ids: two workbooks of one unit, sent at once, do not wait for each other in a ring.
  for v_row in
    select listed.content, listed.position
      from jsonb_array_elements(p_rows) with ordinality as listed (content, position)
     order by private.row_id(v_person.unit_id, v_cycle.id, listed.content), listed.position
  loop
    v_done := jsonb_set(v_done, array[v_row.position::text], private.import_row(v_person, v_cycle.id, p_client_id, v_row.content));
  end loop;
  perform private.log_event(v_person.id, 'answers_imported', 'cycle', v_cycle.id::text,
    jsonb_build_object('rows', jsonb_array_length(p_rows)));
  return private.remembered(v_person.id, p_request_id, (
    select jsonb_build_object('rows', jsonb_agg(v_done -> position::text order by position))
      from generate_series(1, jsonb_array_length(p_rows)) as position));
end $$;
comment on function private.import_answers is 'Writes rows of a workbook into drafts of the caller''s unit; each row carries answer_id or (new) key, sheet and pillar_code (null: a sheet that a unit has once), and fields as a save carries them. p_client_id tells one person''s workbook from every other writer. Raises not_allowed, cycle_archived, field_invalid; what concerns one row is in its outcome.';

create function private.sheets_of(p_answer app.answer)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select private.answer_row(p_answer) || jsonb_build_object('values', p_answer.answers,
    'marks', (select coalesce(jsonb_object_agg(field, jsonb_build_object('version', version, 'client_id', client_id)), '{}')
                from app.answer_field where answer_id = p_answer.id))
$$;

create function api.lane_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_cycle  app.cycle := private.cycle(p_cycle_id);
begin
  if v_person.unit_id is null then
    perform private.refuse('PT403', 'not_allowed', 'unit_id');
  end if;
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'windows', private.windows(v_cycle.id),
    'stages', jsonb_build_object('problem', private.stage_of(v_cycle.id, 'problem'), 'solution', private.stage_of(v_cycle.id, 'solution')),
    'unit_id', v_person.unit_id,
    'answers', (select coalesce(jsonb_agg(private.sheets_of(answer) order by answer.created_at, answer.id), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and unit_id = v_person.unit_id
         order by (pillar_code is null) desc, updated_at desc limit 300) as answer),
    'problems', (select coalesce(jsonb_agg(private.answer_row(problem) order by (problem.unit_id = v_person.unit_id) desc, problem.number), '[]')
      from ((select * from app.answer where cycle_id = v_cycle.id and sheet = 'problem' and unit_id = v_person.unit_id
                and status in ('dikirim', 'dikembalikan', 'diterima', 'digabung') order by number limit 200)
            union
            (select * from app.answer where cycle_id = v_cycle.id and sheet = 'problem' and status = 'diterima' order by number limit 300)
            union
            (select problem.* from app.answer as problem
               join app.answers_problem on answers_problem.problem_id = problem.id
               join app.answer as solution on solution.id = answers_problem.solution_id
              where solution.cycle_id = v_cycle.id and solution.unit_id = v_person.unit_id)) as problem));
end $$;
comment on function api.lane_screen is 'What a workbook of the caller''s unit holds: its answers with the versions of their fields, and the problems that its solutions may name. Raises not_allowed (no unit).';

create function api.import_answers(p_request_id uuid, p_cycle_id uuid, p_client_id uuid, p_rows jsonb)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.import_answers(p_request_id, p_cycle_id, p_client_id, p_rows) $$;

grant execute on function
  private.sheets_of(app.answer), private.import_answers(uuid, uuid, uuid, jsonb),
  api.lane_screen(uuid), api.import_answers(uuid, uuid, uuid, jsonb)
  to authenticated;
