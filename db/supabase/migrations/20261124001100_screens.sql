-- What each screen shows, in one call. Reads run as the caller under row security; what needs more is a private helper that says why.

create function private.has_voted(p_round_id uuid, p_participant_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select exists (select from app.open_ballot where round_id = p_round_id and voter_id = p_participant_id)
     and p_participant_id = (select private.participant_id())
$$;

create function private.vote_count(p_round_id uuid)
  returns int language sql stable security definer set search_path = ''
as $$ select count(*)::int from app.open_ballot where round_id = p_round_id $$;
comment on function private.vote_count is 'How many have voted: the only thing known of an open round. Definer: the ballots themselves stay hidden.';

create function api.reference(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_cycle app.cycle;
begin
  perform private.require_person();
  v_cycle := private.cycle(p_cycle_id);
  return jsonb_build_object(
    'city', (select jsonb_build_object('name', name, 'is_example', is_example, 'time_zone', time_zone, 'words', words) from app.city),
    'cycles', (select jsonb_agg(jsonb_build_object('id', id, 'year', year, 'title', title, 'is_open', is_open) order by year desc) from app.cycle),
    'unit_kinds', (select jsonb_agg(jsonb_build_object('code', code, 'label', label, 'level', level) order by position) from app.unit_kind),
    'units', (select jsonb_agg(jsonb_build_object('id', unit.id, 'code', unit.code, 'kind', unit.kind, 'name', unit.name,
                'short_name', unit.short_name, 'parent_id', unit.parent_id) order by unit_kind.position, unit.name)
                from app.unit join app.unit_kind on unit_kind.code = unit.kind
               where unit.active_to is null or unit.active_to >= current_date),
    'pillars', (select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'alternative_name', alternative_name,
                  'sub_pillars', (select jsonb_agg(jsonb_build_object('code', sub_pillar.code, 'name', sub_pillar.name, 'scope', sub_pillar.scope) order by sub_pillar.position)
                                    from app.sub_pillar where pillar_code = pillar.code)) order by position) from app.pillar),
    'sectors', (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name, 'is_listed', retired_at is null) order by position, code), '[]')
                  from app.sector),
    'sheets', (select jsonb_agg(jsonb_build_object('code', code, 'label', label, 'help', help, 'scope', scope, 'stage', stage) order by position, code)
                 from app.sheet where cycle_id = v_cycle.id),
    'questions', (select jsonb_object_agg(sheet, asked) from (
                    select sheet, jsonb_agg(jsonb_build_object('key', key, 'kind', kind, 'label', label, 'section', section, 'help', help,
                             'version', version, 'required_from', required_from, 'shown_if', shown_if,
                             'accepts_no_data', accepts_no_data, 'retired_at', retired_at, 'options', options, 'columns', columns, 'max_length', max_length,
                             'minimum', minimum, 'maximum', maximum, 'unit_label', unit_label, 'pillar', pillar_code,
                             'flags_when_missing', flags_when_missing) order by position) as asked
                      from app.question where cycle_id = v_cycle.id group by sheet) as sheets));
end $$;

