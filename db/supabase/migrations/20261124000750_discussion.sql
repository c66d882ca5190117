-- Discussion: who stands behind an answer, and what is said about it. Both follow the answer: whoever may read it sees them.
-- A comment can be put right for fifteen minutes; after that it can only be taken away, and then a trace of who and when stays.

create table app.support (
  answer_id    uuid not null references app.answer (id) on delete cascade,
  supporter_id uuid not null references app.participant (id) on delete restrict,
  at           timestamptz not null default clock_timestamp(),
  constraint support_once_per_person primary key (answer_id, supporter_id)
);
create index support_supporter_id_idx on app.support (supporter_id);
comment on table app.support is 'One person stands behind one answer of another unit. A support taken back is a line in the event log, no row here.';

create table app.comment (
  id         uuid primary key default gen_random_uuid(),
  answer_id  uuid not null references app.answer (id) on delete cascade,
  author_id  uuid not null references app.participant (id) on delete restrict,
  body       text,
  at         timestamptz not null default clock_timestamp(),
  edited_at  timestamptz,
  removed_by uuid references app.participant (id) on delete restrict,
  removed_at timestamptz,
  constraint comment_is_short check (char_length(body) between 1 and 1000),
  constraint comment_is_removed_with_its_body check ((body is null) = (removed_at is not null)),
  constraint comment_is_removed_by_somebody check ((removed_by is null) = (removed_at is null))
);
create index comment_answer_id_idx on app.comment (answer_id, at desc, id desc);
create index comment_author_id_idx on app.comment (author_id);
create index comment_removed_by_idx on app.comment (removed_by);
comment on table app.comment is 'Plain text beside an answer. Of a removed one only the trace stays: its text is gone.';

alter table app.support enable row level security;
alter table app.comment enable row level security;
create policy support_select_visible on app.support for select to authenticated
  using (exists (select from app.answer where answer.id = support.answer_id));
create policy comment_select_visible on app.comment for select to authenticated
  using (exists (select from app.answer where answer.id = comment.answer_id));
grant select on app.support, app.comment to authenticated;
-- No insert, update or delete for anyone: the functions below are the only doors.

-- ── support ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.is_supportable(p_answer app.answer)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select p_answer.status in ('dikirim', 'dikembalikan', 'diterima', 'digabung')
     and p_answer.unit_id is distinct from (select private.unit_id())
$$;
comment on function private.is_supportable is 'Whether the caller, who reads this answer, may stand behind it. Its own unit does so by having written it.';

create function private.support_of(p_answer app.answer)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'count', (select count(distinct supporter_id) from app.support where answer_id = any ((select private.joined_with(p_answer.id))::uuid[])),
    'is_own', exists (select from app.support where answer_id = any ((select private.joined_with(p_answer.id))::uuid[]) and supporter_id = (select private.participant_id())),
    'may_support', private.is_supportable(p_answer) and exists (select from app.cycle where id = p_answer.cycle_id and is_open),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'title', title, 'unit_name', unit_name) order by at), '[]') from (
        select person.name, person.title, unit.name as unit_name, min(support.at) as at
          from app.support join app.participant as person on person.id = support.supporter_id
          left join app.unit on unit.id = person.unit_id
         where support.answer_id = any ((select private.joined_with(p_answer.id))::uuid[]) and (select private.is_readable(p_answer.id))
         group by person.id, unit.name
         order by min(support.at) limit 100) as first))
$$;
comment on function private.support_of is 'Who stands behind an answer or behind one that was merged into it, each person once, the first hundred by name. Definer: people may not read each other''s rows. Callers pass only answers they were allowed to read.';

create function private.support_answer(p_request_id uuid, p_answer_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'support_answer');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_answer from app.answer where id = p_answer_id;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif v_answer.unit_id = v_person.unit_id then
    perform private.refuse('PT403', 'not_allowed', 'support');
  elsif not private.is_supportable(v_answer) then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  insert into app.support (answer_id, supporter_id) values (p_answer_id, v_person.id) on conflict do nothing;
  if found then
    perform private.log_event(v_person.id, 'answer_supported', 'answer', p_answer_id::text);
  end if;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.support_answer is 'Stands behind an answer of another unit; twice is once. Raises not_found, not_allowed (one''s own unit''s), wrong_state, cycle_archived.';

