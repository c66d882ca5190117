-- The event log as Diskominfo reads it: who, what, when, on what. (The table, and that nobody changes it, stand in foundation.)

create index event_participant_idx on app.event (participant_id, id desc);
create index event_act_idx on app.event (act, id desc);

create function private.event_subject(p_subject text, p_id text)
  returns text language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  v_id uuid := case when p_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_id::uuid end;
begin
  -- A statement for each subject: only the one that is run is planned and begun.
  if p_subject = 'answer' then
    return (select concat_ws(', ', concat_ws(' ', sheet.label, answer.number), unit.name)
              from app.answer join app.unit on unit.id = answer.unit_id
              join app.sheet on sheet.cycle_id = answer.cycle_id and sheet.code = answer.sheet where answer.id = v_id);
  elsif p_subject = 'participant' then
    return (select name from app.participant where id = v_id);
  elsif p_subject = 'unit' then
    return (select name from app.unit where id = v_id or code = p_id);
  elsif p_subject = 'pillar' then
    return (select name from app.pillar where code = p_id);
  elsif p_subject = 'round' then
    return (select title from app.round where id = v_id);
  elsif p_subject = 'cycle' then
    return (select title from app.cycle where id = v_id);
  elsif p_subject = 'stage' then
    return (select name from app.stage where id = v_id);
  elsif p_subject = 'window' then
    return (select concat_ws(', ', sheet.label, stage.name)
              from app."window" as slot join app.stage on stage.id = slot.stage_id
              left join app.sheet on sheet.cycle_id = stage.cycle_id and sheet.code = slot.kind where slot.id = v_id);
  elsif p_subject = 'visibility' then
    return p_id;
  end if;
  return null;
end $$;
comment on function private.event_subject is 'What an event was about, by its name of today; an answer by sheet, number and unit, never by what is typed in it. No grant: private.events asks it.';

create function private.event_day(p_by jsonb, p_field text)
  returns date language plpgsql stable set search_path = ''
as $$
declare
  v_day date;
begin
  v_day := (p_by ->> p_field)::date;
  if v_day not between '2000-01-01' and '2100-12-31' then
    perform private.refuse('PT422', 'field_invalid', p_field);
  end if;
  return v_day;
exception when invalid_datetime_format or datetime_field_overflow then
  perform private.refuse('PT422', 'field_invalid', p_field);
end $$;

create function private.event_people(p_person text)
  returns uuid[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(id), '{}')
    from (select id from app.participant where id::text = p_person or position(lower(p_person) in lower(name)) > 0 order by name limit 100) as found
$$;
comment on function private.event_people is 'Whom a filter means: an id, or a part of the name. No grant: private.events asks it.';

create function private.event_answers(p_number text)
  returns text[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(answer.id::text), '{}')
    from app.sheet join app.answer on answer.cycle_id = sheet.cycle_id and answer.sheet = sheet.code
   where answer.number = case when p_number ~ '^[0-9]{1,6}$' then p_number::int end
$$;
comment on function private.event_answers is 'The answers with this number, of every sheet and year. No grant: private.events asks it.';

create function private.events(p_by jsonb, p_before bigint, p_most int)
  returns jsonb language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_by     jsonb := coalesce(p_by, '{}');
  v_people uuid[];
  v_acts   text[];
  v_ids    text[];
  v_from   timestamptz;
  v_until  timestamptz;
begin
  if jsonb_typeof(v_by) <> 'object' or jsonb_typeof(coalesce(nullif(v_by -> 'acts', 'null'), '[]')) <> 'array' then
    perform private.refuse('PT422', 'field_invalid', 'by');
  end if;
  v_people := case when private.trimmed(v_by ->> 'person') <> '' then private.event_people(private.trimmed(v_by ->> 'person')) end;
  v_acts := case when jsonb_typeof(v_by -> 'acts') = 'array' then array(select jsonb_array_elements_text(v_by -> 'acts')) end;
  v_ids := case when v_by ->> 'number' is not null then private.event_answers(v_by ->> 'number')
                when v_by ->> 'subject_id' is not null then array[v_by ->> 'subject_id'] end;
  v_from := private.city_day_start(private.event_day(v_by, 'from'));
  v_until := private.city_day_start(private.event_day(v_by, 'until') + 1);
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', event.id, 'at', event.at, 'act', event.act, 'who', person.name, 'unit_name', unit.name,
             'subject', event.subject, 'subject_name', private.event_subject(event.subject, event.subject_id), 'detail', event.detail)
             order by event.id desc), '[]')
      from (select * from app.event as listed
             where (p_before is null or listed.id < p_before)
               and (v_people is null or listed.participant_id = any (v_people))
               and (v_acts is null or listed.act = any (v_acts))
               and (v_by ->> 'subject' is null or listed.subject = v_by ->> 'subject')
               and (v_ids is null or listed.subject_id = any (v_ids))
               and (v_from is null or listed.at >= v_from) and (v_until is null or listed.at < v_until)
             order by listed.id desc limit p_most) as event
      left join app.participant as person on person.id = event.participant_id
      left join app.unit on unit.id = person.unit_id);
end $$;
comment on function private.events is 'The newest events before p_before that fit: person (an id or a part of a name), acts, subject, subject_id or number (of answers), from and until (the city''s days). Names as of today; who left keeps hers. No grant: the two doors below check who asks. Raises field_invalid.';

create function private.city_day_start(p_day date)
  returns timestamptz language sql stable set search_path = ''
as $$ select p_day::timestamp at time zone coalesce((select time_zone from app.city), 'Asia/Jakarta') $$;

create function private.events_screen(p_by jsonb, p_before bigint)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_person(array['diskominfo']);
  return jsonb_build_object('events', private.events(p_by, p_before, 50));
end $$;
comment on function private.events_screen is 'Fifty events, newest first. Definer: names of answers and people that single rows do not show. Raises not_allowed, field_invalid.';

create function private.export_events(p_request_id uuid, p_by jsonb, p_before bigint)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_again  jsonb := private.repeated(v_person.id, p_request_id, 'export_events');
  v_events jsonb := private.events(p_by, p_before, 2000);
begin
  if v_again is null then
    perform private.log_event(v_person.id, 'events_exported', 'event', null, jsonb_build_object('rows', jsonb_array_length(v_events)));
    perform private.remembered(v_person.id, p_request_id, 'true'); -- that it was fetched, not what
  end if;
  return jsonb_build_object('events', v_events);
end $$;
comment on function private.export_events is 'Two thousand events, newest first, to be taken out; that they were is an event too. Raises not_allowed, field_invalid.';

create function api.events_screen(p_by jsonb, p_before bigint)
  returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.events_screen(p_by, p_before) $$;
create function api.export_events(p_request_id uuid, p_by jsonb, p_before bigint)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.export_events(p_request_id, p_by, p_before) $$;

grant execute on function private.events_screen(jsonb, bigint), private.export_events(uuid, jsonb, bigint),
  api.events_screen(jsonb, bigint), api.export_events(uuid, jsonb, bigint) to authenticated;