create function private.answer_row(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('id', p_answer.id, 'sheet', p_answer.sheet, 'number', p_answer.number,
    'title', coalesce(
      case when p_answer.status in ('dikembalikan', 'ditarik') then private.shown_values(p_answer) ->> 'title' else p_answer.title end,
      (select label from app.sheet where cycle_id = p_answer.cycle_id and code = p_answer.sheet and scope = 'unit')),
    'pillar_code', coalesce(p_answer.pillar_code, ''), 'status', p_answer.status, 'reason', p_answer.reason,
    'unit_name', (select name from app.unit where id = p_answer.unit_id), 'updated_at', p_answer.updated_at, 'sent_at', p_answer.sent_at,
    'supports', (select count(*) from (select supporter_id from app.support where answer_id = p_answer.id
                                       union select supporter_id from app.merge join app.support using (answer_id) where root_id = p_answer.id) as person),
    'is_wording', p_answer.is_wording,
    'merged_into', case when p_answer.status = 'digabung' then (
        select jsonb_build_object('id', root.id, 'number', root.number, 'title', root.title, 'sheet', root.sheet)
          from app.merge join app.answer as root on root.id = merge.root_id
         where merge.answer_id = p_answer.id and (select private.may(root, 'read'))) end,
    'on_behalf', case when p_answer.on_behalf_by is not null then case when p_answer.on_behalf_confirmed_by is null then 'waiting' else 'confirmed' end end)
$$;
comment on function private.answer_row is 'One line of a list. Callers pass only rows they were allowed to read. Definer: so that a name needs no second policy check.';

create function private.round_row(p_round app.round, p_participant_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('id', p_round.id, 'title', p_round.title, 'closes_at', p_round.closes_at, 'closed_at', p_round.closed_at,
    'is_open', p_round.state = 'open' and clock_timestamp() < p_round.closes_at
               and exists (select from app.cycle where id = p_round.cycle_id and is_open), 'is_closed', p_round.state = 'closed',
    'is_voter', exists (select from app.round_voter where round_id = p_round.id and participant_id = p_participant_id),
    'has_voted', private.has_voted(p_round.id, p_participant_id))
$$;

create function private.cycle_row(p_cycle app.cycle)
  returns jsonb language sql immutable set search_path = ''
as $$ select jsonb_build_object('id', p_cycle.id, 'year', p_cycle.year, 'title', p_cycle.title, 'is_open', p_cycle.is_open) $$;

create function private.own_counts(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('sheet', sheet, 'pillar_code', coalesce(pillar_code, ''), 'status', status, 'answers', answers, 'no_data', no_data)), '[]')
    from app.coverage_count where cycle_id = p_cycle_id and unit_id = (select private.unit_id()) and answers > 0
$$;

create function api.home_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  v_person app.participant := private.require_person();
  v_cycle  app.cycle := private.cycle(p_cycle_id);
begin
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'windows', private.windows(v_cycle.id),
    'news', private.unread_news(v_person.id),
    'own_counts', private.own_counts(v_cycle.id),
    'unfinished', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.status = 'draf', answer.updated_at desc), '[]') from (
        (select * from app.answer where cycle_id = v_cycle.id and unit_id = v_person.unit_id and status = 'dikembalikan'
          order by updated_at desc limit 4)
        union all
        (select * from app.answer where cycle_id = v_cycle.id and unit_id = v_person.unit_id and status = 'draf'
          order by updated_at desc limit 4)
        limit 4) as answer),
    'awaiting', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.updated_at), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and unit_id = v_person.unit_id and status = 'diajukan'
         order by updated_at limit 4) as answer),
    'may_approve', private.may_send(v_person, v_person.unit_id),
    'to_confirm', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.updated_at desc), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and unit_id = v_person.unit_id and v_person.role = 'peserta'
           and on_behalf_by is not null and on_behalf_confirmed_by is null and status not in ('draf', 'ditarik')
         order by updated_at desc limit 20) as answer),
    'sheets', case when v_person.role = 'peserta' then private.unit_sheets(v_cycle.id, v_person.unit_id) else '[]' end,
    'without_data', (select coalesce(jsonb_agg(private.answer_row(answer) || jsonb_build_object('no_data', answer.no_data) order by answer.updated_at desc), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and unit_id = v_person.unit_id and no_data > 0
           and status in ('draf', 'diajukan', 'dikirim', 'dikembalikan', 'diterima', 'digabung')
         order by updated_at desc limit 4) as answer),
    'rounds', (select coalesce(jsonb_agg(private.round_row(round, v_person.id) order by round.opened_at desc), '[]') from (
        select * from app.round where cycle_id = v_cycle.id order by opened_at desc limit 5) as round),
    'rating', case when private.is_rater(v_person, v_cycle.id) then private.rating_progress(v_cycle.id) end,
    'referrals', private.own_referrals(v_cycle.id),
    'consents', private.own_consents(v_cycle.id),
    'desk', private.desk(v_cycle.id));
end $$;

create function private.names_sector(p_answer app.answer, p_sector_code text)
  returns boolean language sql stable security invoker set search_path = ''
as $$
  select exists (
    select from app.question
     where cycle_id = p_answer.cycle_id and sheet = p_answer.sheet and kind = 'sectors'
       and private.shown_values(p_answer) -> key ? p_sector_code)
$$;
comment on function private.names_sector is 'Whether an answer, as its reader may know it, names this leading sector.';

create function api.answers_screen(p_cycle_id uuid, p_sheet text, p_pillar_code text, p_sector_code text, p_before int)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  c_page   constant int := 30;
  v_person app.participant := private.require_person();
  v_cycle  app.cycle := private.cycle(p_cycle_id);
