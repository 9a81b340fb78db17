WITH counted AS (
    SELECT dossier, sum(kind = 'collective') AS collectives, sum(kind = 'individual') AS individuals
    FROM nominee GROUP BY dossier
)
SELECT dossier.id, unit.name, head.plan, head.version, head.round, head.year, progress.state,
       ifnull(counted.collectives, 0), ifnull(counted.individuals, 0), journal.at, journal.who,
       dossier.number
FROM dossier
JOIN head ON head.dossier = dossier.number
JOIN unit ON unit.dossier = dossier.number
JOIN progress ON progress.dossier = dossier.number
JOIN journal ON journal.seq = dossier.last_entry
LEFT JOIN counted ON counted.dossier = dossier.number
WHERE dossier.number > 0
ORDER BY head.year DESC, dossier.number DESC
