-- Similar problems: what the app compares with a title that is being typed. Which titles a person may see is decided here;
-- how alike they are is arithmetic, done in components/rules/similarity.py with the city's table of abbreviations and synonyms.

create table app.synonym (
  word    text primary key,
  meaning text not null,
  set_by  uuid references app.participant (id) on delete set null,
  set_at  timestamptz not null default clock_timestamp(),
  constraint synonym_word_is_short check (char_length(word) between 1 and 40),
  constraint synonym_meaning_is_short check (char_length(meaning) between 1 and 80)
);
create unique index synonym_once_whatever_its_case on app.synonym (lower(word));
create index synonym_set_by_idx on app.synonym (set_by);
comment on table app.synonym is 'Local abbreviations and other words for the same thing, written out before titles are compared. Nothing that is shown or counted depends on it.';

insert into app.synonym (word, meaning) values
  ('adminduk', 'administrasi kependudukan'), ('angkot', 'angkutan kota'), ('ASN', 'aparatur sipil negara'),
  ('balita', 'anak bawah lima tahun'), ('bansos', 'bantuan sosial'), ('damkar', 'pemadam kebakaran'), ('e-KTP', 'kartu tanda penduduk'),
  ('got', 'saluran air'), ('drainase', 'saluran air'), ('selokan', 'saluran air'), ('jln', 'jalan'), ('KK', 'kartu keluarga'),
  ('KTP', 'kartu tanda penduduk'), ('KTP-el', 'kartu tanda penduduk'), ('lampu jalan', 'penerangan jalan umum'),
  ('lansia', 'lanjut usia'), ('mampet', 'tersumbat'), ('medsos', 'media sosial'), ('nakes', 'tenaga kesehatan'),
  ('OPD', 'perangkat daerah'), ('SKPD', 'perangkat daerah'), ('organisasi perangkat daerah', 'perangkat daerah'),
  ('pemda', 'pemerintah daerah'), ('pemkot', 'pemerintah kota'), ('PJU', 'penerangan jalan umum'), ('PKL', 'pedagang kaki lima'),
  ('PNS', 'aparatur sipil negara'), ('posyandu', 'pos pelayanan terpadu'), ('puskesmas', 'pusat kesehatan masyarakat'),
  ('rusunawa', 'rumah susun sewa'), ('satpol PP', 'satuan polisi pamong praja'), ('SDM', 'sumber daya manusia'),
  ('TPA', 'tempat pemrosesan akhir sampah'), ('TPS', 'tempat penampungan sampah'), ('UMKM', 'usaha mikro kecil menengah'),
  ('wifi', 'internet'), ('wi-fi', 'internet');

alter table app.synonym enable row level security;
create policy synonym_select_signed_in on app.synonym for select to authenticated
  using ((select private.participant_id()) is not null);
grant select on app.synonym to authenticated;
-- No insert, update or delete for anyone: set_synonym is the only door.

create function private.commonly_readable()
  returns text[] language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(status order by status), '{}')
    from (select status from app.visibility
           where role = (select private.role_name()) and can_read and status in ('dikirim', 'diterima', 'digabung', 'ditolak')
           group by status having count(*) = 3) as common -- own, below, other
$$;
comment on function private.commonly_readable is 'The states in which every holder of the caller''s role reads every sent problem, whoever''s it is. In these no title changes.';

create function api.problem_titles(p_cycle_id uuid, p_known_scope text, p_known_version bigint)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  c_most    constant int := 2000;
  c_near    constant int := 100;
  v_person  app.participant := private.require_person();
  v_cycle   app.cycle := private.cycle(p_cycle_id);
  v_common  text[] := private.commonly_readable();
  v_scope   text := v_person.role || ':' || array_to_string(v_common, ',');
  v_version bigint := coalesce((select version from app.feed where cycle_id = v_cycle.id), 0);
  v_near    jsonb := (
    select coalesce(jsonb_agg(to_jsonb(titled)), '[]') from (
      select answer.id, number, status, unit_id, unit.name as unit_name,
             case when status = 'dikembalikan' then private.shown_values(answer) ->> 'title' else title end as title
        from app.answer join app.unit on unit.id = answer.unit_id
       where unit_id = any (v_person.unit_id || (select private.units_below())) and cycle_id = v_cycle.id and sheet = 'problem'
         and status = any (array['draf', 'diajukan', 'dikirim', 'dikembalikan', 'diterima', 'digabung', 'ditolak'])
         and not (status = any (v_common) and number is not null) and title is not null
       order by updated_at desc limit c_near) as titled);