create function private.withdraw_support(p_request_id uuid, p_answer_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'withdraw_support');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_answer from app.answer where id = p_answer_id;
  if v_answer.id is null
     or not (private.may(v_answer, 'read') or exists (select from app.support where answer_id = p_answer_id and supporter_id = v_person.id)) then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  end if;
  perform private.require_open_cycle(v_answer.cycle_id);
  delete from app.support where answer_id = any (private.joined_with(p_answer_id)) and supporter_id = v_person.id;
  if found then
    perform private.log_event(v_person.id, 'support_withdrawn', 'answer', p_answer_id::text);
  end if;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.withdraw_support is 'Takes one''s own support back, also that of what was merged into it, whatever became of the answer, also when its unit has it in work again. Raises not_found, cycle_archived.';

-- ── comments ────────────────────────────────────────────────────────────────────────────────────────────────
create function private.may_edit(p_comment app.comment)
  returns boolean language sql volatile security definer set search_path = ''
as $$
  select p_comment.author_id = (select private.participant_id()) and p_comment.removed_at is null
     and clock_timestamp() < p_comment.at + interval '15 minutes'
$$;
comment on function private.may_edit is 'Whether the caller wrote this comment less than fifteen minutes ago. Volatile: the clock goes on within a transaction.';

create function private.require_text(p_body text, p_most int)
  returns void language plpgsql stable set search_path = ''
as $$
begin
  if coalesce(char_length(private.trimmed(p_body)), 0) = 0 then
    perform private.refuse('PT422', 'field_invalid', 'body');
  elsif char_length(p_body) > p_most then
    perform private.refuse('PT422', 'text_too_long', 'body');
  end if;
end $$;
comment on function private.require_text is 'Raises field_invalid for a body without a word, text_too_long.';

create function private.comments_of(p_answer_id uuid, p_before uuid)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'body', body, 'at', at, 'author', private.person_name(author_id),
           'edited_at', edited_at, 'removed_at', removed_at, 'removed_by', private.person_name(removed_by),
           'may_edit', private.may_edit(page),
           'may_remove', removed_at is null and (author_id = (select private.participant_id()) or (select private.role_name()) = 'diskominfo'))
           order by at, id), '[]')
    from (select * from app.comment
           where answer_id = p_answer_id
             and (p_before is null or (at, id) < (select at, id from app.comment where id = p_before and answer_id = p_answer_id))
           order by at desc, id desc limit 20) as page
$$;
comment on function private.comments_of is 'Twenty comments, oldest first: the newest ones, or those before the one with this id.';

create function private.comment_for_change(p_comment_id uuid)
  returns app.comment language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_comment app.comment;
  v_answer  app.answer;
begin
  select * into v_comment from app.comment where id = p_comment_id for update;
  select * into v_answer from app.answer where id = v_comment.answer_id;
  if v_answer.id is null
     or not (private.may(v_answer, 'read') or v_comment.author_id = private.participant_id() or private.role_name() = 'diskominfo') then
    perform private.refuse('PT404', 'not_found', 'comment_id');
  end if;
  return v_comment;
end $$;
comment on function private.comment_for_change is 'Locks a comment beside an answer the caller may read; one''s own, and for Diskominfo each, also while the answer is hidden: words are taken back at any time. Raises not_found.';

create function private.add_comment(p_request_id uuid, p_answer_id uuid, p_body text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'add_comment');
  v_answer app.answer;
begin
  if v_result is not null then
    return v_result;
  end if;
  select * into v_answer from app.answer where id = p_answer_id;
  if v_answer.id is null or not private.may(v_answer, 'read') then
    perform private.refuse('PT404', 'not_found', 'answer_id');
  elsif not private.may(v_answer, 'comment') then
    perform private.refuse('PT403', 'not_allowed', 'comment');
  end if;
  perform private.require_text(p_body, 1000);
  perform private.require_open_cycle(v_answer.cycle_id);
  insert into app.comment (answer_id, author_id, body)
  values (p_answer_id, v_person.id, private.masked(private.trimmed(p_body)));
  perform private.log_event(v_person.id, 'comment_added', 'answer', p_answer_id::text);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.add_comment is 'Keeps a comment, identity and phone numbers in it masked. Raises not_found, not_allowed, field_invalid, text_too_long, cycle_archived.';

