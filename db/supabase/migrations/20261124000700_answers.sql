-- Answers: problems and solutions from the first typed field to their fate. An answer belongs to its unit; every act on it to a person.

create table app.answer (
  id              uuid primary key default gen_random_uuid(),
  cycle_id        uuid not null references app.cycle (id) on delete restrict,
  sheet           text not null,
  unit_id         uuid not null references app.unit (id) on delete restrict,
  pillar_code     text references app.pillar (code) on delete restrict,
  author_id       uuid not null references app.participant (id) on delete restrict,
  number          int,
  status          text not null default 'draf',
  reason          text,
  answers         jsonb not null default '{}',
  title           text generated always as (answers ->> 'title') stored,
  impact          smallint generated always as ((answers ->> 'impact')::smallint) stored,
  effort          smallint generated always as ((answers ->> 'effort')::smallint) stored,
  is_quick_win    boolean generated always as (coalesce((answers ->> 'quick_win')::boolean, false)) stored,
  no_data         int generated always as (jsonb_array_length(jsonb_path_query_array(answers, 'strict $.** ? (@.no_data == true)'))) stored,
  created_at      timestamptz not null default clock_timestamp(),
  updated_at      timestamptz not null default clock_timestamp(),
  sent_at         timestamptz,
  decided_at      timestamptz,
  due_at          timestamptz,
  lead_unit       text generated always as (answers ->> 'lead_unit') stored,
  is_wording      boolean not null default false,
  on_behalf_by    uuid references app.participant (id) on delete restrict,
  on_behalf_confirmed_by uuid references app.participant (id) on delete restrict,
  on_behalf_confirmed_at timestamptz,
  constraint answer_is_confirmed_by_somebody check ((on_behalf_confirmed_by is null) = (on_behalf_confirmed_at is null)),
  constraint answer_is_confirmed_when_on_behalf check (on_behalf_by is not null or on_behalf_confirmed_by is null),
  constraint answer_number_once unique (cycle_id, sheet, number),
  constraint answer_sheet_is_known foreign key (cycle_id, sheet) references app.sheet (cycle_id, code) on delete restrict,
  constraint answer_has_its_pillar check (pillar_code is not null or sheet not in ('problem', 'solution')),
  constraint answer_status_is_known check (status in ('draf', 'diajukan', 'dikirim', 'dikembalikan', 'diterima', 'digabung', 'ditolak', 'ditarik')),
  constraint answer_is_numbered_when_sent check (number is not null or status in ('draf', 'diajukan', 'ditarik')),
  constraint answer_gives_its_reason check (status not in ('dikembalikan', 'ditolak') or char_length(reason) > 0)
);
create index answer_unit_idx on app.answer (unit_id, cycle_id, sheet, updated_at desc);
create unique index answer_once_per_unit on app.answer (cycle_id, sheet, unit_id) where pillar_code is null;
create index answer_unfinished_idx on app.answer (unit_id, cycle_id, status, updated_at desc) where status in ('draf', 'dikembalikan');
create index answer_awaiting_idx on app.answer (unit_id, cycle_id, updated_at) where status = 'diajukan';
create index answer_no_data_idx on app.answer (unit_id, cycle_id) where no_data > 0;
create index answer_status_idx on app.answer (cycle_id, sheet, status, number);
create index answer_pillar_idx on app.answer (pillar_code, cycle_id, sheet, number desc);
create index answer_author_id_idx on app.answer (author_id);
create index answer_on_behalf_by_idx on app.answer (on_behalf_by) where on_behalf_by is not null;
create index answer_on_behalf_confirmed_by_idx on app.answer (on_behalf_confirmed_by) where on_behalf_confirmed_by is not null;
create index answer_on_behalf_idx on app.answer (cycle_id, updated_at desc) where on_behalf_by is not null;
create index answer_wording_idx on app.answer (cycle_id, sheet, status) where is_wording;
create index answer_unconfirmed_idx on app.answer (unit_id, cycle_id) where on_behalf_by is not null and on_behalf_confirmed_by is null;
create index answer_lead_unit_idx on app.answer (lead_unit, cycle_id) where lead_unit is not null;
comment on column app.answer.due_at is 'Until when its unit may mend what was returned to it, also after the window closed.';
comment on column app.answer.lead_unit is 'The code of the unit that is to carry a solution out: it is asked whether it will.';
comment on column app.answer.on_behalf_by is 'Who of Diskominfo typed it for the unit, from its paper; until somebody of the unit stands behind it (on_behalf_confirmed_by).';
comment on column app.answer.is_wording is 'New words of Diskominfo for answers that were merged: nobody''s own answer, so no unit is credited with it.';
comment on column app.answer.no_data is 'How many numbers are answered with "belum ada data".';
comment on column app.answer.answers is 'Question key -> value, in the shapes the questionnaire names. Unanswered keys are absent.';

