-- What was proposed for each year and round, by what the statistics tell apart, and what became of
-- it. Dossiers taken off the list have no nominees any more.
SELECT head.year, head.plan, head.round, nominee.kind, nominee.award,
       json_extract(nominee.body, '$.person.individual.gender') AS gender,
       json_extract(nominee.body, '$.person.individual.works_directly') AS works_directly,
       count(*),
       sum(ifnull(outcome.result, '') = 'awarded'), sum(ifnull(outcome.result, '') = 'refused')
FROM nominee
JOIN head ON head.dossier = nominee.dossier
LEFT JOIN outcome ON outcome.dossier = nominee.dossier AND outcome.nominee = nominee.nominee
GROUP BY head.year, head.plan, head.round, nominee.kind, nominee.award, gender, works_directly
ORDER BY head.year IS NULL, head.year, head.plan, head.round, nominee.kind, nominee.award, gender,
         works_directly
