-- The questionnaire as data: a question is a row, and one function judges whether an answer fits it.
-- components/rules/questionnaire.py is its friendly twin; one table of cases runs through both.

create table app.sheet (
  cycle_id uuid not null references app.cycle (id) on delete restrict,
  code     text not null,
  label    text not null,
  help     text,
  scope    text not null,
  stage    smallint not null,
  position int not null,
  constraint sheet_once_per_cycle primary key (cycle_id, code),
  constraint sheet_code_is_plain check (code ~ '^[a-z][a-z0-9_]{1,39}$' and code <> 'rating'),
  constraint sheet_scope_is_known check (scope in ('answer', 'unit')),
  constraint sheet_stage_is_known check (stage between 1 and 4)
);
comment on table app.sheet is 'What a planning year asks: of scope answer (problem, solution: as many as a unit has, each in a pillar) or unit (one a unit). Its window has the kind of its code.';
alter table app.sheet enable row level security;
create policy sheet_select_signed_in on app.sheet for select to authenticated
  using ((select private.participant_id()) is not null);
grant select on app.sheet to authenticated;
-- No insert, update or delete for anyone: a cycle gets its sheets when it is opened.

create table app.standard_sheet (like app.sheet including constraints);
alter table app.standard_sheet drop column cycle_id;
alter table app.standard_sheet add primary key (code);
alter table app.standard_sheet enable row level security;
create policy standard_sheet_nobody on app.standard_sheet for all to authenticated using (false) with check (false);
comment on table app.standard_sheet is 'The sheets of a new cycle unless it copies another cycle.';
insert into app.standard_sheet (code, label, scope, stage, position) values
('problem', 'Masalah', 'answer', 1, 10),
('solution', 'Solusi', 'answer', 2, 20);

create table app.question (
  id                 uuid primary key default gen_random_uuid(),
  cycle_id           uuid not null references app.cycle (id) on delete restrict,
  sheet              text not null,
  key                text not null,
  position           int  not null,
  section            text not null,
  kind               text not null,
  label              text not null,
  help               text,
  pillar_code        text references app.pillar (code) on delete restrict,
  version            int  not null default 1,
  required_from      smallint,
  shown_if           jsonb,
  accepts_no_data    boolean not null default false,
  flags_when_missing boolean not null default false,
  options            jsonb not null default '[]',
  columns            jsonb not null default '[]',
  max_length         int,
  minimum            numeric,
  maximum            numeric,
  unit_label         text,
  retired_at         timestamptz,
  constraint question_key_once unique (cycle_id, sheet, key),
  constraint question_sheet_is_known foreign key (cycle_id, sheet) references app.sheet (cycle_id, code) on delete restrict,
  constraint question_key_is_plain check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint question_kind_is_known check (kind in ('short_text', 'long_text', 'number', 'money', 'yes_no', 'single', 'multiple',
    'scale', 'sub_pillar', 'location', 'unit', 'units', 'year_range', 'table', 'problems',
    'date', 'file', 'sectors')),
  constraint question_is_required_from_a_stage check (required_from between 1 and 4),
  constraint question_condition_is_whole check (shown_if is null or (
    coalesce(jsonb_typeof(shown_if -> 'field') = 'string' and jsonb_typeof(shown_if -> 'any_of') = 'array', false)
    and not jsonb_path_exists(shown_if, '$.any_of[*] ? (@.type() != "string" && @.type() != "number" && @.type() != "boolean")'))),
  constraint question_no_data_is_for_numbers check (not accepts_no_data or kind in ('number', 'money'))
);
comment on column app.question.version is 'Grows with each published change of the question.';
comment on column app.question.required_from is 'The position of the stage from which an answer needs it; null: never.';
comment on column app.question.shown_if is 'Asked only when another question is answered with one of these: {"field": key, "any_of": [values]}.';
comment on column app.question.accepts_no_data is 'Whether "belum ada data" ({"no_data": true}) is an answer of its own. Cells of tables say so in their column.';
comment on column app.question.retired_at is 'Asked no more since then; what was answered stays.';
create index question_pillar_code_idx on app.question (pillar_code);
alter table app.question enable row level security;
create policy question_select_signed_in on app.question for select to authenticated
  using ((select private.participant_id()) is not null);