begin
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'windows', private.windows(v_cycle.id),
    'own', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.updated_at desc), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and sheet = p_sheet and unit_id = v_person.unit_id
           and (p_pillar_code is null or pillar_code = p_pillar_code) and (p_sector_code is null or private.names_sector(answer, p_sector_code))
         order by updated_at desc limit 60) as answer),
    'others', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.number desc), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and sheet = p_sheet and unit_id is distinct from v_person.unit_id
           and (p_pillar_code is null or pillar_code = p_pillar_code) and number is not null
           and (p_before is null or number < p_before) and (p_sector_code is null or private.names_sector(answer, p_sector_code))
         order by number desc limit c_page) as answer));
end $$;

create function private.linked(p_answer app.answer)
  returns uuid[] language sql stable security invoker set search_path = ''
as $$
  select array(
    select linked.id
      from (
        select named::uuid as id
          from (select private.shown_values(solution) -> 'problems' as problems
                  from app.answer as solution
                 where p_answer.sheet = 'solution' and solution.id = any ((select private.joined_with(p_answer.id))::uuid[])) as shown,
               jsonb_array_elements_text(case when jsonb_typeof(problems) = 'array' then problems else '[]' end) as named
        union
        select solution.id
          from app.answers_problem join app.answer as solution on solution.id = answers_problem.solution_id
         where p_answer.sheet = 'problem' and problem_id = any ((select private.joined_with(p_answer.id))::uuid[])
           and (solution.status not in ('dikembalikan', 'ditarik')
                or coalesce((private.shown_values(solution) -> 'problems') ? problem_id::text, false))) as linked
    union
    select merge.root_id
      from app.answers_problem join app.merge on merge.answer_id = problem_id
     where p_answer.sheet = 'solution' and solution_id = any ((select private.joined_with(p_answer.id))::uuid[])
    union
    select merge.root_id
      from app.answers_problem join app.merge on merge.answer_id = solution_id
     where p_answer.sheet = 'problem' and problem_id = any ((select private.joined_with(p_answer.id))::uuid[]))
$$;
comment on function private.linked is 'The problems of a solution, or the solutions of a problem, as they were sent: what its unit links after a return is its own until it is sent again. With what was merged into either, and what either was merged into.';

create function api.answer_screen(p_answer_id uuid, p_comments_before uuid default null)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_answer app.answer;
  v_is_own boolean;
begin
  select * into v_answer from app.answer where id = p_answer_id;
  if not found then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  end if;
  v_is_own := private.acts_for(v_answer);
  return jsonb_build_object(
    'answer', private.answer_row(v_answer) || jsonb_build_object('cycle_id', v_answer.cycle_id),
    'cycle', private.cycle_row(private.cycle(v_answer.cycle_id)),
    'windows', private.windows(v_answer.cycle_id),
    'values', private.shown_values(v_answer),
    'is_own', v_is_own,
    'sends_directly', v_is_own and (private.may_send(v_person, v_answer.unit_id) or v_answer.unit_id is distinct from v_person.unit_id),
    'version', (select coalesce(max(version), 0) from app.answer_version where answer_id = p_answer_id),
    'on_behalf', private.on_behalf(v_answer, v_person),
    'is_open', private.is_writable(v_answer),
    'stage', private.stage_of(v_answer.cycle_id, v_answer.sheet),
    'may_comment', private.may(v_answer, 'comment'),
    'fields', (select coalesce(jsonb_object_agg(field, jsonb_build_object('version', version, 'client_id', client_id,
                 'saved_by', private.person_name(saved_by), 'saved_at', saved_at, 'cleared', cleared)), '{}')
                 from app.answer_field where answer_id = p_answer_id),
    'evidence', private.evidence_of(p_answer_id),
    'support', private.support_of(v_answer),
    'comments', private.comments_of(p_answer_id, p_comments_before),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('status', step.status, 'at', step.at, 'reason', step.reason,
                  'by', private.person_name(step.act_by), 'undone_by', private.person_name(review.undone_by)) order by step.at, step.version), '[]')
                  from (select version, status, at, reason, act_by from app.answer_version where answer_id = p_answer_id
                        union all select null, status, at, reason, act_by from private.merging_steps(v_answer)) as step
                  left join app.review on review.answer_id = p_answer_id and review.version = step.version),
    'returned', private.returned(v_answer),
    'referrals', private.referrals_of(v_answer),
    'consent', private.consent_of(v_answer, v_person),
    'merging', private.merging_of(v_answer),
    'linked', (select coalesce(jsonb_agg(private.answer_row(other) order by other.number), '[]')
                 from app.answer as other where other.id = any (private.linked(v_answer))),
    'linkable', case when v_is_own and v_answer.sheet = 'solution' then (
        select coalesce(jsonb_agg(private.answer_row(problem) order by (problem.unit_id = v_answer.unit_id) desc, problem.number), '[]')
          from ((select * from app.answer where cycle_id = v_answer.cycle_id and sheet = 'problem' and unit_id = v_answer.unit_id
                    and status in ('dikirim', 'dikembalikan', 'diterima', 'digabung') order by updated_at desc limit 60)
                union
                (select * from app.answer where cycle_id = v_answer.cycle_id and sheet = 'problem' and pillar_code = v_answer.pillar_code
                    and status = 'diterima' order by number limit 100)
                union
                (select * from app.answer where id = any (private.linked(v_answer)))) as problem)
      else '[]' end);
