-- Three raters for every fifth answer of the same span; of every seventh one of them says "tidak tahu" once.
insert into app.rating (answer_id, seat_id, criterion, score, rater_id, unit_id)
select answer.id, rater.id, criterion,
       case when answer.number %% 7 > 0 or criterion <> 'growth' then 1 + (answer.number * asked.place + rater.place) %% 5 end, rater.id, rater.unit_id
  from (select * from app.answer
         where sheet = %(sheet)s and number between 1000 + %(first)s and 1000 + %(last)s and number %% 5 = 0
           and status in ('dikirim', 'diterima')) as answer,
       lateral (select id, unit_id, row_number() over (order by id) as place
                  from (select id, unit_id from app.participant where role = 'peserta' and unit_id <> answer.unit_id
                         order by id offset answer.number %% 40 limit 3) as few) as rater,
       unnest(private.criteria(answer.sheet)) with ordinality as asked (criterion, place)