grant select on app.question to authenticated;
-- No insert, update or delete for anyone: a cycle gets its questions when it is opened.

-- The fixed core questions of the ministry's worksheets; each new cycle starts from them.
create table app.standard_question (like app.question including defaults including constraints);
alter table app.standard_question drop column id, drop column cycle_id, drop column pillar_code, drop column version, drop column retired_at;
alter table app.standard_question add primary key (sheet, key);
alter table app.standard_question enable row level security;
create policy standard_question_nobody on app.standard_question for all to authenticated using (false) with check (false);
comment on table app.standard_question is 'What a new cycle asks unless it copies another cycle.';

insert into app.standard_question
  (sheet, position, key, section, kind, label, help, required_from, flags_when_missing, options, columns, max_length, minimum, maximum, unit_label) values
('problem', 10, 'sub_pillar', 'Masalah', 'sub_pillar', 'Subpilar', 'Bagian pilar yang paling dekat dengan masalah ini.', 1, false, '[]', '[]', null, null, null, null),
('problem', 20, 'title', 'Masalah', 'short_text', 'Judul masalah', 'Satu kalimat yang dapat dipahami unit lain, tanpa singkatan.', 1, false, '[]', '[]', 120, null, null, null),
('problem', 30, 'condition', 'Masalah', 'long_text', 'Kondisi saat ini', 'Apa yang terjadi, sejak kapan, dan apa akibatnya. Jangan menuliskan nama warga.', 1, false, '[]', '[]', 4000, null, null, null),
('problem', 40, 'location', 'Masalah', 'location', 'Lokasi', 'Seluruh wilayah, atau satu maupun beberapa kecamatan dan kelurahan.', 1, false, '[]', '[]', 60, null, null, null),
('problem', 50, 'affected', 'Masalah', 'short_text', 'Kelompok yang terdampak', null, null, false, '[]', '[]', 200, null, null, null),
('problem', 60, 'affected_number', 'Masalah', 'number', 'Perkiraan jumlah yang terdampak', null, null, false, '[]', '[]', null, 0, 100000000, 'orang'),
('problem', 65, 'sectors', 'Masalah', 'sectors', 'Sektor unggulan', 'Sektor unggulan yang terkena masalah ini, bila ada.', null, false, '[]', '[]', 5, null, null, null),
('problem', 70, 'root_cause', 'Penyebab', 'long_text', 'Akar masalah', 'Mengapa masalah ini terjadi, bukan gejalanya.', 1, false, '[]', '[]', 4000, null, null, null),
('problem', 80, 'aspect', 'Penyebab', 'single', 'Aspek akar masalah', null, 1, false,
  '[{"value": "struktur", "label": "Struktur (sumber daya manusia, tata kelola, anggaran)"}, {"value": "infrastruktur", "label": "Infrastruktur (fisik, digital, sosial)"}, {"value": "suprastruktur", "label": "Suprastruktur (peraturan, kelembagaan, kebijakan)"}]', '[]', null, null, null, null),
('problem', 90, 'supporting_data', 'Penyebab', 'table', 'Data dukung', 'Angka resmi membuat masalah ini lebih mudah diprioritaskan.', null, true, '[]',
  '[{"key": "figure", "label": "Keterangan dan angka", "kind": "short_text", "is_required": true, "max_length": 200}, {"key": "unit", "label": "Satuan", "kind": "short_text", "max_length": 40}, {"key": "year", "label": "Tahun", "kind": "number", "minimum": 1990, "maximum": 2100}, {"key": "source", "label": "Sumber", "kind": "short_text", "is_required": true, "max_length": 200}]', 10, null, null, null),
('problem', 100, 'running_programmes', 'Penyebab', 'long_text', 'Program yang sudah berjalan (RPJMD/Renstra)', null, null, false, '[]', '[]', 4000, null, null, null),
('problem', 110, 'urgency', 'Penilaian USG', 'scale', 'Urgensi (U)', 'Seberapa mendesak waktunya.', 1, false,
  '[{"value": "1", "label": "Sangat kecil: dapat menunggu bertahun-tahun"}, {"value": "2", "label": "Kecil: dapat menunggu beberapa tahun"}, {"value": "3", "label": "Sedang: perlu ditangani dalam dua tahun"}, {"value": "4", "label": "Besar: perlu ditangani tahun depan"}, {"value": "5", "label": "Sangat besar: perlu ditangani sekarang"}]', '[]', null, 1, 5, null),
