-- History: who wrote which field when, what stood there before, and the receipt of what was sent.
-- Its unit sees all of it. Diskominfo sees what was sent, and of the changes between two sendings who made them and when:
-- a text that was never sent stays its unit's, here too.

create table app.answer_change (
  id            bigint generated always as identity primary key,
  answer_id     uuid not null references app.answer (id) on delete cascade,
  field         text not null,
  before        jsonb,
  value         jsonb,
  changed_by    uuid not null references app.participant (id) on delete restrict,
  after_version int  not null,
  started_at    timestamptz not null default clock_timestamp(),
  at            timestamptz not null default clock_timestamp()
);
create index answer_change_answer_id_idx on app.answer_change (answer_id, field, id);
create index answer_change_changed_by_idx on app.answer_change (changed_by);
comment on table app.answer_change is 'One stretch of writing by one person in one field: null is unanswered. after_version: the change of state it came after.';

alter table app.answer_change enable row level security;
create policy answer_change_select_own_unit on app.answer_change for select to authenticated
  using (exists (select from app.answer where answer.id = answer_change.answer_id and answer.unit_id = (select private.unit_id())));
grant select on app.answer_change to authenticated;
-- No insert, update or delete for anyone: saving a field writes it.

create function private.keep_change(p_answer_id uuid, p_field text, p_before jsonb, p_value jsonb, p_person_id uuid)
  returns void language plpgsql volatile security definer set search_path = ''
as $$
declare
  c_pause   constant interval := '5 minutes';
  v_version int := (select coalesce(max(version), 0) from app.answer_version where answer_id = p_answer_id);
  v_value   jsonb := case when not private.is_unanswered(p_value) then p_value end;
begin
  update app.answer_change set value = v_value, at = clock_timestamp()
   where id = (select max(id) from app.answer_change where answer_id = p_answer_id and field = p_field)
     and changed_by = p_person_id and after_version = v_version and at > clock_timestamp() - c_pause;
  if not found then
    insert into app.answer_change (answer_id, field, before, value, changed_by, after_version)
    values (p_answer_id, p_field, p_before, v_value, p_person_id, v_version);
  end if;
end $$;
comment on function private.keep_change is 'Adds to the history of a field; what one person writes there without a pause of five minutes is one change. No grant: save_field calls it.';

create function private.changes_of(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  with sent as (
    select min(version) as first, max(version) as last from app.answer_version where answer_id = p_answer.id and status = 'dikirim')
  select coalesce(jsonb_agg(jsonb_build_object('field', field, 'by', private.person_name(changed_by), 'at', at, 'after_version', after_version) order by id), '[]')
    from (
      select change.* from app.answer_change as change, sent
       where answer_id = p_answer.id and before is distinct from value
         and ((select unit_id from app.answer where id = p_answer.id) = (select private.unit_id())
              or ((select private.role_name()) = 'diskominfo' and after_version >= sent.first and after_version < sent.last))
       order by id desc limit 300) as latest
$$;
comment on function private.changes_of is 'Who changed which field when, without its text. Definer: Diskominfo may know that, of what was sent again, and not read the table.';

create function private.values_at(p_answer app.answer, p_version int)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select case when p_version = 0 then '{}'
              else coalesce((select answers from app.answer_version where answer_id = p_answer.id and version = p_version),
                            private.shown_values(p_answer)) end
$$;
comment on function private.values_at is 'The answer at a change of state the caller may see; 0 is the empty form, any other what it is now.';

create function private.trail_of(p_answer_id uuid, p_field text)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('field', field, 'before', before, 'value', value, 'by', private.person_name(changed_by), 'at', at) order by id desc), '[]')
    from (select * from app.answer_change
           where answer_id = p_answer_id and field = p_field and before is distinct from value
           order by id desc limit 10) as latest
$$;

create function private.compared_with(p_answer app.answer)
  returns int language sql stable security invoker set search_path = ''
