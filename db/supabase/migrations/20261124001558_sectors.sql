-- Leading sectors (sektor unggulan): the city's own list, by which problems and solutions may be tagged.

create table app.sector (
  code       text primary key,
  name       text not null,
  position   int  not null,
  retired_at timestamptz,
  constraint sector_code_is_plain check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint sector_name_is_short check (char_length(name) between 1 and 80)
);
comment on table app.sector is 'What was taken off the list stays here: answers may name it.';
alter table app.sector enable row level security;
create policy sector_select_signed_in on app.sector for select to authenticated
  using ((select private.participant_id()) is not null);
grant select on app.sector to authenticated;
-- No insert, update or delete for anyone: set_sectors is the only door.

create function private.set_sectors(p_request_id uuid, p_sectors jsonb)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_sectors');
  v_fault  text;
begin
  if v_result is not null then
    return v_result;
  end if;
  if jsonb_typeof(p_sectors) is distinct from 'array' or jsonb_array_length(p_sectors) > 60 then
    perform private.refuse('PT422', 'field_invalid', 'sectors');
  end if;
  select 'name' into v_fault
    from jsonb_array_elements(p_sectors) as listed
   where jsonb_typeof(listed) <> 'object' or jsonb_typeof(listed -> 'name') is distinct from 'string'
      or char_length(private.trimmed(listed ->> 'name')) not between 1 and 80
      or (listed ->> 'code' is not null and not exists (select from app.sector where code = listed ->> 'code'));
  if found or (select count(distinct lower(private.trimmed(listed ->> 'name'))) < count(*) or count(distinct listed ->> 'code') < count(listed ->> 'code')
                 from jsonb_array_elements(p_sectors) as listed) then
    perform private.refuse('PT422', 'field_invalid', 'sectors');
  end if;
  lock table app.sector in share row exclusive mode; -- two lists at once come one after the other, also the first two
  update app.sector set retired_at = clock_timestamp()
   where retired_at is null and code not in (select listed ->> 'code' from jsonb_array_elements(p_sectors) as listed where listed ->> 'code' is not null);
  insert into app.sector (code, name, position)
  select coalesce(listed.entry ->> 'code', 's' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)), private.trimmed(listed.entry ->> 'name'), listed.place
    from jsonb_array_elements(p_sectors) with ordinality as listed (entry, place)
  on conflict (code) do update set name = excluded.name, position = excluded.position, retired_at = null;
  perform private.log_event(v_person.id, 'sectors_set', 'sector', null, jsonb_build_object('sectors', jsonb_array_length(p_sectors)));
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_sectors is 'The whole list in its order: {code, name} to keep or rename, {name} to add; what is not in it is taken off and stays where it was named. Raises field_invalid.';

create function api.sectors_screen()
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
begin
  perform private.require_person(array['diskominfo']);
  return (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'name', name) order by position, code), '[]')
            from app.sector where retired_at is null);
end $$;
create function api.set_sectors(p_request_id uuid, p_sectors jsonb)
  returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_sectors(p_request_id, p_sectors) $$;

grant execute on function private.set_sectors(uuid, jsonb), api.sectors_screen(), api.set_sectors(uuid, jsonb) to authenticated;
