-- Answers number first to last of one sheet: spread over officers, sub-pillars, states and scores by arithmetic.
with officer as (
  select array_agg(id order by id) as ids, array_agg(unit_id order by id) as units
    from app.participant where role = 'peserta'
), place as (
  select array_agg(code order by code) as subs, array_agg(pillar_code order by code) as pillars from app.sub_pillar
), numbered as (
  select n, officer.ids[1 + n %% cardinality(ids)] as author_id, units[1 + n %% cardinality(ids)] as unit_id,
         subs[1 + n * 7 %% cardinality(subs)] as sub_code, pillars[1 + n * 7 %% cardinality(subs)] as pillar_code,
         (array['draf', 'dikirim', 'dikirim', 'dikirim', 'diterima', 'diterima', 'diterima', 'diterima', 'diterima', 'dikembalikan'])[1 + n / 11 %% 10] as status,
         1 + n * 3 %% 5 as a, 1 + n * 5 / 3 %% 5 as b, 1 + n * 11 / 7 %% 5 as c
    from generate_series(%(first)s::int, %(last)s::int) as n, officer, place
)
insert into app.answer (cycle_id, sheet, unit_id, pillar_code, author_id, number, status, reason, answers, sent_at)
select (select id from app.cycle where is_open order by year desc limit 1), %(sheet)s, unit_id, pillar_code, author_id,
       case when status <> 'draf' then 1000 + n end, status, case when status = 'dikembalikan' then 'Mohon dilengkapi.' end,
       jsonb_build_object('sub_pillar', sub_code, 'title', format('Contoh ukur nomor %%s', n),
         'condition', repeat('Uraian keadaan sekarang. ', 12), 'location', '["kota"]'::jsonb, 'root_cause', 'Akar masalah.',
         'urgency', a, 'seriousness', b, 'growth', c, 'impact', a, 'effort', b, 'quick_win', c > 4),
       case when status <> 'draf' then clock_timestamp() end
  from numbered