as $$
  select coalesce(max(version), 0) from app.answer_version as sent
   where answer_id = p_answer.id and status = 'dikirim'
     and (p_answer.status in ('draf', 'diajukan', 'dikembalikan', 'ditarik')
          or exists (select from app.answer_version as later
                      where later.answer_id = sent.answer_id and later.version > sent.version and later.status = 'dikirim'))
$$;
comment on function private.compared_with is 'What one looks back at first: the sending before what stands there now, or the empty form.';

create function api.answer_history(p_answer_id uuid, p_older int, p_newer int, p_field text)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_answer app.answer;
  v_older  int;
begin
  select * into v_answer from app.answer where id = p_answer_id;
  if not found then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  end if;
  v_older := case when p_older = 0 or exists (select from app.answer_version where answer_id = p_answer_id and version = p_older)
                  then p_older else private.compared_with(v_answer) end;
  return jsonb_build_object(
    'answer', private.answer_row(v_answer),
    'cycle', private.cycle_row(private.cycle(v_answer.cycle_id)),
    'older_version', v_older,
    'is_own', v_answer.unit_id is not distinct from v_person.unit_id,
    'versions', (select coalesce(jsonb_agg(jsonb_build_object('version', latest.version, 'status', latest.status, 'at', latest.at, 'reason', latest.reason,
                   'by', private.person_name(latest.act_by), 'undone_by', private.person_name(review.undone_by)) order by latest.version), '[]')
                   from (select * from app.answer_version where answer_id = p_answer_id order by version desc limit 100) as latest
                   left join app.review on review.answer_id = latest.answer_id and review.version = latest.version),
    'older', private.values_at(v_answer, v_older),
    'newer', private.values_at(v_answer, p_newer),
    'changes', private.changes_of(v_answer),
    'trail', private.trail_of(p_answer_id, p_field),
    'linked', (select coalesce(jsonb_agg(private.answer_row(other)), '[]') from app.answer as other where other.id = any (private.linked(v_answer))));
end $$;
comment on function api.answer_history is 'The changes of state the caller may see, the answer at two of them (0: empty; without p_older the sending before, without p_newer now), who changed what, and of one field the last ten texts. Raises not_found.';

create function api.receipt(p_answer_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_answer app.answer;
  v_sent   app.answer_version;
begin
  perform private.require_person();
  select * into v_answer from app.answer where id = p_answer_id;
  select * into v_sent from app.answer_version where answer_id = v_answer.id and status = 'dikirim' order by version desc limit 1;
  if v_sent.answer_id is null then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  end if;
  return jsonb_build_object(
    'answer', private.answer_row(v_answer)
              || case when v_sent.answers ? 'title' then jsonb_build_object('title', v_sent.answers ->> 'title') else '{}' end,
    'cycle', private.cycle_row(private.cycle(v_answer.cycle_id)),
    'values', v_sent.answers,
    'sent_at', v_sent.at,
    'sent_by', private.person_name(v_sent.act_by),
    'submitted_by', (select private.person_name(act_by) from app.answer_version
                      where answer_id = v_answer.id and version = v_sent.version - 1 and status = 'diajukan'),
    'linked', (select coalesce(jsonb_agg(private.answer_row(other) order by other.number), '[]') from app.answer as other
                where other.cycle_id = v_answer.cycle_id and jsonb_typeof(v_sent.answers -> 'problems') = 'array'
                  and (v_sent.answers -> 'problems') ? other.id::text));
end $$;
comment on function api.receipt is 'What was sent last, by whom and when, for its unit and Diskominfo. Raises not_found (also when nothing was sent).';

grant execute on function
  private.changes_of(app.answer), private.values_at(app.answer, int), private.trail_of(uuid, text), private.compared_with(app.answer),
  api.answer_history(uuid, int, int, text), api.receipt(uuid)
  to authenticated;