create table app.answer_field (
  answer_id uuid not null references app.answer (id) on delete cascade,
  field     text not null,
  version   int  not null,
  client_id uuid not null,
  saved_by  uuid not null references app.participant (id) on delete restrict,
  saved_at  timestamptz not null default clock_timestamp(),
  cleared   text[] not null default '{}',
  constraint answer_field_once primary key (answer_id, field)
);
create index answer_field_saved_by_idx on app.answer_field (saved_by);
comment on table app.answer_field is 'Who wrote each field last, and how often it was written: the base version of the next save. cleared: numbers in it of which a writer said that they are no identity numbers.';

create table app.answer_sequence (
  answer_id uuid not null references app.answer (id) on delete cascade,
  field     text not null,
  client_id uuid not null,
  sequence  bigint not null,
  constraint answer_sequence_once primary key (answer_id, field, client_id)
);
comment on table app.answer_sequence is 'The newest save of each client: a late retry has a lower sequence and is ignored.';

create table app.answer_version (
  answer_id uuid not null references app.answer (id) on delete cascade,
  version   int  not null,
  status    text not null,
  answers   jsonb not null,
  reason    text,
  act_by    uuid not null references app.participant (id) on delete restrict,
  at        timestamptz not null default clock_timestamp(),
  is_sent   boolean not null default true,
  constraint answer_version_once primary key (answer_id, version)
);
create index answer_version_act_by_idx on app.answer_version (act_by);
comment on table app.answer_version is 'The answer as it stood at each change of state. is_sent: its text was sent, others than its unit may know it.';

create table app.answer_number (
  cycle_id uuid not null references app.cycle (id) on delete cascade,
  sheet    text not null,
  last     int  not null,
  constraint answer_number_counter_once primary key (cycle_id, sheet)
);

create table app.problem_location (
  answer_id uuid not null references app.answer (id) on delete cascade,
  unit_id   uuid not null references app.unit (id) on delete restrict,
  constraint problem_location_once primary key (answer_id, unit_id)
);
create index problem_location_unit_id_idx on app.problem_location (unit_id);

create table app.answers_problem (
  solution_id uuid not null references app.answer (id) on delete cascade,
  problem_id  uuid not null references app.answer (id) on delete restrict,
  constraint answers_problem_once primary key (solution_id, problem_id)
);
create index answers_problem_problem_id_idx on app.answers_problem (problem_id);
comment on table app.answers_problem is 'The golden thread''s first link: which problems a solution answers.';

create table app.merge (
  answer_id uuid primary key references app.answer (id) on delete cascade,
  into_id   uuid not null references app.answer (id) on delete cascade,
  root_id   uuid not null references app.answer (id) on delete cascade,
  unit_id   uuid references app.unit (id) on delete restrict,
  constraint merge_is_into_another check (answer_id not in (into_id, root_id))
);
create index merge_into_id_idx on app.merge (into_id);
create index merge_root_id_idx on app.merge (root_id);
create index merge_unit_id_idx on app.merge (unit_id, root_id);
comment on table app.merge is 'What is merged now: into_id is what it was merged into, root_id what that has become part of in the end, unit_id whose contribution it is (null: a wording of Diskominfo). What merges and splits it stands in merging.';

create function private.merged_into(p_answer_id uuid)
  returns uuid language sql stable security definer set search_path = ''
as $$ select coalesce((select root_id from app.merge where answer_id = p_answer_id), p_answer_id) $$;
comment on function private.merged_into is 'The answer that stands for this one now: itself, unless it was merged. Definer: whoever counts asks it.';

create function private.joined_with(p_answer_id uuid)
  returns uuid[] language sql stable security definer set search_path = ''
as $$ select p_answer_id || array(select answer_id from app.merge where root_id = p_answer_id) $$;
comment on function private.joined_with is 'An answer and everything it stands for. Of one that was merged itself: only itself. Definer: whoever counts asks it.';

create function private.joined()
  returns uuid[] language sql stable security definer set search_path = ''
as $$ select array(select distinct root_id from app.merge where unit_id = (select private.unit_id())) $$;
comment on function private.joined is 'The answers that stand for something of the caller''s unit: it may read them, and does not rate them. Definer: read by policies.';

-- ── who sees what, in which state ───────────────────────────────────────────────────────────────────────────
create table app.visibility (
  role        text not null,
  relation    text not null,
  status      text not null,
  can_read    boolean not null,
  can_count   boolean not null,
  can_comment boolean not null,
  constraint visibility_once primary key (role, relation, status),
  constraint visibility_role_is_known check (role in ('peserta', 'diskominfo', 'pimpinan', 'pendamping')),
  constraint visibility_relation_is_known check (relation in ('own', 'below', 'other')),
  constraint visibility_status_is_known check (status in ('draf', 'diajukan', 'dikirim', 'dikembalikan', 'diterima', 'digabung', 'ditolak', 'ditarik')),
  constraint visibility_draft_is_the_units check (status not in ('draf', 'diajukan') or relation = 'own' or not can_read),
  constraint visibility_comment_needs_reading check (can_read or not can_comment)
);
comment on table app.visibility is 'Role × relation to the answer''s unit (own, below: a village of the caller''s district, other) × status. Every cell is a setting.';