end $$;

create function api.rating_screen(p_cycle_id uuid, p_sheet text, p_answer_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  v_person   app.participant := private.require_person(array['peserta']);
  v_cycle    app.cycle := private.cycle(p_cycle_id);
  v_seat     uuid := private.own_seat(v_cycle.id);
  v_is_rater boolean := private.is_rater(v_person, v_cycle.id);
  v_needed   int := cardinality(private.criteria(p_sheet));
  v_joined   uuid[] := private.joined();
  v_carried  uuid[] := private.rated_by_parts(v_seat, v_needed);
  v_answer   app.answer;
begin
  if p_sheet is null or p_sheet not in ('problem', 'solution') then
    perform private.refuse('PT422', 'field_invalid', 'sheet');
  end if;
  select * into v_answer from app.answer
   where v_is_rater and cycle_id = v_cycle.id and sheet = p_sheet and unit_id <> v_person.unit_id
     and status in ('dikirim', 'diterima') and not id = any (v_joined)
     and (id = p_answer_id or (p_answer_id is null
          and (select count(*) from app.rating where answer_id = answer.id and seat_id = v_seat) < v_needed
          and not id = any (v_carried)))
   order by number limit 1;
  return (
    with rateable as not materialized (
      select answer, id, number, title from app.answer
       where v_is_rater and cycle_id = v_cycle.id and sheet = p_sheet and unit_id <> v_person.unit_id
         and status in ('dikirim', 'diterima') and not id = any (v_joined)),
    waiting as not materialized (
      select id, number, title from rateable
       where (select count(*) from app.rating where answer_id = rateable.id and seat_id = v_seat) < v_needed and not id = any (v_carried))
    select jsonb_build_object(
      'cycle', private.cycle_row(v_cycle),
      'is_open', private.is_window_open(v_cycle.id, 'rating'),
      'windows', private.windows(v_cycle.id),
      'mode', private.rating_mode(v_cycle.id),
      'is_rater', v_is_rater,
      'unit_rater', private.unit_rater(v_cycle.id),
      'progress', private.rating_progress(v_cycle.id),
      'answer', case when v_answer.id is not null then
          private.answer_row(v_answer) || jsonb_build_object('values', v_answer.answers - private.criteria(p_sheet)) end,
      'linked', (select coalesce(jsonb_agg(private.answer_row(other) order by other.number), '[]')
                   from app.answer as other where v_answer.sheet = 'solution' and other.id = any (private.linked(v_answer))),
      'own', private.own_scores(v_answer),
      'is_changed', exists (select from app.rating where answer_id = v_answer.id and seat_id = v_seat and rated_at < v_answer.sent_at),
      'group', private.group_scores(v_answer),
      'previous_id', (select id from rateable where number < v_answer.number order by number desc limit 1),
      'next_id', coalesce((select id from waiting where number > v_answer.number order by number limit 1),
                          (select id from waiting where id is distinct from v_answer.id order by number limit 1)),
      'waiting', (select coalesce(jsonb_agg(to_jsonb(listed) order by number), '[]') from (select * from waiting order by number limit 60) as listed),
      'rated', (select coalesce(jsonb_agg(private.answer_row(answer) order by rated_at desc), '[]') from (
          select answer, given.rated_at
            from (select answer_id, max(rated_at) as rated_at from app.rating where seat_id = v_seat group by answer_id) as given
            join rateable on rateable.id = given.answer_id
           order by given.rated_at desc limit 5) as latest)));
end $$;
comment on function api.rating_screen is 'The answer asked for, or the first that still waits, without its author''s scores and, until the caller''s own are whole, without anybody''s. Raises not_allowed, field_invalid.';

create function private.status_counts(p_cycle_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('sheet', sheet, 'status', status, 'answers', answers)), '[]')
    from app.sheet_count where cycle_id = p_cycle_id and (select private.role_name()) = 'diskominfo'