('problem', 120, 'seriousness', 'Penilaian USG', 'scale', 'Keseriusan (S)', 'Seberapa besar akibatnya bila ditunda, dan apakah menimbulkan masalah lain.', 1, false,
  '[{"value": "1", "label": "Sangat kecil: hampir tidak terasa"}, {"value": "2", "label": "Kecil: mengganggu sebagian kecil warga"}, {"value": "3", "label": "Sedang: mengganggu layanan"}, {"value": "4", "label": "Besar: merugikan banyak warga"}, {"value": "5", "label": "Sangat besar: membahayakan atau menimbulkan masalah lain"}]', '[]', null, 1, 5, null),
('problem', 130, 'growth', 'Penilaian USG', 'scale', 'Perkembangan (G)', 'Apakah memburuk bila dibiarkan.', 1, false,
  '[{"value": "1", "label": "Sangat kecil: akan membaik sendiri"}, {"value": "2", "label": "Kecil: tetap seperti sekarang"}, {"value": "3", "label": "Sedang: memburuk perlahan"}, {"value": "4", "label": "Besar: memburuk setiap tahun"}, {"value": "5", "label": "Sangat besar: memburuk dengan cepat"}]', '[]', null, 1, 5, null),

('solution', 10, 'problems', 'Solusi', 'problems', 'Masalah yang dijawab', 'Pilih satu atau beberapa masalah.', 2, false, '[]', '[]', 20, null, null, null),
('solution', 20, 'sub_pillar', 'Solusi', 'sub_pillar', 'Subpilar', null, 2, false, '[]', '[]', null, null, null, null),
('solution', 30, 'title', 'Solusi', 'short_text', 'Nama solusi', null, 2, false, '[]', '[]', 120, null, null, null),
('solution', 40, 'kind', 'Solusi', 'single', 'Jenis solusi', null, 2, false,
  '[{"value": "Program", "label": "Program"}, {"value": "Produk", "label": "Produk"}, {"value": "Metode", "label": "Metode"}, {"value": "Konseptual", "label": "Konseptual"}, {"value": "Teknologi", "label": "Teknologi"}]', '[]', null, null, null, null),
('solution', 50, 'is_it', 'Solusi', 'yes_no', 'Berbasis teknologi informasi', 'Solusi tidak harus berbasis teknologi informasi.', 2, false, '[]', '[]', null, null, null, null),
('solution', 60, 'goal', 'Solusi', 'long_text', 'Tujuan', null, 2, false, '[]', '[]', 4000, null, null, null),
('solution', 70, 'benefit', 'Solusi', 'long_text', 'Manfaat', null, 2, false, '[]', '[]', 4000, null, null, null),
('solution', 80, 'beneficiaries', 'Solusi', 'short_text', 'Penerima manfaat', null, 2, false, '[]', '[]', 200, null, null, null),
('solution', 85, 'sectors', 'Solusi', 'sectors', 'Sektor unggulan', 'Sektor unggulan yang dibantu solusi ini, bila ada.', null, false, '[]', '[]', 5, null, null, null),
('solution', 90, 'indicators', 'Ukuran', 'table', 'Indikator keberhasilan', 'Paling sedikit satu indikator.', 3, false, '[]',
  '[{"key": "name", "label": "Indikator", "kind": "short_text", "is_required": true, "max_length": 200}, {"key": "unit", "label": "Satuan", "kind": "short_text", "is_required": true, "max_length": 40}, {"key": "baseline", "label": "Nilai awal", "kind": "number", "is_required": true, "accepts_no_data": true}, {"key": "target", "label": "Target", "kind": "number", "is_required": true}, {"key": "year", "label": "Tahun target", "kind": "number", "is_required": true, "minimum": 2000, "maximum": 2100}]', 10, null, null, null),
('solution', 100, 'lead_unit', 'Pelaksana', 'unit', 'OPD penanggung jawab', null, 3, false, '[]', '[]', null, null, null, null),
('solution', 110, 'supporting_units', 'Pelaksana', 'units', 'OPD pendukung', null, null, false, '[]', '[]', 30, null, null, null),
('solution', 120, 'partners', 'Pelaksana', 'table', 'Mitra', null, null, false, '[]',
  '[{"key": "name", "label": "Nama mitra", "kind": "short_text", "is_required": true, "max_length": 120}, {"key": "form", "label": "Bentuk kerja sama", "kind": "short_text", "max_length": 200}]', 10, null, null, null),
