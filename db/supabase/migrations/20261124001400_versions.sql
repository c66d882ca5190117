-- Versions: what a check from outside (python -m db doctor) may know about this database.

create function private.migrations()
  returns jsonb language sql stable security definer set search_path = ''
as $$ select coalesce(jsonb_agg(version order by version), '[]') from supabase_migrations.schema_migrations $$;
comment on function private.migrations is 'The versions applied. Definer: the history belongs to whoever migrates.';

create function api.migrations() returns jsonb language sql stable security invoker set search_path = ''
as $$ select private.migrations() $$;

grant execute on function private.migrations(), api.migrations() to app_auth;
