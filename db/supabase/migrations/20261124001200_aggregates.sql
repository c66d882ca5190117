-- Aggregates: tens of rows, whatever the number of answers. Definer functions that return only what every holder of the role may see.

create function private.coverage_cells(p_cycle_id uuid, p_sheet text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(cell)), '[]')
    from (
      select unit.code as unit_code, unit.name as unit_name, unit.kind as unit_kind, coalesce(counted.pillar_code, '') as pillar_code,
             coalesce(sum(answers) filter (where counted.status in ('draf', 'diajukan', 'dikembalikan')), 0)::int as draft,
             coalesce(sum(answers) filter (where counted.status = 'dikirim'), 0)::int as sent,
             coalesce(sum(answers) filter (where counted.status in ('diterima', 'digabung')), 0)::int as accepted,
             sum(no_data)::int as no_data
        from app.coverage_count as counted
        join app.unit on unit.id = counted.unit_id
        join app.visibility on visibility.role = (select private.role_name()) and visibility.status = counted.status and visibility.can_count
         and visibility.relation = case when unit.id = (select private.unit_id()) then 'own'
                                        when unit.id = any ((select private.units_below())::uuid[]) then 'below' else 'other' end
       where counted.cycle_id = p_cycle_id and counted.sheet = p_sheet and counted.answers > 0
         and counted.status in ('draf', 'diajukan', 'dikembalikan', 'dikirim', 'diterima', 'digabung')
       group by unit.id, counted.pillar_code
       order by unit.name, counted.pillar_code) as cell
$$;

create function private.countable_units()
  returns table (id uuid, code text, name text, kind text) language sql stable security definer set search_path = ''
as $$
  select unit.id, unit.code, unit.name, unit.kind
    from app.unit join app.unit_kind on unit_kind.code = unit.kind
   where (unit.active_to is null or unit.active_to >= current_date)
     and exists (select from app.visibility
                  where role = (select private.role_name()) and can_count
                    and relation = case when unit.id = (select private.unit_id()) then 'own'
                                        when unit.id = any ((select private.units_below())::uuid[]) then 'below' else 'other' end)
   order by unit_kind.position, unit.name
$$;
comment on function private.countable_units is 'The units whose rows the caller may see by name: its own, its villages, or all.';

create function private.coverage_totals(p_cycle_id uuid, p_sheet text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(total)), '[]')
    from (
      select pillar.code as pillar_code,
             coalesce(sum(answers) filter (where counted.status in ('draf', 'diajukan', 'dikembalikan')), 0)::int as draft,
             coalesce(sum(answers) filter (where counted.status = 'dikirim'), 0)::int as sent,
             coalesce(sum(answers) filter (where counted.status in ('diterima', 'digabung')), 0)::int as accepted,
             count(distinct counted.unit_id) filter (where counted.status in ('dikirim', 'diterima', 'digabung') and answers > 0)::int as units_answered,
             (select count(*) from app.unit where active_to is null or active_to >= current_date)::int as units
        from (select code, position from app.pillar where p_sheet in ('problem', 'solution')
              union all select '', 0 where p_sheet not in ('problem', 'solution')) as pillar
        left join app.coverage_count as counted
          on coalesce(counted.pillar_code, '') = pillar.code and counted.cycle_id = p_cycle_id and counted.sheet = p_sheet
       group by pillar.code, pillar.position
       order by pillar.position) as total
$$;

create function private.own_score(p_answer app.answer)
  returns int language sql immutable set search_path = ''
as $$ select (p_answer.answers ->> 'urgency')::int + (p_answer.answers ->> 'seriousness')::int + (p_answer.answers ->> 'growth')::int $$;
comment on function private.own_score is 'What the author''s unit scored its own problem: shown beside the group''s score, never within it.';