('solution', 130, 'horizon', 'Waktu dan biaya', 'single', 'Jangka waktu', null, 3, false,
  '[{"value": "pendek", "label": "Pendek (1 tahun)"}, {"value": "menengah", "label": "Menengah (5 tahun)"}, {"value": "panjang", "label": "Panjang (10 tahun)"}]', '[]', null, null, null, null),
('solution', 140, 'years', 'Waktu dan biaya', 'year_range', 'Tahun mulai dan selesai', null, 3, false, '[]', '[]', null, 2000, 2100, null),
('solution', 150, 'fund_sources', 'Waktu dan biaya', 'multiple', 'Sumber dana', null, 3, false,
  '[{"value": "apbd_kota", "label": "APBD kota/kabupaten"}, {"value": "apbd_provinsi", "label": "APBD provinsi"}, {"value": "apbn", "label": "APBN/DAK"}, {"value": "csr", "label": "CSR"}, {"value": "swasta", "label": "Swasta/KPBU"}, {"value": "swadaya", "label": "Swadaya"}]', '[]', 6, null, null, null),
('solution', 160, 'cost', 'Waktu dan biaya', 'money', 'Perkiraan biaya', 'Bila belum diketahui, pilih “Belum ada data”.', 3, false, '[]', '[]', null, 0, 100000000000000, 'rupiah'),
('solution', 170, 'needs_infrastructure', 'Kebutuhan dan risiko', 'long_text', 'Kebutuhan infrastruktur', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 180, 'needs_people', 'Kebutuhan dan risiko', 'long_text', 'Kebutuhan sumber daya manusia', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 190, 'needs_regulation', 'Kebutuhan dan risiko', 'long_text', 'Kebutuhan peraturan', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 200, 'needs_data', 'Kebutuhan dan risiko', 'long_text', 'Kebutuhan data', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 210, 'risks', 'Kebutuhan dan risiko', 'long_text', 'Risiko', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 220, 'sustainability', 'Kebutuhan dan risiko', 'long_text', 'Keberlanjutan', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 230, 'plan_fit', 'Kebutuhan dan risiko', 'long_text', 'Kesesuaian dengan misi RPJMD dan Renstra', null, null, false, '[]', '[]', 2000, null, null, null),
('solution', 240, 'impact', 'Dampak dan upaya', 'scale', 'Dampak', 'Seberapa besar perubahan yang dihasilkan.', 2, false,
  '[{"value": "1", "label": "Sangat kecil"}, {"value": "2", "label": "Kecil"}, {"value": "3", "label": "Sedang"}, {"value": "4", "label": "Besar"}, {"value": "5", "label": "Sangat besar"}]', '[]', null, 1, 5, null),
('solution', 250, 'effort', 'Dampak dan upaya', 'scale', 'Upaya', 'Seberapa berat pelaksanaannya: biaya, waktu, orang, izin.', 2, false,
  '[{"value": "1", "label": "Sangat ringan"}, {"value": "2", "label": "Ringan"}, {"value": "3", "label": "Sedang"}, {"value": "4", "label": "Berat"}, {"value": "5", "label": "Sangat berat"}]', '[]', null, 1, 5, null),
('solution', 260, 'progress_status', 'Dampak dan upaya', 'single', 'Tahap saat ini', null, null, false,
  '[{"value": "Perumusan masalah", "label": "Perumusan masalah"}, {"value": "Perumusan ide", "label": "Perumusan ide"}, {"value": "Perencanaan", "label": "Perencanaan"}, {"value": "Pembangunan", "label": "Pembangunan"}, {"value": "Implementasi", "label": "Implementasi"}, {"value": "Evaluasi", "label": "Evaluasi"}]', '[]', null, null, null, null),
