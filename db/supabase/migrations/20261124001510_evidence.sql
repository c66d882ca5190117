-- Evidence: photos and documents that stand beside an answer, stored with it under the same row security.
-- What a file is, is read from its first bytes and not from its name. A photo that still says where it was taken is refused:
-- browser and server take that out before, and this is the wall behind them.

create table app.evidence (
  id         uuid primary key default gen_random_uuid(),
  answer_id  uuid not null references app.answer (id) on delete cascade,
  name       text not null,
  kind       text not null,
  size       int  not null,
  hash       text not null,
  content    bytea,
  added_by   uuid not null references app.participant (id) on delete restrict,
  added_at   timestamptz not null default clock_timestamp(),
  removed_by uuid references app.participant (id) on delete restrict,
  removed_at timestamptz,
  constraint evidence_name_is_short check (char_length(name) between 1 and 120),
  constraint evidence_kind_is_known check (kind in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  constraint evidence_is_small check (size between 1 and case kind when 'application/pdf' then 5242880 else 307200 end),
  constraint evidence_size_is_its_contents check (size = octet_length(content)),
  constraint evidence_is_removed_with_its_content check ((content is null) = (removed_at is not null)),
  constraint evidence_is_removed_by_somebody check ((removed_by is null) = (removed_at is null))
);
alter table app.evidence alter column content set storage external; -- compressed already
create unique index evidence_once_per_answer on app.evidence (answer_id, hash) where removed_at is null;
create index evidence_answer_id_idx on app.evidence (answer_id, added_at);
create index evidence_added_by_idx on app.evidence (added_by);
create index evidence_removed_by_idx on app.evidence (removed_by);
comment on table app.evidence is 'Photos and documents beside an answer. Of a removed one only the trace stays: its content is gone.';

alter table app.evidence enable row level security;
create policy evidence_select_visible on app.evidence for select to authenticated
  using (removed_at is null and exists (select from app.answer where answer.id = evidence.answer_id
           and (added_at <= answer.sent_at -- what came since is not sent yet
                or answer.unit_id = (select private.unit_id())
                or (answer.on_behalf_by is not null and answer.on_behalf_confirmed_by is null
                    and (select private.role_name()) = 'diskominfo'))));
grant select on app.evidence to authenticated;
-- No insert, update or delete for anyone: add_evidence and remove_evidence are the only doors.

create function private.file_kind(p_content bytea)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when substring(p_content from 1 for 3) = '\xffd8ff' then 'image/jpeg'
           when substring(p_content from 1 for 8) = '\x89504e470d0a1a0a' then 'image/png'
           when substring(p_content from 1 for 4) = '\x52494646' and substring(p_content from 9 for 4) = '\x57454250' then 'image/webp'
           when substring(p_content from 1 for 5) = '\x255044462d' then 'application/pdf'
         end
$$;
comment on function private.file_kind is 'What a file is by its first bytes: JPEG, PNG, WebP, PDF, or null.';

create function private.tells_of_its_making(p_content bytea)
  returns boolean language sql immutable set search_path = ''
as $$
  select position('\x457869660000'::bytea in p_content) > 0                     -- Exif, in JPEG
      or position(convert_to('eXIf', 'UTF8') in p_content) > 0                  -- … in PNG
      or position(convert_to('http://ns.adobe.com/', 'UTF8') in p_content) > 0  -- XMP
      or position(convert_to('Photoshop 3.0', 'UTF8') in p_content) > 0         -- IPTC
      or case when substring(p_content from 13 for 4) = '\x56503858' and octet_length(p_content) > 20   -- EXIF, XMP in WebP
              then (get_byte(p_content, 20) & 12) <> 0 else false end
$$;
comment on function private.tells_of_its_making is 'Whether a photo holds EXIF, XMP or IPTC: camera, time, place.';

create function private.decoded(p_content text)
  returns bytea language plpgsql immutable set search_path = ''
as $$
begin
  if length(p_content) > 7100000 then -- 5 MB and a little
    perform private.refuse('PT422', 'file_too_large', 'content');
  end if;
  return decode(p_content, 'base64');
exception when invalid_parameter_value then
  perform private.refuse('PT422', 'file_unfit', 'content');
end $$;
comment on function private.decoded is 'Bytes from their base64. Raises file_too_large, file_unfit.';

create function private.evidence_of(p_answer_id uuid)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'kind', kind, 'size', size,
           'added_by', private.person_name(added_by), 'added_at', added_at) order by added_at, id), '[]')
    from app.evidence where answer_id = p_answer_id and removed_at is null
$$;
comment on function private.evidence_of is 'The living files of an answer as the caller may see them, oldest first, without their content.';

create function private.answers_without_file(p_answer app.answer, p_evidence_id uuid)
  returns jsonb language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_object_agg(kept.key, kept.value) filter (where not private.is_unanswered(kept.value)), '{}')
    from (select said.key, case when question.kind = 'file' then said.value - p_evidence_id::text else said.value end as value
            from jsonb_each(p_answer.answers) as said
            left join app.question on question.cycle_id = p_answer.cycle_id and question.sheet = p_answer.sheet and question.key = said.key) as kept
$$;
comment on function private.answers_without_file is 'What an answer says once a file beside it is gone: no question names it any more. Definer: part of the write.';