$$;

create function private.rounds_of(p_cycle_id uuid, p_participant_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(private.round_row(round, p_participant_id) order by opened_at desc), '[]')
    from app.round where cycle_id = p_cycle_id
$$;

create function api.round_screen(p_cycle_id uuid, p_round_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_cycle  app.cycle := private.cycle(p_cycle_id);
  v_round  app.round;
begin
  select * into v_round from app.round
   where cycle_id = v_cycle.id and (id = p_round_id or p_round_id is null)
   order by (state = 'open') desc, opened_at desc limit 1;
  if p_round_id is not null and v_round.id is null then
    perform private.refuse('PT404', 'not_found', 'round_id');
  end if;
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'rounds', private.rounds_of(v_cycle.id, v_person.id),
    'round', case when v_round.id is not null then private.round_row(v_round, v_person.id) || jsonb_build_object(
        'rule', v_round.rule, 'choices_limit', v_round.choices_limit, 'frozen', v_round.frozen, 'frozen_hash', v_round.frozen_hash,
        'voters', (select jsonb_agg(jsonb_build_object('id', participant_id, 'name', name, 'title', title) order by name) from app.round_voter where round_id = v_round.id),
        'votes', private.vote_count(v_round.id),
        'options', (select jsonb_agg(jsonb_build_object('id', answer_id, 'number', number, 'title', title, 'pillar_code', pillar_code, 'unit_name', unit_name,
                       'is_unconfirmed', coalesce(private.is_unconfirmed(answer_id), false)) order by position)
                      from app.round_option where round_id = v_round.id),
        'own_choices', (select choices from app.open_ballot where round_id = v_round.id and voter_id = v_person.id),
        'own_cast_at', (select cast_at from app.open_ballot where round_id = v_round.id and voter_id = v_person.id),
        'ballots', case when v_round.state = 'closed' then (
            select coalesce(jsonb_agg(jsonb_build_object('voter', round_voter.name, 'title', round_voter.title, 'choices', open_ballot.choices,
                     'cast_at', open_ballot.cast_at) order by round_voter.name), '[]')
              from app.open_ballot join app.round_voter on round_voter.round_id = open_ballot.round_id and round_voter.participant_id = open_ballot.voter_id
             where open_ballot.round_id = v_round.id) end) end);
end $$;

create function api.round_desk(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_cycle  app.cycle := private.cycle(p_cycle_id);
begin
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'rounds', private.rounds_of(v_cycle.id, v_person.id),
    'votes', (select coalesce(jsonb_object_agg(id, private.vote_count(id)), '{}') from app.round where cycle_id = v_cycle.id),
    'invited', (select coalesce(jsonb_object_agg(round_id, voters), '{}') from (
        select round_id, count(*) as voters from app.round_voter
         where round_id in (select id from app.round where cycle_id = v_cycle.id) group by round_id) as counted),
    'voters', (select count(*) from app.participant where role = 'pimpinan' and is_active),
    'eligible', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.pillar_code, answer.number), '[]') from (
        select * from app.answer where cycle_id = v_cycle.id and sheet = 'solution' and status = 'diterima'
           and private.may_enter_round(answer, v_cycle.id)
         order by number limit 150) as answer));
end $$;

create function api.visibility_screen()
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
begin
  perform private.require_person(array['diskominfo']);
  return (select jsonb_agg(to_jsonb(visibility) order by role, relation, status) from app.visibility);
end $$;