('solution', 270, 'progress', 'Dampak dan upaya', 'number', 'Kemajuan', null, null, false, '[]', '[]', null, 0, 100, '%'),
('solution', 280, 'quick_win', 'Dampak dan upaya', 'yes_no', 'Calon quick win', 'Dapat dimulai dan terasa hasilnya tahun ini atau tahun depan.', null, false, '[]', '[]', null, null, null, null),
('solution', 290, 'quick_win_reasons', 'Dampak dan upaya', 'long_text', 'Alasan menjadi quick win', null, null, false, '[]', '[]', 2000, null, null, null);
update app.standard_question set shown_if = '{"field": "quick_win", "any_of": [true]}' where key = 'quick_win_reasons';
update app.standard_question set accepts_no_data = true where key in ('cost', 'affected_number');

create function private.new_cycle(p_year int, p_title text, p_copy_from uuid)
  returns uuid language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_cycle_id uuid;
  v_stage_id uuid;
begin
  insert into app.cycle (year, title) values (p_year, p_title) on conflict (year) do nothing returning id into v_cycle_id;
  if v_cycle_id is null then
    perform private.refuse('PT409', 'cycle_exists', 'year');
  end if;
  insert into app.feed (cycle_id) values (v_cycle_id);
  if p_copy_from is not null then
    if not exists (select from app.cycle where id = p_copy_from) then
      perform private.refuse('PT404', 'not_found', 'copy_from');
    end if;
    insert into app.sheet (cycle_id, code, label, help, scope, stage, position)
    select v_cycle_id, code, label, help, scope, stage, position from app.sheet where cycle_id = p_copy_from;
    insert into app.question (cycle_id, sheet, key, position, section, kind, label, help, pillar_code, version, required_from, shown_if,
                              accepts_no_data, flags_when_missing, options, columns, max_length, minimum, maximum, unit_label)
    select v_cycle_id, sheet, key, position, section, kind, label, help, pillar_code, version, required_from, shown_if,
           accepts_no_data, flags_when_missing, options, columns, max_length, minimum, maximum, unit_label
      from app.question where cycle_id = p_copy_from and retired_at is null;
    insert into app.stage (cycle_id, position, name)
    select v_cycle_id, position, name from app.stage where cycle_id = p_copy_from;
    perform private.copy_raters(p_copy_from, v_cycle_id);
  else
    insert into app.sheet (cycle_id, code, label, help, scope, stage, position)
    select v_cycle_id, code, label, help, scope, stage, position from app.standard_sheet;
    insert into app.question (cycle_id, sheet, key, position, section, kind, label, help, required_from, shown_if,
                              accepts_no_data, flags_when_missing, options, columns, max_length, minimum, maximum, unit_label)
    select v_cycle_id, sheet, key, position, section, kind, label, help, required_from, shown_if,
           accepts_no_data, flags_when_missing, options, columns, max_length, minimum, maximum, unit_label
      from app.standard_question;
    insert into app.stage (cycle_id, position, name)
    values (v_cycle_id, 1, 'Bimtek I'), (v_cycle_id, 2, 'Bimtek II'), (v_cycle_id, 3, 'Bimtek III'), (v_cycle_id, 4, 'Bimtek IV');
  end if;
  insert into app."window" (stage_id, kind)
  select stage.id, kind
    from (select code as kind, stage as at from app.sheet where cycle_id = v_cycle_id
          union values ('rating', 1), ('solution', 3)) as planned
    join app.stage on stage.cycle_id = v_cycle_id and stage.position = planned.at;
  return v_cycle_id;
end $$;
comment on function private.new_cycle is 'A cycle with stages, windows without times and questions; of a copied one also who rates. No grant: open_cycle and the seed call it.';

-- ── judging ─────────────────────────────────────────────────────────────────────────────────────────────────
create function private.is_unanswered(p_value jsonb)
  returns boolean language sql immutable set search_path = ''
