-- Raters: Diskominfo decides who scores, and sees who has not begun. (Tables and the rule stand in rating.)

create function private.rating_begun(p_cycle_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$ select exists (select from app.rating join app.answer on answer.id = rating.answer_id where answer.cycle_id = p_cycle_id) $$;

create function private.set_rating_mode(p_request_id uuid, p_cycle_id uuid, p_mode text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_rating_mode');
  v_cycle  app.cycle;
  v_mode   text;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_cycle := private.require_open_cycle(p_cycle_id);
  if p_mode is null or p_mode not in ('everyone', 'people', 'unit') then
    perform private.refuse('PT422', 'field_invalid', 'mode');
  end if;
  perform from app.cycle where id = v_cycle.id for no key update; -- waits for scores under way
  v_mode := private.rating_mode(v_cycle.id);
  if (p_mode = 'unit') <> (v_mode = 'unit') and private.rating_begun(v_cycle.id) then
    perform private.refuse('PT409', 'rating_begun', 'mode');
  end if;
  insert into app.rating_mode (cycle_id, mode) values (v_cycle.id, p_mode)
  on conflict (cycle_id) do update set mode = excluded.mode;
  if p_mode = 'unit' then
    perform private.keep_one_rater_per_unit(v_cycle.id, '{}');
  end if;
  perform private.log_event(v_person.id, 'rating_mode_set', 'cycle', v_cycle.id::text, jsonb_build_object('mode', p_mode));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_rating_mode is 'Who rates: everyone, people, unit. A person''s scores and a unit''s cannot be mixed, so unit is entered or left only before the first score. Raises field_invalid, rating_begun, cycle_archived, not_found.';

create function private.keep_one_rater_per_unit(p_cycle_id uuid, p_first uuid[])
  returns void language sql volatile security definer set search_path = ''
as $$
  delete from app.rater
   using (select rater.participant_id,
                 row_number() over (partition by person.unit_id
                   order by (rater.participant_id = any (p_first)) desc, rater.named_at desc, rater.participant_id) as place
            from app.rater join app.participant as person on person.id = rater.participant_id
           where rater.cycle_id = p_cycle_id) as ordered
   where rater.cycle_id = p_cycle_id and rater.participant_id = ordered.participant_id and ordered.place > 1
$$;
comment on function private.keep_one_rater_per_unit is 'Of each unit''s raters the one named last stays; what her predecessor scored for the unit she goes on with.';

create function private.name_raters(p_request_id uuid, p_cycle_id uuid, p_participant_ids jsonb, p_is_rater boolean)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'name_raters');
  v_cycle  app.cycle;
  v_ids    uuid[];
begin
  if v_result is not null then
    return v_result;
  end if;
  v_cycle := private.require_open_cycle(p_cycle_id);
  if jsonb_typeof(p_participant_ids) is distinct from 'array' or jsonb_array_length(p_participant_ids) not between 1 and 500
     or p_is_rater is null then
    perform private.refuse('PT422', 'field_invalid', 'participant_ids');
  end if;
  v_ids := private.ids(p_participant_ids, 'participant_ids');
  if (select count(*) from app.participant where id = any (v_ids) and (not p_is_rater or (role = 'peserta' and is_active)))
     <> (select count(distinct id) from unnest(v_ids) as id) then
    perform private.refuse('PT404', 'not_found', 'participant_ids');
  end if;
  -- Two officers who name at once meet here: one rater for each unit stays one.
  perform from app.cycle where id = v_cycle.id for no key update;
  if p_is_rater then
    insert into app.rater (cycle_id, participant_id) select distinct v_cycle.id, id from unnest(v_ids) as id on conflict do nothing;
    if private.rating_mode(v_cycle.id) = 'unit' then
      perform private.keep_one_rater_per_unit(v_cycle.id, v_ids);
    end if;
  else
    delete from app.rater where cycle_id = v_cycle.id and participant_id = any (v_ids);
  end if;
  perform private.log_event(v_person.id, case when p_is_rater then 'raters_named' else 'raters_removed' end, 'cycle', v_cycle.id::text,
    jsonb_build_object('people', cardinality(v_ids)));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.name_raters is 'Names active officers as raters or takes them off; where one rates for each unit, the newly named takes her colleague''s place. Their scores stay. Raises field_invalid, not_found, cycle_archived.';

create function private.rating_standing(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  with person as (
    select participant.id, participant.name, participant.unit_id, unit.name as unit_name,
           case private.rating_mode(p_cycle_id) when 'unit' then participant.unit_id else participant.id end as seat_id
      from app.participant join app.unit on unit.id = participant.unit_id
     where participant.role = 'peserta' and participant.is_active
       and private.is_rater(participant, p_cycle_id)),
  given as (
    select seat_id, sheet, count(distinct root_id)::int as done
      from (select rated.seat_id, rated.sheet, coalesce(merge.root_id, rated.answer_id) as root_id
              from app.rated left join app.merge using (answer_id) where rated.cycle_id = p_cycle_id) as whole
     where not exists (select from app.merge join person on person.unit_id = merge.unit_id
                        where merge.root_id = whole.root_id and person.seat_id = whole.seat_id)
     group by seat_id, sheet),
  to_rate as materialized (select * from private.rateable_counts(p_cycle_id))
  select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'name', person.name, 'unit_name', person.unit_name,
           'problem', jsonb_build_object('done', coalesce(problems.done, 0), 'total', coalesce(of_problems.total, 0)),
           'solution', jsonb_build_object('done', coalesce(solutions.done, 0), 'total', coalesce(of_solutions.total, 0)),
           'last_at', (
             select rating.rated_at from app.rating join app.answer on answer.id = rating.answer_id and answer.cycle_id = p_cycle_id
              where rating.seat_id = person.seat_id order by rating.rated_at desc limit 1)) order by person.unit_name, person.name), '[]')
    from person
    left join to_rate as of_problems on of_problems.unit_id = person.unit_id and of_problems.sheet = 'problem'
    left join to_rate as of_solutions on of_solutions.unit_id = person.unit_id and of_solutions.sheet = 'solution'
    left join given as problems on problems.seat_id = person.seat_id and problems.sheet = 'problem'
    left join given as solutions on solutions.seat_id = person.seat_id and solutions.sheet = 'solution'
