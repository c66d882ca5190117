-- Further sheets (lembar), one a unit: readiness and SWOT. They are data; forms, drafts, sending and coverage are those of every answer.

insert into app.standard_sheet (code, label, help, scope, stage, position) values
('kesiapan', 'Kesiapan', 'Seberapa siap unit Anda: struktur, infrastruktur, dan suprastruktur. Satu lembar untuk satu unit.', 'unit', 1, 30),
('swot', 'SWOT', 'Kekuatan, kelemahan, peluang, dan ancaman unit Anda dalam mewujudkan kota cerdas.', 'unit', 1, 40);

insert into app.standard_question
  (sheet, position, key, section, kind, label, help, required_from, flags_when_missing, options, columns, max_length, minimum, maximum, unit_label)
select 'kesiapan', position, key, section, kind, label, help, required_from, false,
       case kind when 'scale' then '[{"value": "1", "label": "Belum ada"}, {"value": "2", "label": "Baru dirintis"}, {"value": "3", "label": "Berjalan sebagian"}, {"value": "4", "label": "Berjalan"}, {"value": "5", "label": "Berjalan dan dievaluasi"}]'::jsonb
                 else '[]' end,
       '[]', case kind when 'long_text' then 2000 end, case kind when 'scale' then 1 when 'number' then 0 end,
       case kind when 'scale' then 5 when 'number' then 100000 end, unit_label
  from (values
    (10, 'it_people', 'Struktur', 'scale', 'Petugas yang menguasai teknologi informasi', null, 1, null),
    (20, 'it_people_number', 'Struktur', 'number', 'Jumlah petugas yang menguasai teknologi informasi', null, 1, 'orang'),
    (30, 'governance', 'Struktur', 'scale', 'Tata kelola: proses kerja tertulis dan dijalankan', null, 1, null),
    (40, 'budget', 'Struktur', 'scale', 'Anggaran untuk layanan digital', null, 1, null),
    (50, 'structure_note', 'Struktur', 'long_text', 'Kendala pada struktur', 'Petugas, tata kelola, dan anggaran.', null, null),
    (60, 'network', 'Infrastruktur', 'scale', 'Jaringan dan perangkat di kantor', null, 1, null),
    (70, 'data_ready', 'Infrastruktur', 'scale', 'Data tersedia, mutakhir, dan dapat dibagikan', null, 1, null),
    (80, 'facilities', 'Infrastruktur', 'scale', 'Sarana fisik dan sosial bagi warga', null, 1, null),
    (90, 'infrastructure_note', 'Infrastruktur', 'long_text', 'Kendala pada infrastruktur', null, null, null),
    (100, 'regulation', 'Suprastruktur', 'scale', 'Peraturan yang mendukung', null, 1, null),
    (110, 'institution', 'Suprastruktur', 'scale', 'Kelembagaan dan pembagian tugas', null, 1, null),
    (120, 'procedures', 'Suprastruktur', 'scale', 'Kebijakan dan prosedur baku layanan', null, 1, null),
    (130, 'superstructure_note', 'Suprastruktur', 'long_text', 'Kendala pada suprastruktur', null, null, null)
  ) as asked (position, key, section, kind, label, help, required_from, unit_label);
update app.standard_question set accepts_no_data = true where sheet = 'kesiapan' and kind = 'number';

insert into app.standard_question (sheet, position, key, section, kind, label, help, required_from, columns, max_length)
select 'swot', position, key, section, 'table', label, help, 1,
       '[{"key": "item", "label": "Butir", "kind": "short_text", "is_required": true, "max_length": 300}]', 10
  from (values
    (10, 'strengths', 'Dari dalam', 'Kekuatan', 'Yang sudah baik di unit Anda.'),
    (20, 'weaknesses', 'Dari dalam', 'Kelemahan', 'Yang masih kurang di unit Anda.'),
    (30, 'opportunities', 'Dari luar', 'Peluang', 'Yang dapat dimanfaatkan dari luar unit Anda.'),
    (40, 'threats', 'Dari luar', 'Ancaman', 'Yang dapat menghambat dari luar unit Anda.')
  ) as asked (position, key, section, label, help);

create function private.unit_sheets(p_cycle_id uuid, p_unit_id uuid)
  returns jsonb language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('code', sheet.code, 'label', sheet.label, 'help', sheet.help, 'stage', sheet.stage,
           'is_open', private.is_window_open(p_cycle_id, sheet.code, p_unit_id), 'answer', case when answer.id is not null then private.answer_row(answer) end)
           order by sheet.position, sheet.code), '[]')
    from app.sheet
    left join app.answer on answer.cycle_id = sheet.cycle_id and answer.sheet = sheet.code and answer.unit_id = p_unit_id
     and answer.pillar_code is null -- as the index of one a unit has it
   where sheet.cycle_id = p_cycle_id and sheet.scope = 'unit'
$$;
comment on function private.unit_sheets is 'The sheets that every unit fills in once, and how far this unit is, as the caller may see it.';

create function api.sheets_screen(p_cycle_id uuid)
  returns jsonb language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_person app.participant := private.require_person();
  v_cycle  app.cycle := private.cycle(p_cycle_id);
begin
  return jsonb_build_object(
    'cycle', private.cycle_row(v_cycle),
    'windows', private.windows(v_cycle.id),
    'own', private.unit_sheets(v_cycle.id, v_person.unit_id),
    'others', (select coalesce(jsonb_agg(private.answer_row(answer) order by answer.sent_at desc), '[]') from (
        select answer.* from app.answer join app.sheet on sheet.cycle_id = answer.cycle_id and sheet.code = answer.sheet and sheet.scope = 'unit'
           and answer.pillar_code is null -- as the index of one a unit has it
         where answer.cycle_id = v_cycle.id and answer.number is not null and answer.unit_id is distinct from v_person.unit_id
         order by answer.sent_at desc limit 60) as answer));
end $$;
comment on function api.sheets_screen is 'The sheets of the caller''s unit, and those of other units that she may read, newest first.';

grant execute on function private.unit_sheets(uuid, uuid), api.sheets_screen(uuid) to authenticated;
