-- The author's scores and three raters for every fifth problem of the same span.
insert into app.usg_rating (problem_id, rater_id, unit_id, is_author, urgency, seriousness, growth)
select problem.id, rater.id, rater.unit_id, rater.id = problem.author_id,
       1 + (problem.number + place) %% 5, 1 + problem.number * 2 %% 5, 1 + problem.number * 3 %% 5
  from (select *, row_number() over (order by number) as place from app.answer
         where sheet = 'problem' and number between 1000 + %(first)s and 1000 + %(last)s and number %% 5 = 0
           and status in ('dikirim', 'diterima')) as problem,
       lateral (select participant.id, participant.unit_id from app.participant where participant.id = problem.author_id
                union
                (select participant.id, participant.unit_id from app.participant
                  where role = 'peserta' and unit_id <> problem.unit_id
                  order by id offset problem.number %% 40 limit 3)) as rater