create function api.tick() returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.tick() $$;
create function api.create_draft(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_pillar_code text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.create_draft(p_request_id, p_cycle_id, p_sheet, p_pillar_code) $$;
create function api.save_fields(p_answer_id uuid, p_client_id uuid, p_fields jsonb) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.save_fields(p_answer_id, p_client_id, p_fields) $$;
create function api.send_answer(p_request_id uuid, p_answer_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.send_answer(p_request_id, p_answer_id) $$;
create function api.withdraw_answer(p_request_id uuid, p_answer_id uuid, p_reason text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.withdraw_answer(p_request_id, p_answer_id, p_reason) $$;
create function api.reopen_answer(p_request_id uuid, p_answer_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.reopen_answer(p_request_id, p_answer_id) $$;
create function api.set_visibility(p_request_id uuid, p_role text, p_relation text, p_status text, p_can_read boolean, p_can_count boolean, p_can_comment boolean) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_visibility(p_request_id, p_role, p_relation, p_status, p_can_read, p_can_count, p_can_comment) $$;
create function api.rate_answer(p_request_id uuid, p_answer_id uuid, p_criterion text, p_score int) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.rate_answer(p_request_id, p_answer_id, p_criterion, p_score) $$;
create function api.decide_answers(p_request_id uuid, p_answer_ids jsonb, p_decision text, p_reason text, p_versions jsonb, p_due_on date) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.decide_answers(p_request_id, p_answer_ids, p_decision, p_reason, p_versions, p_due_on) $$;
create function api.open_round(p_request_id uuid, p_cycle_id uuid, p_title text, p_option_ids jsonb, p_closes_at timestamptz) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.open_round(p_request_id, p_cycle_id, p_title, p_option_ids, p_closes_at) $$;
create function api.cast_ballot(p_request_id uuid, p_round_id uuid, p_choices jsonb) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.cast_ballot(p_request_id, p_round_id, p_choices) $$;
create function api.close_round(p_request_id uuid, p_round_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.close_round(p_request_id, p_round_id) $$;

grant execute on function private.tick(), api.tick() to app_auth;
grant execute on function
  private.person_name(uuid), private.shown_values(app.answer), private.has_voted(uuid, uuid), private.vote_count(uuid), private.answer_row(app.answer),
  private.round_row(app.round, uuid), private.cycle_row(app.cycle), private.own_counts(uuid),
  private.rating_progress(uuid), private.rating_mode(uuid), private.is_rater(app.participant, uuid), private.own_seat(uuid),
  private.unit_rater(uuid), private.criteria(text), private.own_scores(app.answer), private.group_scores(app.answer),
  private.joined(), private.joined_with(uuid), private.merged_into(uuid), private.rated_by_parts(uuid, int),
  private.linked(app.answer), private.status_counts(uuid), private.rounds_of(uuid, uuid),
  private.may(app.answer, text), private.is_window_open(uuid, text, uuid), private.stage_of(uuid, text), private.readable(text), private.may_enter_round(app.answer, uuid),
  private.create_draft(uuid, uuid, text, text), private.save_fields(uuid, uuid, jsonb), private.send_answer(uuid, uuid),
  private.withdraw_answer(uuid, uuid, text), private.reopen_answer(uuid, uuid),
  private.set_visibility(uuid, text, text, text, boolean, boolean, boolean), private.rate_answer(uuid, uuid, text, int),
  private.decide_answers(uuid, jsonb, text, text, jsonb, date), private.open_round(uuid, uuid, text, jsonb, timestamptz),
  private.cast_ballot(uuid, uuid, jsonb), private.close_round(uuid, uuid),
  private.names_sector(app.answer, text),
  api.reference(uuid), api.home_screen(uuid), api.answers_screen(uuid, text, text, text, int), api.answer_screen(uuid, uuid),
  api.rating_screen(uuid, text, uuid), api.round_screen(uuid, uuid), api.round_desk(uuid),
  api.visibility_screen(),
  api.create_draft(uuid, uuid, text, text), api.save_fields(uuid, uuid, jsonb), api.send_answer(uuid, uuid),
  api.withdraw_answer(uuid, uuid, text), api.reopen_answer(uuid, uuid),
  api.set_visibility(uuid, text, text, text, boolean, boolean, boolean), api.rate_answer(uuid, uuid, text, int),
  api.decide_answers(uuid, jsonb, text, text, jsonb, date), api.open_round(uuid, uuid, text, jsonb, timestamptz),
  api.cast_ballot(uuid, uuid, jsonb), api.close_round(uuid, uuid)
  to authenticated;
-- private.answer_row, round_row and person_name are granted because invoker screens call them; the schema private is not exposed.