create function private.edit_comment(p_request_id uuid, p_comment_id uuid, p_body text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person  app.participant := private.require_person();
  v_result  jsonb := private.repeated(v_person.id, p_request_id, 'edit_comment');
  v_comment app.comment;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_comment := private.comment_for_change(p_comment_id);
  if v_comment.author_id <> v_person.id then
    perform private.refuse('PT403', 'not_allowed', 'comment');
  elsif v_comment.removed_at is not null then
    perform private.refuse('PT409', 'wrong_state', 'comment');
  elsif not private.may_edit(v_comment) then
    perform private.refuse('PT409', 'comment_settled', 'comment');
  end if;
  perform private.require_text(p_body, 1000);
  perform private.require_open_cycle((select cycle_id from app.answer where id = v_comment.answer_id));
  update app.comment set body = private.masked(private.trimmed(p_body)), edited_at = clock_timestamp()
   where id = p_comment_id and body <> private.masked(private.trimmed(p_body));
  if found then
    perform private.log_event(v_person.id, 'comment_edited', 'answer', v_comment.answer_id::text, jsonb_build_object('comment', p_comment_id));
  end if;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.edit_comment is 'Puts one''s own comment right within fifteen minutes. Raises not_found, not_allowed, wrong_state (it was removed), comment_settled (too late), field_invalid, text_too_long, cycle_archived.';

create function private.remove_comment(p_request_id uuid, p_comment_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person  app.participant := private.require_person();
  v_result  jsonb := private.repeated(v_person.id, p_request_id, 'remove_comment');
  v_comment app.comment;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_comment := private.comment_for_change(p_comment_id);
  if v_comment.author_id <> v_person.id and v_person.role <> 'diskominfo' then
    perform private.refuse('PT403', 'not_allowed', 'comment');
  end if;
  -- Also in an archived year: what should not stand there, such as a citizen's name, goes at any time.
  update app.comment set body = null, removed_by = v_person.id, removed_at = clock_timestamp()
   where id = p_comment_id and removed_at is null;
  if found then -- somebody may have been quicker: it is gone either way
    perform private.log_event(v_person.id, 'comment_removed', 'answer', v_comment.answer_id::text, jsonb_build_object('comment', p_comment_id));
  end if;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.remove_comment is 'Takes a comment''s text away, for its author and Diskominfo, at any time. Raises not_found, not_allowed.';

create function api.support_answer(p_request_id uuid, p_answer_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.support_answer(p_request_id, p_answer_id) $$;
create function api.withdraw_support(p_request_id uuid, p_answer_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.withdraw_support(p_request_id, p_answer_id) $$;
create function api.add_comment(p_request_id uuid, p_answer_id uuid, p_body text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.add_comment(p_request_id, p_answer_id, p_body) $$;
create function api.edit_comment(p_request_id uuid, p_comment_id uuid, p_body text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.edit_comment(p_request_id, p_comment_id, p_body) $$;
create function api.remove_comment(p_request_id uuid, p_comment_id uuid) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.remove_comment(p_request_id, p_comment_id) $$;

grant execute on function
  private.support_of(app.answer), private.comments_of(uuid, uuid), private.may_edit(app.comment),
  private.support_answer(uuid, uuid), private.withdraw_support(uuid, uuid), private.add_comment(uuid, uuid, text),
  private.edit_comment(uuid, uuid, text), private.remove_comment(uuid, uuid),
  api.support_answer(uuid, uuid), api.withdraw_support(uuid, uuid), api.add_comment(uuid, uuid, text),
  api.edit_comment(uuid, uuid, text), api.remove_comment(uuid, uuid)
  to authenticated;