create function private.add_evidence(p_request_id uuid, p_answer_id uuid, p_name text, p_content text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  c_most     constant int := 5;
  v_person   app.participant := private.require_person();
  v_result   jsonb := private.repeated(v_person.id, p_request_id, 'add_evidence');
  v_answer   app.answer;
  v_content  bytea;
  v_kind     text;
  v_evidence app.evidence;
begin
  if v_result is not null then
    return v_result;
  end if;
  v_answer := private.own_answer(p_answer_id); -- its row is locked: two at once are counted one after the other
  if v_answer.status not in ('draf', 'dikembalikan') then
    perform private.refuse('PT409', 'wrong_state', 'status');
  end if;
  v_content := private.decoded(p_content);
  v_kind := private.file_kind(v_content);
  if v_kind is null or (v_kind <> 'application/pdf' and private.tells_of_its_making(v_content)) then
    perform private.refuse('PT422', 'file_unfit', 'content');
  elsif octet_length(v_content) > (case v_kind when 'application/pdf' then 5242880 else 307200 end) then
    perform private.refuse('PT422', 'file_too_large', 'content');
  elsif coalesce(char_length(private.trimmed(p_name)), 0) not between 1 and 120 or p_name ~ '[[:cntrl:]/\\]' then
    perform private.refuse('PT422', 'field_invalid', 'name');
  end if;
  select * into v_evidence from app.evidence
   where answer_id = p_answer_id and hash = encode(sha256(v_content), 'hex') and removed_at is null;
  if not found then
    if (select count(*) from app.evidence where answer_id = p_answer_id and removed_at is null) >= c_most then
      perform private.refuse('PT409', 'too_many_files', 'content');
    end if;
    insert into app.evidence (answer_id, name, kind, size, hash, content, added_by, added_at)
    values (p_answer_id, private.masked(private.trimmed(p_name)), v_kind, octet_length(v_content), encode(sha256(v_content), 'hex'), v_content, v_person.id,
            statement_timestamp()) -- as sending does: what was added before it is sent with it
    returning * into v_evidence;
    update app.answer set updated_at = clock_timestamp() where id = p_answer_id;
    perform private.log_event(v_person.id, 'evidence_added', 'answer', p_answer_id::text, jsonb_build_object('evidence', v_evidence.id));
  end if;
  return private.remembered(v_person.id, p_request_id, jsonb_build_object('id', v_evidence.id, 'name', v_evidence.name,
    'kind', v_evidence.kind, 'size', v_evidence.size, 'added_by', private.person_name(v_evidence.added_by), 'added_at', v_evidence.added_at));
end $$;
comment on function private.add_evidence is 'Puts a file (base64) beside a draft; the same content twice is one file. Raises not_found, cycle_archived, window_closed, wrong_state, file_unfit, file_too_large, field_invalid, too_many_files.';

create function private.remove_evidence(p_request_id uuid, p_evidence_id uuid)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person    app.participant := private.require_person();
  v_result    jsonb := private.repeated(v_person.id, p_request_id, 'remove_evidence');
  v_answer_id uuid := (select answer_id from app.evidence where id = p_evidence_id);
begin
  if v_result is not null then
    return v_result;
  end if;
  if (private.own_answer(v_answer_id)).status not in ('draf', 'dikembalikan') then
    perform private.refuse('PT409', 'wrong_state', 'status'); -- what was sent stays as it was sent, until it is reopened
  end if;
  update app.evidence set content = null, removed_by = v_person.id, removed_at = clock_timestamp()
   where id = p_evidence_id and removed_at is null;
  if found then -- a colleague may have been quicker: it is gone either way
    update app.answer set updated_at = clock_timestamp(), answers = private.answers_without_file(answer, p_evidence_id)
     where id = v_answer_id;
    perform private.log_event(v_person.id, 'evidence_removed', 'answer', v_answer_id::text, jsonb_build_object('evidence', p_evidence_id));
  end if;
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.remove_evidence is 'Takes a file away from a draft, for its unit; what was sent is reopened first. Raises not_found, cycle_archived, window_closed, wrong_state.';

create function api.evidence_file(p_evidence_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_evidence app.evidence;
begin
  perform private.require_person();
  select * into v_evidence from app.evidence where id = p_evidence_id and removed_at is null;
  if not found then
    perform private.refuse('PT404', 'not_found', 'evidence_id');
  end if;
  return jsonb_build_object('name', v_evidence.name, 'kind', v_evidence.kind,
    'content', translate(encode(v_evidence.content, 'base64'), E'\n', ''));
end $$;
comment on function api.evidence_file is 'One file with its content in base64, under the row security of its answer. Raises not_found.';
create function api.add_evidence(p_request_id uuid, p_answer_id uuid, p_name text, p_content text)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.add_evidence(p_request_id, p_answer_id, p_name, p_content) $$;
create function api.remove_evidence(p_request_id uuid, p_evidence_id uuid)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.remove_evidence(p_request_id, p_evidence_id) $$;

grant execute on function
  private.evidence_of(uuid), private.add_evidence(uuid, uuid, text, text), private.remove_evidence(uuid, uuid),
  api.evidence_file(uuid), api.add_evidence(uuid, uuid, text, text), api.remove_evidence(uuid, uuid)
  to authenticated;
