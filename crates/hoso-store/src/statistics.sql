-- What was proposed for each year and round, and what became of it. Dossiers taken off the list
-- have no nominees any more.
SELECT head.year, head.plan, head.round,
       sum(nominee.kind = 'collective'), sum(nominee.kind = 'individual'),
       sum(ifnull(outcome.result, '') = 'awarded'), sum(ifnull(outcome.result, '') = 'refused')
FROM nominee
JOIN head ON head.dossier = nominee.dossier
LEFT JOIN outcome ON outcome.dossier = nominee.dossier AND outcome.nominee = nominee.nominee
GROUP BY head.year, head.plan, head.round
ORDER BY head.year IS NULL, head.year, head.plan, head.round