create function private.ranked_problems(p_cycle_id uuid, p_pillar_code text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  -- The 50 first of each readable state are enough to know the 50 first of all, and each is one index scan.
  select coalesce(jsonb_agg(to_jsonb(ranked) order by ranked.rank, ranked.number), '[]')
    from (
      select rank() over (order by top.score desc, top.seriousness desc, top.urgency desc, top.growth desc, top.units desc)::int as rank,
             answer.id as answer_id, answer.number, answer.title, answer.pillar_code, unit.name as unit_name,
             top.score, top.low, top.quartile_1, top.quartile_3, top.high, top.urgency, top.seriousness, top.growth,
             top.raters, top.unsure, top.units, private.own_score(answer) as own_score, private.is_unconfirmed(answer.id) as is_unconfirmed
        from unnest(private.readable('other')) as readable (status),
             lateral (select * from app.problem_score
                       where cycle_id = p_cycle_id and status = readable.status and score is not null
                         and (p_pillar_code is null or pillar_code = p_pillar_code)
                       order by score desc, seriousness desc, urgency desc, growth desc, units desc
                       limit 50) as top
        join app.answer on answer.id = top.problem_id
        join app.unit on unit.id = answer.unit_id
       where top.status in ('dikirim', 'diterima')
       order by rank, answer.number
       limit 50) as ranked
$$;
comment on function private.ranked_problems is 'The 50 first problems with a group score among those every holder of the caller''s role may read. Ties share a rank.';

create function private.unrated_problems(p_cycle_id uuid, p_pillar_code text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(listed) order by listed.number), '[]')
    from (
      select answer.id as answer_id, answer.number, answer.title, answer.pillar_code, unit.name as unit_name,
             private.own_score(answer) as own_score, private.is_unconfirmed(answer.id) as is_unconfirmed
        from unnest(private.readable('other')) as readable (status),
             lateral (select problem_id from app.problem_score
                       where cycle_id = p_cycle_id and status = readable.status and score is null
                         and (p_pillar_code is null or pillar_code = p_pillar_code)
                       order by number
                       limit 20) as first
        join app.answer on answer.id = first.problem_id
        join app.unit on unit.id = answer.unit_id
       where answer.status in ('dikirim', 'diterima')
       order by answer.number
       limit 20) as listed
$$;
comment on function private.unrated_problems is 'The 20 first problems without a group score: they have no rank, whatever their author thinks of them.';

create function private.rated_count(p_cycle_id uuid, p_pillar_code text)
  returns int language sql stable security definer set search_path = ''
as $$
  select coalesce(sum(problems), 0)::int from app.rated_count
   where cycle_id = p_cycle_id and status = any ((select private.readable('other'))::text[])
     and status in ('dikirim', 'diterima')
     and (p_pillar_code is null or pillar_code = p_pillar_code)
$$;

create function private.quadrant_cells(p_cycle_id uuid, p_pillar_code text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(cell)), '[]')
    from (
      select pillar_code, impact, effort, sum(answers)::int as solutions,
             coalesce(sum(answers) filter (where is_quick_win), 0)::int as quick_wins,
             coalesce(sum(answers) filter (where is_rated), 0)::int as rated
        from app.quadrant_count
       where cycle_id = p_cycle_id and status in ('dikirim', 'diterima') and answers > 0
         and (p_pillar_code is null or pillar_code = p_pillar_code)
       group by pillar_code, impact, effort
       order by pillar_code, impact, effort) as cell
$$;

create function private.placed_solutions(p_cycle_id uuid, p_pillar_code text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(placed) order by placed.impact desc, placed.effort, placed.number), '[]')
    from (
      select answer.id as answer_id, answer.number, answer.title, answer.pillar_code, unit.name as unit_name,
             top.impact, top.effort, top.is_quick_win, top.is_rated, top.raters,
             answer.impact as own_impact, answer.effort as own_effort, private.is_unconfirmed(answer.id) as is_unconfirmed
        from unnest(private.readable('other')) as readable (status),
             lateral (select * from app.solution_score
                       where cycle_id = p_cycle_id and status = readable.status
                         and (p_pillar_code is null or pillar_code = p_pillar_code)
                       order by impact desc, effort, number
                       limit 50) as top
        join app.answer on answer.id = top.solution_id
        join app.unit on unit.id = answer.unit_id
       where top.status in ('dikirim', 'diterima')
       order by top.impact desc, top.effort, answer.number
       limit 50) as placed
$$;

create function private.hides_scores(p_cycle_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$ select (select private.role_name()) = 'peserta' and private.is_window_open(p_cycle_id, 'rating') $$;
comment on function private.hides_scores is 'While scores are given, nobody who may give them sees the group''s: each says first what she thinks. (Of what she has scored, the rating screen tells her.)';

create function private.problem_count(p_cycle_id uuid, p_pillar_code text)
  returns int language sql stable security definer set search_path = ''
as $$
  select coalesce(sum(answers), 0)::int
    from (select answers, pillar_code, status from app.coverage_count where cycle_id = p_cycle_id and sheet = 'problem'
          union all
          select 1, pillar_code, status from app.answer where is_wording and cycle_id = p_cycle_id and sheet = 'problem') as counted
   where status in ('dikirim', 'diterima') and status = any ((select private.readable('other'))::text[])
     and (p_pillar_code is null or pillar_code = p_pillar_code)
$$;

create function private.units_without_answer(p_cycle_id uuid, p_sheet text)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('code', unit.code, 'name', unit.name, 'kind', unit.kind)), '[]')
    from private.countable_units() as unit
   where not exists (select from app.coverage_count as counted
                      where counted.cycle_id = p_cycle_id and counted.sheet = p_sheet and counted.unit_id = unit.id
                        and counted.status in ('dikirim', 'diterima', 'digabung') and counted.answers > 0)