$$;
comment on function private.rating_standing is 'Each rater and how far she has come, never what she scored. No grant: rater_rows and what reminds of a closing window ask it.';

create function private.rater_rows(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$ select case when (select private.role_name()) = 'diskominfo' then private.rating_standing(p_cycle_id) else '[]' end $$;
comment on function private.rater_rows is 'How far each rater has come, for Diskominfo alone. Definer: counts rows only their raters may read.';

create function api.raters_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  perform private.require_person(array['diskominfo']);
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'windows', private.windows(v_cycle.id),
    'mode', private.rating_mode(v_cycle.id),
    'is_begun', private.rating_begun(v_cycle.id),
    'raters', private.rater_rows(v_cycle.id),
    'candidates', (select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'name', person.name, 'unit_name', unit.name)
                            order by unit.name, person.name), '[]')
                     from app.participant as person join app.unit on unit.id = person.unit_id
                    where person.role = 'peserta' and person.is_active
                      and not exists (select from app.rater where cycle_id = v_cycle.id and participant_id = person.id)));
end $$;
create function api.set_rating_mode(p_request_id uuid, p_cycle_id uuid, p_mode text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_rating_mode(p_request_id, p_cycle_id, p_mode) $$;
create function api.name_raters(p_request_id uuid, p_cycle_id uuid, p_participant_ids jsonb, p_is_rater boolean)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.name_raters(p_request_id, p_cycle_id, p_participant_ids, p_is_rater) $$;

grant execute on function
  private.rating_begun(uuid), private.rater_rows(uuid), private.set_rating_mode(uuid, uuid, text),
  private.name_raters(uuid, uuid, jsonb, boolean),
  api.raters_screen(uuid), api.set_rating_mode(uuid, uuid, text), api.name_raters(uuid, uuid, jsonb, boolean)
  to authenticated;