as $$
  select p_value is null or p_value in ('null', '[]')
      or (jsonb_typeof(p_value) = 'string' and (p_value #>> '{}') !~ '[^ \t\n\r\f\v]')
$$;
comment on function private.is_unanswered is 'Null, an empty list and a text of spaces are no answer.';

create function private.text_fault(p_value jsonb, p_max_length int)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when jsonb_typeof(p_value) <> 'string' then 'not_text'
           when char_length(p_value #>> '{}') > coalesce(p_max_length, 4000) then 'too_long'
         end
$$;

create function private.number_fault(p_value jsonb, p_minimum numeric, p_maximum numeric, p_is_whole boolean)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when jsonb_typeof(p_value) <> 'number' then 'not_number'
           when p_is_whole and (p_value #>> '{}')::numeric <> trunc((p_value #>> '{}')::numeric) then 'not_whole'
           when (p_value #>> '{}')::numeric < coalesce(p_minimum, -1e15) then 'too_small'
           when (p_value #>> '{}')::numeric > coalesce(p_maximum, 1e15) then 'too_large'
         end
$$;

create function private.is_no_data(p_value jsonb)
  returns boolean language sql immutable set search_path = ''
as $$ select p_value = '{"no_data": true}' $$;
comment on function private.is_no_data is '"Belum ada data": an answer of its own where a number is asked and none exists yet; never a nought.';

create function private.counter(p_value jsonb, p_field text)
  returns bigint language plpgsql stable set search_path = ''
as $$
begin
  if private.number_fault(coalesce(p_value, 'null'), 0, 9e18, true) is not null then
    perform private.refuse('PT422', 'field_invalid', left(p_field, 40));
  end if;
  return (p_value #>> '{}')::numeric;
end $$;
comment on function private.counter is 'A whole number from 0 on, as a save carries it. Raises field_invalid.';

create function private.option_fault(p_value jsonb, p_options jsonb)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when jsonb_typeof(p_value) <> 'string' then 'not_text'
           when not exists (select from jsonb_array_elements(p_options) as o where o ->> 'value' = p_value #>> '{}') then 'not_an_option'
         end
$$;

create function private.list_fault(p_value jsonb, p_max_length int)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when jsonb_typeof(p_value) is distinct from 'array' then 'not_a_list'
           when jsonb_array_length(p_value) > coalesce(p_max_length, 100) then 'too_long'
           when exists (select from jsonb_array_elements(p_value) as e where jsonb_typeof(e) <> 'string') then 'not_text'
           when (select count(*) <> count(distinct e) from jsonb_array_elements(p_value) as e) then 'repeated'
         end
$$;
comment on function private.list_fault is 'What is wrong with a list of distinct texts, or null.';

create function private.cell_fault(p_column jsonb, p_value jsonb, p_is_draft boolean)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when private.is_unanswered(p_value) then
             case when (p_column ->> 'is_required')::boolean and not p_is_draft then 'bad_row' end
           when p_column ->> 'kind' = 'number' and (p_column ->> 'accepts_no_data')::boolean and private.is_no_data(p_value) then null
           when p_column ->> 'kind' = 'number' then
             private.number_fault(p_value, (p_column ->> 'minimum')::numeric, (p_column ->> 'maximum')::numeric, false)
           when p_column ->> 'kind' = 'single' then
             private.option_fault(p_value, p_column -> 'options')
           else private.text_fault(p_value, (p_column ->> 'max_length')::int)
         end
$$;

create function private.table_fault(p_columns jsonb, p_value jsonb, p_max_length int, p_is_draft boolean)
  returns text language plpgsql immutable set search_path = ''
as $$
declare
  v_row    jsonb;
  v_column jsonb;
  v_fault  text;
begin
  if jsonb_typeof(p_value) <> 'array' then
    return 'not_a_list';
  elsif jsonb_array_length(p_value) > coalesce(p_max_length, 100) then
    return 'too_long';
  end if;
  for v_row in select e from jsonb_array_elements(p_value) as e loop
    if jsonb_typeof(v_row) <> 'object' then
      return 'bad_row';
    elsif exists (select from jsonb_object_keys(v_row) as k
                   where not exists (select from jsonb_array_elements(p_columns) as c where c ->> 'key' = k)) then
      return 'bad_row';
    end if;
    for v_column in select e from jsonb_array_elements(p_columns) as e loop
      v_fault := private.cell_fault(v_column, v_row -> (v_column ->> 'key'), p_is_draft);
      if v_fault is not null then
        return v_fault;
      end if;
    end loop;
  end loop;
  return null;
end $$;

create function private.year_fault(p_year jsonb, p_minimum numeric, p_maximum numeric, p_is_draft boolean)
  returns text language sql immutable set search_path = ''
as $$
  select case when not (p_is_draft and private.is_unanswered(p_year))
              then private.number_fault(coalesce(p_year, 'null'), p_minimum, p_maximum, true) end
$$;

create function private.year_range_fault(p_value jsonb, p_minimum numeric, p_maximum numeric, p_is_draft boolean)
  returns text language sql immutable set search_path = ''
as $$
  select case
           when jsonb_typeof(p_value) <> 'object' then 'not_a_year_range'
           when (select array_agg(k order by k) from jsonb_object_keys(p_value) as k) is distinct from array['end', 'start']
             then 'not_a_year_range'
           else coalesce(
             private.year_fault(p_value -> 'start', p_minimum, p_maximum, p_is_draft),
             private.year_fault(p_value -> 'end', p_minimum, p_maximum, p_is_draft),
             case when p_is_draft then null
                  when (p_value ->> 'start')::numeric > (p_value ->> 'end')::numeric then 'not_a_year_range' end)
         end
$$;

create function private.date_fault(p_value jsonb, p_minimum numeric, p_maximum numeric)
  returns text language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := p_value #>> '{}';
begin
  if jsonb_typeof(p_value) <> 'string' then
    return 'not_text';
  elsif v_text !~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' then
    return 'not_a_date';
  elsif right(v_text, 2)::int not between 1 and
        extract(day from make_date(left(v_text, 4)::int, substr(v_text, 6, 2)::int, 1) + interval '1 month - 1 day') then
    return 'not_a_date';
  end if;
  return case when left(v_text, 4)::int < p_minimum then 'too_small' when left(v_text, 4)::int > p_maximum then 'too_large' end;
end $$;
comment on function private.date_fault is 'A day as 2026-08-17; minimum and maximum bound its year.';

create function private.file_fault(p_value jsonb, p_answer_id uuid)
  returns text language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select 'not_a_file' from jsonb_array_elements_text(p_value) as file
           where not exists (select from app.evidence
                              where evidence.id::text = file.value and evidence.answer_id = p_answer_id and evidence.removed_at is null)
           limit 1);
end $$;
comment on function private.file_fault is 'Each file must stand beside this very answer and not be removed. Definer: called by the judge.';

create function private.sector_fault(p_value jsonb)
  returns text language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select 'not_a_sector' from jsonb_array_elements_text(p_value) as code
           where not exists (select from app.sector where sector.code = code.value) limit 1);
end $$;
comment on function private.sector_fault is 'A sector that was taken off the list stays an answer. Definer: called by the judge.';

create function private.unit_list_fault(p_value jsonb, p_levels text[])
  returns text language sql stable security definer set search_path = ''
as $$
  select 'not_a_unit'
    from jsonb_array_elements_text(p_value) as code
   where not exists (select from app.unit join app.unit_kind on unit_kind.code = unit.kind
                      where unit.code = code.value and unit_kind.level = any (p_levels))
   limit 1
$$;

create function private.value_fault(
  p_question app.question, p_value jsonb, p_pillar_code text, p_is_draft boolean default false, p_answer_id uuid default null)
  returns text language plpgsql stable security definer set search_path = ''
as $$
declare
  v_any_level constant text[] := array['agency', 'district', 'village', 'partner'];
begin
  if private.is_unanswered(p_value) then
    return null;
  elsif p_question.accepts_no_data and p_question.kind in ('number', 'money') and private.is_no_data(p_value) then
    return null;
  end if;
  case p_question.kind
    when 'short_text', 'long_text' then
      return private.text_fault(p_value, p_question.max_length);
    when 'number' then
      return private.number_fault(p_value, p_question.minimum, p_question.maximum, false);
    when 'money', 'scale' then
      return private.number_fault(p_value, p_question.minimum, p_question.maximum, true);
    when 'yes_no' then
      return case when jsonb_typeof(p_value) <> 'boolean' then 'not_a_yes_no' end;
    when 'single' then
      return private.option_fault(p_value, p_question.options);
    when 'sub_pillar' then
      return case
        when jsonb_typeof(p_value) <> 'string' then 'not_text'
        when not exists (select from app.sub_pillar where code = p_value #>> '{}' and pillar_code = p_pillar_code) then 'not_a_sub_pillar'
      end;
    when 'unit' then
      return case
        when jsonb_typeof(p_value) <> 'string' then 'not_text'
        else private.unit_list_fault(jsonb_build_array(p_value), v_any_level)
      end;
    when 'units' then
      return coalesce(private.list_fault(p_value, p_question.max_length), private.unit_list_fault(p_value, v_any_level));
    when 'location' then
      return case
        when p_value = '["kota"]' then null
        else coalesce(private.list_fault(p_value, p_question.max_length),
                      private.unit_list_fault(p_value, array['district', 'village']))
      end;
    when 'multiple' then
      return coalesce(
        private.list_fault(p_value, p_question.max_length),
        (select 'not_an_option' from jsonb_array_elements(p_value) as e
          where private.option_fault(e, p_question.options) is not null limit 1));
    when 'year_range' then
      return private.year_range_fault(p_value, p_question.minimum, p_question.maximum, p_is_draft);
    when 'table' then
      return private.table_fault(p_question.columns, p_value, p_question.max_length, p_is_draft);
    when 'date' then
      return private.date_fault(p_value, p_question.minimum, p_question.maximum);
    when 'file' then
      return coalesce(private.list_fault(p_value, p_question.max_length), private.file_fault(p_value, p_answer_id));
    when 'sectors' then
      return coalesce(private.list_fault(p_value, p_question.max_length), private.sector_fault(p_value));
    when 'problems' then
      return coalesce(
        private.list_fault(p_value, p_question.max_length),
        (select 'not_a_problem' from jsonb_array_elements_text(p_value) as id
          where not private.may_be_linked(id.value, p_question.cycle_id) limit 1));
  end case;
end $$;
comment on function private.value_fault is 'Why this value is no answer to this question, in one word, or null. Unanswered is no fault here; in a draft neither is what is half written (a row without its required cell, a year range with one end). Definer: looks at units and problems whatever the caller sees.';

create function private.hold_questions()
  returns void language plpgsql volatile security definer set search_path = ''
as $$
begin
  lock table app.question in row exclusive mode;
end $$;
comment on function private.hold_questions is 'Until the caller''s save is in, nobody publishes: what is typed is judged by the questions it belongs to. Savers do not wait for each other. Called before an answer is locked. No grant.';

-- ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────
create function private.holds(p_condition jsonb, p_answers jsonb)
  returns boolean language sql immutable set search_path = ''
as $$
  select case
           when private.is_unanswered(p_answers -> (p_condition ->> 'field')) then false
           when jsonb_typeof(p_answers -> (p_condition ->> 'field')) = 'array' then exists (
             select from jsonb_array_elements(p_answers -> (p_condition ->> 'field')) as given
              where p_condition -> 'any_of' @> jsonb_build_array(given))
           else p_condition -> 'any_of' @> jsonb_build_array(p_answers -> (p_condition ->> 'field'))
         end
$$;
comment on function private.holds is 'Whether the field is answered with one of the values; of a list, whether one of its entries is.';

create function private.is_shown(p_question app.question, p_answers jsonb, p_pillar_code text)
  returns boolean language plpgsql stable security definer set search_path = ''
as $$
declare
  v_question app.question := p_question;
  v_passed   text[] := '{}';
begin
  while v_question.shown_if is not null loop
    if v_question.shown_if ->> 'field' = any (v_passed) or not private.holds(v_question.shown_if, p_answers) then
      return false;
    end if;
    v_passed := v_passed || (v_question.shown_if ->> 'field');
    select * into v_question from app.question
     where cycle_id = p_question.cycle_id and sheet = p_question.sheet and key = v_question.shown_if ->> 'field'
       and retired_at is null and (pillar_code is null or pillar_code = p_pillar_code);
    if not found then
      return false;
    end if;
  end loop;
  return true;
end $$;
comment on function private.is_shown is 'Whether the condition of a question holds. One that hangs on a hidden question, or on one that is not asked, is hidden. Definer: questions are everybody''s.';

create function private.is_asked(p_question app.question, p_answers jsonb, p_pillar_code text)
  returns boolean language sql stable security definer set search_path = ''
as $$
  select p_question.retired_at is null and (p_question.pillar_code is null or p_question.pillar_code = p_pillar_code)
     and private.is_shown(p_question, p_answers, p_pillar_code)
$$;
comment on function private.is_asked is 'Whether this answer is asked this question now. What is not asked is neither missing nor at fault; its text stays.';