insert into app.visibility (role, relation, status, can_read, can_count, can_comment)
select role, relation, status,
       case
         when relation = 'own' then true
         when status in ('draf', 'diajukan') then false
         when role = 'pendamping' or role = 'diskominfo' then true
         when role = 'pimpinan' then status <> 'ditarik'
         when relation = 'below' then status in ('dikirim', 'dikembalikan', 'diterima', 'digabung')
         else status in ('diterima', 'digabung')
       end,
       relation <> 'other' or role <> 'peserta',
       case
         when status in ('draf', 'diajukan', 'ditarik', 'ditolak') then false
         when relation = 'own' then true
         when role in ('diskominfo', 'pendamping') then true
         when role = 'pimpinan' or relation = 'below' then status in ('dikirim', 'diterima', 'digabung')
         else status in ('diterima', 'digabung')
       end
  from unnest(array['peserta', 'diskominfo', 'pimpinan', 'pendamping']) as role,
       unnest(array['own', 'below', 'other']) as relation,
       unnest(array['draf', 'diajukan', 'dikirim', 'dikembalikan', 'diterima', 'digabung', 'ditolak', 'ditarik']) as status;

create function private.readable(p_relation text)
  returns text[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(status), '{}') from app.visibility
   where role = (select private.role_name()) and relation = p_relation and can_read
$$;
comment on function private.readable is 'The states in which the caller''s role may read answers of its own units, units below, others. Definer: read by policies.';

create function private.relation_to(p_unit_id uuid)
  returns text language sql stable security definer set search_path = ''
as $$
  select case
           when p_unit_id = (select private.unit_id()) then 'own'
           when p_unit_id = any ((select private.units_below())::uuid[]) then 'below'
           else 'other'
         end
$$;

create function private.entrusted()
  returns uuid[] language plpgsql stable security definer set search_path = ''
as $$
declare
  v_unit_id uuid := private.unit_id();
begin
  return array(
    select answer_id from app.referral where unit_id = v_unit_id and cancelled_at is null
    union
    select answer.id from app.unit join app.answer on answer.lead_unit = unit.code
     where unit.id = v_unit_id and answer.sheet = 'solution' and answer.status in ('dikirim', 'diterima', 'digabung'));
end $$;
comment on function private.entrusted is 'Answers of whichever unit on which the caller''s unit was asked for a word, or which it is to carry out: it reads them once they were sent. Definer: read by a policy.';

create function private.may(p_answer app.answer, p_what text)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select case p_what when 'read' then can_read when 'count' then can_count when 'comment' then can_comment end
      from app.visibility
     where role = private.role_name() and relation = private.relation_to(p_answer.unit_id) and status = p_answer.status
       and (relation = 'own' or p_answer.number is not null)), false)
      or (p_what = 'read' and p_answer.number is not null and p_answer.status not in ('draf', 'diajukan', 'ditarik')
          and p_answer.id = any ((select private.entrusted())::uuid[]))
      or (p_what = 'read' and p_answer.id = any (private.joined()))
$$;

alter table app.answer enable row level security;
alter table app.answer_field enable row level security;
alter table app.answer_sequence enable row level security;
alter table app.answer_version enable row level security;
alter table app.answer_number enable row level security;
alter table app.problem_location enable row level security;
alter table app.answers_problem enable row level security;
alter table app.merge enable row level security;
alter table app.visibility enable row level security;

create policy answer_select_visible on app.answer for select to authenticated
  using (
    (unit_id = (select private.unit_id()) and status = any ((select private.readable('own'))::text[]))
    or (number is not null -- what was never sent stays its unit's, also when it was given up
        and unit_id = any ((select private.units_below())::uuid[]) and status = any ((select private.readable('below'))::text[]))
    or (number is not null
        and unit_id is distinct from (select private.unit_id())
        and not unit_id = any ((select private.units_below())::uuid[])
        and status = any ((select private.readable('other'))::text[]))
    or (number is not null and status not in ('draf', 'diajukan', 'ditarik') and id = any ((select private.entrusted())::uuid[]))
    or id = any ((select private.joined())::uuid[]) -- who was merged sees into what
    or (on_behalf_by is not null and on_behalf_confirmed_by is null and (select private.role_name()) = 'diskominfo'));
create policy answer_field_select_writing on app.answer_field for select to authenticated
  using (exists (select from app.answer where answer.id = answer_field.answer_id
                  and (answer.unit_id = (select private.unit_id())
                       or (answer.on_behalf_by is not null and answer.on_behalf_confirmed_by is null
                           and (select private.role_name()) = 'diskominfo'))));