begin
  if v_scope = p_known_scope and v_version = coalesce(p_known_version, v_version) then
    return jsonb_build_object('near', v_near, 'is_unchanged', true);
  end if;
  return jsonb_build_object(
    'near', v_near,
    'scope', v_scope,
    'version', v_version,
    'synonyms', (select coalesce(jsonb_object_agg(word, meaning), '{}') from app.synonym),
    'problems', (
      select coalesce(jsonb_agg(to_jsonb(titled)), '[]') from (
        select newest.id, newest.number, newest.title, newest.status, newest.unit_id, unit.name as unit_name
          from unnest(v_common) as common (status),
               lateral (select id, number, title, status, unit_id from app.answer
                         where cycle_id = v_cycle.id and sheet = 'problem' and status = common.status
                           and number is not null and title is not null
                         order by number desc limit c_most) as newest
          join app.unit on unit.id = newest.unit_id
         order by newest.number desc limit c_most) as titled));
end $$;
comment on function api.problem_titles is 'near: what the caller reads of its own unit and units below beyond what her whole role reads. problems: the newest 2,000 her whole role reads, or is_unchanged when she holds this scope and version (null: any). Raises not_found.';

create function api.synonym_screen()
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
begin
  perform private.require_person(array['diskominfo']);
  return (select coalesce(jsonb_agg(jsonb_build_object('word', word, 'meaning', meaning, 'set_by', private.person_name(set_by),
            'set_at', set_at) order by lower(word)), '[]') from app.synonym);
end $$;

create function private.set_synonym(p_request_id uuid, p_word text, p_meaning text)
  returns jsonb language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_person app.participant := private.require_person(array['diskominfo']);
  v_result jsonb := private.repeated(v_person.id, p_request_id, 'set_synonym');
begin
  if v_result is not null then
    return v_result;
  end if;
  if coalesce(private.trimmed(p_word), '') !~ '[[:alnum:]]' or private.trimmed(p_meaning) !~ '[[:alnum:]]'
     or p_word || coalesce(p_meaning, '') ~ '[[:cntrl:]]' then
    perform private.refuse('PT422', 'field_invalid', 'word');
  elsif char_length(private.trimmed(p_word)) > 40 or char_length(private.trimmed(p_meaning)) > 80 then
    perform private.refuse('PT422', 'text_too_long', 'word');
  end if;
  if p_meaning is null then
    delete from app.synonym where lower(word) = lower(private.trimmed(p_word));
  else
    insert into app.synonym (word, meaning, set_by) values (private.trimmed(p_word), private.trimmed(p_meaning), v_person.id)
    on conflict (lower(word)) do update
       set word = excluded.word, meaning = excluded.meaning, set_by = excluded.set_by, set_at = clock_timestamp();
  end if;
  update app.feed set version = nextval('app.feed_version');
  perform private.log_event(v_person.id, case when p_meaning is null then 'synonym_removed' else 'synonym_set' end, 'synonym', null);
  return private.remembered(v_person.id, p_request_id, 'true');
end $$;
comment on function private.set_synonym is 'Says what a word means, or takes the word out (null). Raises field_invalid, text_too_long.';

create function api.set_synonym(p_request_id uuid, p_word text, p_meaning text) returns jsonb language sql volatile security invoker set search_path = ''
as $$ select private.set_synonym(p_request_id, p_word, p_meaning) $$;

grant execute on function
  private.commonly_readable(), private.set_synonym(uuid, text, text),
  api.problem_titles(uuid, text, bigint), api.synonym_screen(), api.set_synonym(uuid, text, text)
  to authenticated;
