-- A person can ask that what is kept of them be erased. The last word on a dossier's past is then an
-- entry `erase`: what the earlier entries of that dossier changed and were about may go, and nothing
-- else of them. Their hashes stay, and the entry carries a seal over them.

DROP TRIGGER journal_is_fixed;
CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal
WHEN new.label <> '' OR (new.seq, new.at, new.who, new.act, new.dossier, new.digest, new.row_count,
        new.fingerprint, new.hash)
    IS NOT (old.seq, old.at, old.who, old.act, old.dossier, old.digest, old.row_count,
        old.fingerprint, old.hash)
    OR NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.dossier = old.dossier
        AND later.act = 'erase' AND later.seq > old.seq)
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;

DROP TRIGGER journal_change_is_kept;
CREATE TRIGGER journal_change_is_kept BEFORE DELETE ON journal_change
WHEN NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.dossier = old.dossier
        AND later.act = 'erase' AND later.seq > old.seq)
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;