create policy answer_version_select_visible on app.answer_version for select to authenticated
  using (exists (select from app.answer where answer.id = answer_version.answer_id
                  and (answer.unit_id = (select private.unit_id()) or (is_sent and (select private.role_name()) = 'diskominfo'))));
create policy problem_location_select_visible on app.problem_location for select to authenticated
  using (exists (select from app.answer where answer.id = problem_location.answer_id));
create policy answers_problem_select_visible on app.answers_problem for select to authenticated
  using (exists (select from app.answer where answer.id = answers_problem.solution_id)
         and exists (select from app.answer where answer.id = answers_problem.problem_id));
create policy merge_select_visible on app.merge for select to authenticated
  using (exists (select from app.answer where answer.id = merge.answer_id)
         and exists (select from app.answer where answer.id = merge.into_id));
create policy visibility_select_signed_in on app.visibility for select to authenticated
  using ((select private.participant_id()) is not null);
create policy answer_sequence_nobody on app.answer_sequence for all to authenticated using (false) with check (false);
create policy answer_number_nobody on app.answer_number for all to authenticated using (false) with check (false);

grant select on app.answer, app.answer_field, app.answer_version, app.problem_location, app.answers_problem,
  app.merge, app.visibility to authenticated;
-- No insert, update or delete for anyone: the functions below are the only doors. answer_sequence, answer_number: no grant at all.

-- ── counts, kept in the transaction of each write ───────────────────────────────────────────────────────────
create table app.coverage_count (
  id          bigint generated always as identity primary key,
  cycle_id    uuid not null references app.cycle (id) on delete cascade,
  unit_id     uuid not null references app.unit (id) on delete cascade,
  pillar_code text references app.pillar (code) on delete cascade,
  sheet       text not null,
  status      text not null,
  answers     int  not null,
  no_data     int  not null,
  constraint coverage_count_once unique nulls not distinct (cycle_id, sheet, unit_id, pillar_code, status)
);
create index coverage_count_unit_id_idx on app.coverage_count (unit_id, cycle_id, sheet);
create index coverage_count_pillar_code_idx on app.coverage_count (pillar_code);

create table app.sheet_count (
  cycle_id uuid not null references app.cycle (id) on delete cascade,
  sheet    text not null,
  status   text not null,
  answers  int  not null,
  constraint sheet_count_once primary key (cycle_id, sheet, status)
);
comment on table app.sheet_count is 'coverage_count without units and pillars: what the first page asks all day, in a handful of rows.';

alter table app.coverage_count enable row level security;
alter table app.sheet_count enable row level security;
create policy coverage_count_nobody on app.coverage_count for all to authenticated using (false) with check (false);
create policy sheet_count_nobody on app.sheet_count for all to authenticated using (false) with check (false);
-- No grant: private.aggregate_screen and what a home page asks return what a role may see of them.

create function private.count_answer(p_answer app.answer, p_by int)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into app.coverage_count (cycle_id, unit_id, pillar_code, sheet, status, answers, no_data)
  select p_answer.cycle_id, p_answer.unit_id, p_answer.pillar_code, p_answer.sheet, p_answer.status, p_by, p_by * p_answer.no_data
   where not p_answer.is_wording -- what it stands for is counted with the units that said it
  on conflict (cycle_id, sheet, unit_id, pillar_code, status)
  do update set answers = app.coverage_count.answers + p_by, no_data = app.coverage_count.no_data + excluded.no_data;
  insert into app.sheet_count (cycle_id, sheet, status, answers)
  values (p_answer.cycle_id, p_answer.sheet, p_answer.status, p_by)
  on conflict (cycle_id, sheet, status) do update set answers = app.sheet_count.answers + p_by;
end $$;

create function private.keep_counts()
  returns trigger language plpgsql volatile security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE'
     and (old.cycle_id, old.unit_id, old.pillar_code, old.status, old.no_data, old.on_behalf_confirmed_by)
         is not distinct from (new.cycle_id, new.unit_id, new.pillar_code, new.status, new.no_data, new.on_behalf_confirmed_by) then
    return null;
  end if;
  perform private.bump_feed(coalesce(new.cycle_id, old.cycle_id));
  if tg_op <> 'INSERT' then
    perform private.count_answer(old, -1);
  end if;
  if tg_op <> 'DELETE' then
    perform private.count_answer(new, 1);
  end if;
  return null;
end $$;
create trigger answer_keeps_counts after insert or update or delete on app.answer
  for each row execute function private.keep_counts();

-- ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.is_unconfirmed(p_answer_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$ select on_behalf_by is not null and on_behalf_confirmed_by is null from app.answer where id = p_answer_id $$;
comment on function private.is_unconfirmed is 'Whether Diskominfo typed it and its unit has not said yet that it is right: told with its title, wherever that is shown. Definer: the title may be shown where the answer may not be read.';
grant execute on function private.is_unconfirmed(uuid) to authenticated;

create function private.may_be_linked(p_id text, p_cycle_id uuid)
  returns boolean language plpgsql stable security definer set search_path = ''
as $$
declare
  v_problem app.answer;
begin
  if p_id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  select * into v_problem from app.answer where id = p_id::uuid;
  return v_problem.sheet = 'problem' and v_problem.cycle_id = p_cycle_id
     and v_problem.status not in ('draf', 'diajukan', 'ditarik', 'ditolak') and private.may(v_problem, 'read');
end $$;
comment on function private.may_be_linked is 'Whether the caller''s solution may say that it answers this problem: sent, of the same cycle, readable. Definer: null-safe for ids that do not exist.';

create function private.acts_for(p_answer app.answer)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select coalesce(p_answer.unit_id = (select private.unit_id()), false)
      or (p_answer.on_behalf_by is not null and p_answer.on_behalf_confirmed_by is null
          and (select private.role_name()) = 'diskominfo')
$$;
comment on function private.acts_for is 'Whether the caller may act for the answer''s unit: she is of it, or of Diskominfo and it was begun on the unit''s behalf and is not yet the unit''s own.';

create function private.is_writable(p_answer app.answer)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select private.is_window_open(p_answer.cycle_id, p_answer.sheet, p_answer.unit_id)
      or coalesce(statement_timestamp() < p_answer.due_at
                  and exists (select from app.cycle where id = p_answer.cycle_id and is_open), false)
$$;
comment on function private.is_writable is 'Whether its unit may work on an answer now: in the window, or until the day that it was returned with.';

create function private.own_answer(p_answer_id uuid)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer;
begin
  select * into v_answer from app.answer where id = p_answer_id and private.acts_for(answer) for no key update;
  if not found then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  if not private.is_writable(v_answer) then
    perform private.refuse('PT409', 'window_closed', v_answer.sheet);
  end if;
  return private.taken_over(v_answer);
end $$;
comment on function private.own_answer is 'Locks an answer that the caller may act on for its unit, while its window is open or it was returned with time to mend it. Raises not_found, cycle_archived, window_closed.';

create function private.sent_values(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select answers from app.answer_version
     where answer_id = p_answer.id and status not in ('draf', 'diajukan', 'ditarik')
     order by version desc limit 1), p_answer.answers)
$$;
comment on function private.sent_values is 'What was sent last, whatever its unit has written since. No grant: shown_values and keep_version ask it.';

create function private.is_readable(p_answer_id uuid)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select coalesce((select private.may(answer, 'read') or private.acts_for(answer) from app.answer where id = p_answer_id), false)
$$;
comment on function private.is_readable is 'Whether the caller may read the answer that really has this id: what a helper is handed may be forged. No grant.';