$$;

create function private.once_coverage(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(counted) - 'position' order by counted.position, counted.code), '[]')
    from (
      select sheet.code, sheet.label, sheet.stage, sheet.position,
             (select count(*) from app.unit where active_to is null or active_to >= current_date)::int as units,
             count(*) filter (where found.has_sent)::int as sent,
             count(*) filter (where not found.has_sent)::int as draft,
             (select coalesce(jsonb_agg(unit.code), '[]') from private.countable_units() as unit
               where not exists (select from app.coverage_count as sent
                                  where sent.cycle_id = p_cycle_id and sent.sheet = sheet.code and sent.unit_id = unit.id
                                    and sent.status in ('dikirim', 'diterima', 'digabung') and sent.answers > 0)) as missing
        from app.sheet
        left join lateral (
          select counted.unit_id, bool_or(counted.status in ('dikirim', 'diterima', 'digabung')) as has_sent
            from app.coverage_count as counted
           where counted.cycle_id = p_cycle_id and counted.sheet = sheet.code and counted.answers > 0
             and counted.status in ('draf', 'diajukan', 'dikembalikan', 'dikirim', 'diterima', 'digabung')
           group by counted.unit_id) as found on true
       where sheet.cycle_id = p_cycle_id and sheet.scope = 'unit'
       group by sheet.code, sheet.label, sheet.stage, sheet.position) as counted
$$;
comment on function private.once_coverage is 'How many units have sent each sheet that a unit fills in once, how many are writing it, and the codes of those without it among the units that the caller may see by name.';

create function private.aggregate_screen(p_cycle_id uuid, p_sheet text, p_pillar_code text, p_known_version bigint)
  returns jsonb language plpgsql stable security definer set search_path = ''
as $$
declare
  v_person  app.participant := private.require_person();
  v_cycle   app.cycle := private.cycle(p_cycle_id);
  v_hides   boolean := private.hides_scores(v_cycle.id);
  -- Doubled, so that a rating window that opens or closes is another version too, without anybody writing one.
  v_version bigint := 2 * coalesce((select version from app.feed where cycle_id = v_cycle.id), 0) + v_hides::int;
begin
  if v_version = p_known_version then
    return jsonb_build_object('is_unchanged', true);
  end if;
  return jsonb_build_object(
    'version', v_version,
    'is_city_wide', v_person.role <> 'peserta',
    'units', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'kind', kind)), '[]') from private.countable_units()),
    'coverage', private.coverage_cells(v_cycle.id, p_sheet),
    'totals', private.coverage_totals(v_cycle.id, p_sheet),
    'missing', private.units_without_answer(v_cycle.id, p_sheet),
    'once', private.once_coverage(v_cycle.id),
    'hides_scores', v_hides,
    'problems', case when v_hides then '[]' else private.ranked_problems(v_cycle.id, p_pillar_code) end,
    'unrated', case when v_hides then '[]' else private.unrated_problems(v_cycle.id, p_pillar_code) end,
    'problem_count', private.problem_count(v_cycle.id, p_pillar_code),
    'rated_count', private.rated_count(v_cycle.id, p_pillar_code),
    'quadrant', case when v_hides then '[]' else private.quadrant_cells(v_cycle.id, p_pillar_code) end,
    'solutions', case when v_hides then '[]' else private.placed_solutions(v_cycle.id, p_pillar_code) end);
end $$;
comment on function private.aggregate_screen is 'Counts and rankings, or is_unchanged when the caller holds this version. Definer: counts rows the caller may not read. Raises session_ended, not_found.';

create function api.aggregate_screen(p_cycle_id uuid, p_sheet text, p_pillar_code text, p_known_version bigint)
  returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.aggregate_screen(p_cycle_id, p_sheet, p_pillar_code, p_known_version) $$;

grant execute on function private.aggregate_screen(uuid, text, text, bigint), api.aggregate_screen(uuid, text, text, bigint) to authenticated;
