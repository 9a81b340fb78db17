-- A dossier of which a part is lost is listed all the same, to be said to be damaged.
WITH counted AS (
    SELECT dossier, sum(kind = 'collective') AS collectives, sum(kind = 'individual') AS individuals
    FROM nominee GROUP BY dossier
)
SELECT dossier.id, ifnull(unit.name, ''), ifnull(head.plan, ''), ifnull(head.version, 0),
       ifnull(head.round, ''), head.year, ifnull(progress.state, 'draft'),
       ifnull(counted.collectives, 0), ifnull(counted.individuals, 0),
       ifnull(journal.at, ''), ifnull(journal.who, ''), dossier.number
FROM dossier
LEFT JOIN head ON head.dossier = dossier.number
LEFT JOIN unit ON unit.dossier = dossier.number
LEFT JOIN progress ON progress.dossier = dossier.number
LEFT JOIN journal ON journal.seq = dossier.last_entry
LEFT JOIN counted ON counted.dossier = dossier.number
WHERE dossier.number > 0 AND dossier.row_count > 0
ORDER BY head.year DESC, dossier.number DESC