create function private.shown_values(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select case
           when p_answer.status in ('dikembalikan', 'ditarik') and p_answer.number is not null
                and not private.acts_for(p_answer)
             then case when private.is_readable(p_answer.id) then private.sent_values(p_answer) else '{}' end
           else p_answer.answers
         end
$$;
comment on function private.shown_values is 'An answer as its reader may know it: what its unit writes after a return or a reopening is its own until it is sent again.';

create function private.keep_version(p_answer app.answer, p_person_id uuid)
  returns void language sql volatile security definer set search_path = ''
as $$
  insert into app.answer_version (answer_id, version, status, answers, reason, act_by, at, is_sent)
  select p_answer.id, 1 + count(*), p_answer.status,
         case when p_answer.status = 'ditarik' and p_answer.number is not null then private.sent_values(p_answer) else p_answer.answers end,
         p_answer.reason, p_person_id,
         case when p_answer.status = 'dikirim' then p_answer.sent_at else clock_timestamp() end,
         p_answer.number is not null and p_answer.status not in ('draf', 'diajukan')
    from app.answer_version where answer_id = p_answer.id
$$;
comment on function private.keep_version is 'Keeps the answer as it stands at a change of state; of one withdrawn what was sent, for others see that.';

create function private.begin_draft(p_person app.participant, p_unit_id uuid, p_cycle_id uuid, p_sheet text, p_pillar_code text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_cycle app.cycle := private.require_open_cycle(p_cycle_id);
  v_scope text := (select scope from app.sheet where cycle_id = v_cycle.id and code = p_sheet);
  v_id    uuid;
begin
  if v_scope is null then
    perform private.refuse('PT422', 'field_invalid', 'sheet');
  elsif (v_scope = 'unit') <> (p_pillar_code is null)
        or (v_scope = 'answer' and not exists (select from app.pillar where code = p_pillar_code)) then
    perform private.refuse('PT422', 'field_invalid', 'pillar_code');
  end if;
  perform private.require_window(v_cycle.id, p_sheet, p_unit_id);
  if v_scope = 'unit' then -- it and a workbook of the unit begin the same sheet one after the other
    perform from app.unit where id = p_unit_id for no key update;
  end if;
  insert into app.answer (cycle_id, sheet, unit_id, pillar_code, author_id, on_behalf_by)
  values (v_cycle.id, p_sheet, p_unit_id, p_pillar_code, p_person.id, case when p_unit_id is distinct from p_person.unit_id then p_person.id end)
  on conflict (cycle_id, sheet, unit_id) where pillar_code is null do nothing
  returning id into v_id;
  if v_id is null then -- one a unit: a colleague has begun it
    return jsonb_build_object('answer_id', (
      select id from app.answer where cycle_id = v_cycle.id and sheet = p_sheet and unit_id = p_unit_id and pillar_code is null));
  end if;
  perform private.log_event(p_person.id, 'draft_created', 'answer', v_id::text,
    case when p_unit_id is distinct from p_person.unit_id then jsonb_build_object('on_behalf_of', p_unit_id) else '{}' end);
  return jsonb_build_object('answer_id', v_id);
end $$;
comment on function private.begin_draft is 'An empty answer of this unit; on its behalf when the person is not of it. Callers have checked that she may. Raises cycle_archived, window_closed, field_invalid. No grant.';

create function private.create_draft(p_request_id uuid, p_cycle_id uuid, p_sheet text, p_pillar_code text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'create_draft');
begin
  if v_result is not null then
    return v_result;
  end if;
  if v_person.unit_id is null then
    perform private.refuse('PT403', 'not_allowed', 'unit_id');
  end if;
  return private.remembered(v_person.id, p_request_id,
    private.begin_draft(v_person, v_person.unit_id, p_cycle_id, p_sheet, p_pillar_code));
end $$;

create function private.normal_value(p_question app.question, p_value jsonb)
  returns jsonb language sql immutable set search_path = ''
as $$
  select case
           when p_question.kind in ('scale', 'money') and jsonb_typeof(p_value) = 'number'
             then to_jsonb(trunc((p_value #>> '{}')::numeric)::bigint)
           else p_value
         end
$$;
comment on function private.normal_value is '4.0 and 4 are one answer: whole numbers are kept without decimals.';

create function private.save_field(p_answer_id uuid, p_person_id uuid, p_client_id uuid, p_save jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer   app.answer;
  v_field    text := p_save ->> 'field';
  v_value    jsonb := p_save -> 'value';
  v_sequence bigint := private.counter(p_save -> 'sequence', v_field);
  v_base     bigint := private.counter(p_save -> 'base_version', v_field);
  v_question app.question;
  v_last     app.answer_field;
  v_cleared  text[] := private.cleared_numbers(p_save -> 'cleared', v_field);
  v_fault    text;
begin
  select * into v_answer from app.answer where id = p_answer_id;
  select * into v_question from app.question
   where cycle_id = v_answer.cycle_id and sheet = v_answer.sheet and key = v_field and retired_at is null
     and (pillar_code is null or pillar_code = v_answer.pillar_code);
  if not found then
    perform private.refuse('PT422', 'field_invalid', left(v_field, 40));
  end if;
  v_fault := private.value_fault(v_question, v_value, v_answer.pillar_code, true, p_answer_id);
  if v_fault is not null then
    perform private.refuse('PT422', case v_fault when 'too_long' then 'text_too_long' else 'field_invalid' end, v_field);
  end if;
  select * into v_last from app.answer_field where answer_id = p_answer_id and field = v_field;
  v_cleared := v_cleared || coalesce(v_last.cleared, '{}');
  v_value := private.masked_value(v_question, private.normal_value(v_question, v_value), v_cleared);
  insert into app.answer_sequence (answer_id, field, client_id, sequence)
  values (p_answer_id, v_field, p_client_id, v_sequence)
  on conflict (answer_id, field, client_id) do update set sequence = excluded.sequence
   where app.answer_sequence.sequence < excluded.sequence;
  if not found then
    return jsonb_build_object('field', v_field, 'outcome', 'late', 'version', coalesce(v_last.version, 0),
      'value', v_answer.answers -> v_field, 'saved_at', v_last.saved_at, 'saved_by', private.person_name(v_last.saved_by),
      'sequence', (select sequence from app.answer_sequence
                    where answer_id = p_answer_id and field = v_field and client_id = p_client_id));
  end if;
  if (case when private.is_unanswered(v_value) then not v_answer.answers ? v_field else v_answer.answers -> v_field = v_value end) then
    return jsonb_build_object('field', v_field, 'outcome', 'saved', 'version', coalesce(v_last.version, 0));
  end if;
  if v_last.version is not null and v_last.client_id <> p_client_id
     and v_last.version <> v_base then
    -- Somebody else wrote meanwhile. Nothing is overwritten; the writer decides. Her sequence is used up.
    return jsonb_build_object('field', v_field, 'outcome', 'changed', 'version', v_last.version,
      'value', v_answer.answers -> v_field, 'saved_at', v_last.saved_at,
      'saved_by', (select name from app.participant where id = v_last.saved_by));
  end if;
  insert into app.answer_field (answer_id, field, version, client_id, saved_by, cleared)
  values (p_answer_id, v_field, 1, p_client_id, p_person_id, private.still_there(v_cleared, v_value))
  on conflict (answer_id, field) do update
     set version = app.answer_field.version + 1, client_id = excluded.client_id,
         saved_by = excluded.saved_by, saved_at = clock_timestamp(), cleared = excluded.cleared
  returning * into v_last;
  perform private.keep_change(p_answer_id, v_field, v_answer.answers -> v_field, v_value, p_person_id);
  update app.answer
     set answers = case when private.is_unanswered(v_value) then answers - v_field
                        else jsonb_set(answers, array[v_field], v_value) end,
         updated_at = clock_timestamp()
   where id = p_answer_id;
  if v_question.kind = 'problems' then
    delete from app.answers_problem where solution_id = p_answer_id;
    if not private.is_unanswered(v_value) then
      insert into app.answers_problem (solution_id, problem_id)
      select p_answer_id, id::uuid from jsonb_array_elements_text(v_value) as id;
    end if;
  end if;
  return jsonb_build_object('field', v_field, 'outcome', 'saved', 'version', v_last.version);
end $$;
comment on function private.save_field is 'One field of a locked draft. Raises field_invalid, text_too_long. No grant: save_fields calls it.';

create function private.save_fields(p_answer_id uuid, p_client_id uuid, p_fields jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_answer app.answer;
  v_saves  jsonb;
begin
  perform private.hold_questions();
  v_answer := private.own_answer(p_answer_id);
  if v_answer.status not in ('draf', 'dikembalikan') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  if p_client_id is null or jsonb_typeof(p_fields) is distinct from 'array' or jsonb_array_length(p_fields) > 60 then
    perform private.refuse('PT422', 'field_invalid', 'fields');
  end if;
  select coalesce(jsonb_agg(private.save_field(p_answer_id, v_person.id, p_client_id, item) order by position), '[]')
    into v_saves
    from jsonb_array_elements(p_fields) with ordinality as listed (item, position);
  return jsonb_build_object('saved_at', clock_timestamp(), 'fields', v_saves);
end $$;
comment on function private.save_fields is 'Saves fields of a draft: all of them or, when one is refused, none. Each carries field, value, sequence, base_version. Raises not_found, window_closed, wrong_state, field_invalid, text_too_long.';

create function private.missing_fields(p_answer app.answer)
  returns text[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(key order by position), '{}')
    from app.question
   where cycle_id = p_answer.cycle_id and sheet = p_answer.sheet
     and required_from <= (select private.stage_of(p_answer.cycle_id, p_answer.sheet))
     and private.is_unanswered(p_answer.answers -> key)
     and private.is_asked(question, p_answer.answers, p_answer.pillar_code)
$$;

create function private.faulty_fields(p_answer app.answer)
  returns text[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(question.key order by question.position), '{}')
    from app.question
   where question.cycle_id = p_answer.cycle_id and question.sheet = p_answer.sheet
     and private.value_fault(question, p_answer.answers -> question.key, p_answer.pillar_code, false, p_answer.id) is not null
     and private.is_asked(question, p_answer.answers, p_answer.pillar_code)
$$;
comment on function private.faulty_fields is 'Fields that fitted when they were saved and no longer do, e.g. a linked problem that was withdrawn since.';

create function private.require_complete(p_answer app.answer)
  returns void language plpgsql stable security definer set search_path = ''
as $$
declare
  v_open text[] := private.missing_fields(p_answer);
begin
  if v_open <> '{}' then
    perform private.refuse('PT422', 'answer_incomplete', array_to_string(v_open, ','));
  end if;
  v_open := private.faulty_fields(p_answer);
  if v_open <> '{}' then
    perform private.refuse('PT422', 'field_invalid', v_open[1]);
  end if;
end $$;
comment on function private.require_complete is 'Raises answer_incomplete (detail: the open fields), field_invalid.';

create function private.deliver(p_answer app.answer, p_person app.participant)
  returns app.answer language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer app.answer := p_answer;
begin
  if v_answer.number is null then
    insert into app.answer_number (cycle_id, sheet, last) values (v_answer.cycle_id, v_answer.sheet, 1)
    on conflict (cycle_id, sheet) do update set last = app.answer_number.last + 1
    returning last into v_answer.number;
  end if;
  update app.answer
     set status = 'dikirim', number = v_answer.number, sent_at = statement_timestamp(), updated_at = clock_timestamp(), reason = null, due_at = null
   where id = v_answer.id returning * into v_answer;
  perform private.keep_version(v_answer, p_person.id);
  if v_answer.sheet = 'problem' then
    delete from app.problem_location where answer_id = v_answer.id;
    insert into app.problem_location (answer_id, unit_id)
    select v_answer.id, unit.id from jsonb_array_elements_text(v_answer.answers -> 'location') as place
      join app.unit on unit.code = place.value;
  end if;
  perform private.ask_consent(v_answer);
  return v_answer;
end $$;
comment on function private.deliver is 'A locked, complete answer goes to Diskominfo; sent when the call reached the database. No grant: send_answer and approve_answer call it.';

create function private.receipt_of(p_answer app.answer)
  returns jsonb language sql immutable set search_path = ''
as $$
  select jsonb_build_object('status', p_answer.status, 'number', p_answer.number,
    'sent_at', case when p_answer.status = 'dikirim' then p_answer.sent_at else p_answer.updated_at end)
$$;

create function private.send_answer(p_request_id uuid, p_answer_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'send_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.own_answer(p_answer_id);
  if v_answer.status not in ('draf', 'dikembalikan') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  perform private.require_complete(v_answer);
  perform private.require_paper(v_answer);
  if private.may_send(v_person, v_answer.unit_id) or v_answer.unit_id is distinct from v_person.unit_id then -- its paper is signed
    v_answer := private.deliver(v_answer, v_person);
  else
    v_answer := private.submit(v_answer, v_person);
  end if;
  perform private.log_event(v_person.id, case v_answer.status when 'dikirim' then 'answer_sent' else 'answer_submitted' end, 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, private.receipt_of(v_answer));
end $$;
comment on function private.send_answer is 'To Diskominfo, or (where that is switched on) to the unit''s responsible person first. Raises not_found, window_closed, wrong_state, answer_incomplete (detail: the open fields), field_invalid, evidence_required.';

create function private.withdraw_answer(p_request_id uuid, p_answer_id uuid, p_reason text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'withdraw_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.own_answer(p_answer_id);
  if v_answer.status not in ('draf', 'diajukan', 'dikirim', 'dikembalikan') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  elsif v_answer.number is not null and coalesce(char_length(private.trimmed(p_reason)), 0) = 0 then
    perform private.refuse('PT422', 'reason_required', 'reason');
  elsif char_length(p_reason) > 1000 then
    perform private.refuse('PT422', 'text_too_long', 'reason');
  end if;
  update app.answer set status = 'ditarik', reason = nullif(private.masked(private.trimmed(p_reason)), ''), updated_at = clock_timestamp()
   where id = p_answer_id returning * into v_answer;
  perform private.keep_version(v_answer, v_person.id);
  perform private.log_event(v_person.id, 'answer_withdrawn', 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('status', v_answer.status));
end $$;
comment on function private.withdraw_answer is 'Raises not_found, window_closed, wrong_state, reason_required (what was sent once needs one), text_too_long.';

create function private.reopen_answer(p_request_id uuid, p_answer_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'reopen_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.own_answer(p_answer_id);
  if v_answer.status not in ('diajukan', 'dikirim', 'ditarik') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  update app.answer set status = 'draf', reason = null, updated_at = clock_timestamp()
   where id = p_answer_id returning * into v_answer;
  perform private.keep_version(v_answer, v_person.id);
  perform private.log_event(v_person.id, 'answer_reopened', 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('status', v_answer.status));
end $$;
comment on function private.reopen_answer is 'Takes a submitted, sent or withdrawn answer back into work; its number stays. Raises not_found, window_closed, wrong_state.';

create function private.set_visibility(p_request_id uuid, p_role text, p_relation text, p_status text, p_can_read boolean, p_can_count boolean, p_can_comment boolean)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_visibility');
begin
  if v_result is not null then
    return v_result;
  end if;
  if p_can_read is null or p_can_count is null or p_can_comment is null
     or (p_status in ('draf', 'diajukan') and p_relation <> 'own' and p_can_read) or (p_can_comment and not p_can_read) then
    perform private.refuse('PT422', 'field_invalid', 'visibility');
  end if;
  update app.visibility set can_read = p_can_read, can_count = p_can_count, can_comment = p_can_comment
   where role = p_role and relation = p_relation and status = p_status;
  if not found then
    perform private.refuse('PT404', 'not_found', 'visibility');
  end if;
  update app.feed set version = nextval('app.feed_version');
  perform private.log_event(v_person.id, 'visibility_set', 'visibility', concat_ws('/', p_role, p_relation, p_status),
    jsonb_build_object('read', p_can_read, 'count', p_can_count, 'comment', p_can_comment));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_visibility is 'Changes one cell of who sees what. Nobody but its unit reads what is not sent yet, whatever is set. Raises not_found, field_invalid.';
