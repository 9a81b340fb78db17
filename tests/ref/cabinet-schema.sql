CREATE TABLE absence (
    dossier  INTEGER NOT NULL REFERENCES meeting (dossier) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE council (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16)
) STRICT;

CREATE TABLE determination (
    dossier  INTEGER NOT NULL,
    nominee  TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    rule     TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.rule')) VIRTUAL,
    PRIMARY KEY (dossier, nominee, position),
    FOREIGN KEY (dossier, nominee) REFERENCES nominee (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE CHECK (id <> '' OR number = 0),
    row_count   INTEGER NOT NULL DEFAULT 0 CHECK (row_count >= 0),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    undo_level  INTEGER NOT NULL DEFAULT 0 CHECK (undo_level >= 0),
    last_entry  INTEGER REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE earlier_award (
    dossier  INTEGER NOT NULL,
    nominee  TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    year     INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.year')) VIRTUAL,
    PRIMARY KEY (dossier, nominee, position),
    FOREIGN KEY (dossier, nominee) REFERENCES nominee (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    dossier  INTEGER NOT NULL REFERENCES dossier (number),
    id       TEXT NOT NULL CHECK (id <> ''),
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    sha256   TEXT GENERATED ALWAYS AS (json_extract(body, '$.sha256')) VIRTUAL,
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_sha256 ON evidence (sha256);

CREATE TABLE fact (
    dossier  INTEGER NOT NULL,
    nominee  TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    fact     TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.fact')) VIRTUAL,
    year     INTEGER GENERATED ALWAYS AS (json_extract(body, '$.year')) VIRTUAL,
    PRIMARY KEY (dossier, nominee, position),
    FOREIGN KEY (dossier, nominee) REFERENCES nominee (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    plan    TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.plan.id')) VIRTUAL,
    version INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.plan.version')) VIRTUAL,
    round   TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.round')) VIRTUAL,
    year    INTEGER GENERATED ALWAYS AS (json_extract(body, '$.year')) VIRTUAL
) STRICT;

CREATE INDEX head_year ON head (year, plan, round);

CREATE TABLE journal (
    seq         INTEGER PRIMARY KEY CHECK (seq > 0),
    at          TEXT NOT NULL,
    who         TEXT NOT NULL,
    act         TEXT NOT NULL,
    dossier     INTEGER NOT NULL REFERENCES dossier (number),
    label       TEXT NOT NULL,
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    row_count   INTEGER NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE journal_change (
    seq             INTEGER NOT NULL REFERENCES journal (seq),
    ordinal         INTEGER NOT NULL CHECK (ordinal >= 0),
    dossier         INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    nominee         TEXT NOT NULL,
    id              TEXT NOT NULL,
    position_before INTEGER,
    position_after  INTEGER,
    hash_before     BLOB CHECK (length(hash_before) = 16),
    hash_after      BLOB CHECK (length(hash_after) = 16),
    prefix          INTEGER NOT NULL CHECK (prefix >= 0),
    removed         TEXT NOT NULL,
    inserted        TEXT NOT NULL,
    PRIMARY KEY (seq, ordinal),
    CHECK ((position_before IS NULL) = (hash_before IS NULL)),
    CHECK ((position_after IS NULL) = (hash_after IS NULL)),
    CHECK (hash_before IS NOT NULL OR hash_after IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_change_is_fixed BEFORE UPDATE ON journal_change
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;

CREATE TRIGGER journal_change_is_kept BEFORE DELETE ON journal_change
WHEN NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.dossier = old.dossier
        AND later.act = 'erase' AND later.seq > old.seq)
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;

CREATE INDEX journal_change_nominee ON journal_change (dossier, nominee, seq);

CREATE INDEX journal_dossier ON journal (dossier, seq);

CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal
WHEN new.label <> '' OR (new.seq, new.at, new.who, new.act, new.dossier, new.digest, new.row_count,
        new.fingerprint, new.hash)
    IS NOT (old.seq, old.at, old.who, old.act, old.dossier, old.digest, old.row_count,
        old.fingerprint, old.hash)
    OR NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.dossier = old.dossier
        AND later.act = 'erase' AND later.seq > old.seq)
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;

CREATE TABLE known_signatory (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_unit (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter (
    dossier   INTEGER PRIMARY KEY REFERENCES dossier (number),
    body      TEXT NOT NULL CHECK (json_valid(body)),
    hash      BLOB NOT NULL CHECK (length(hash) = 16),
    signatory TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.signatory.name')) VIRTUAL
) STRICT;

CREATE TABLE meeting (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    date    TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.date')) VIRTUAL
) STRICT;

CREATE TABLE member (
    dossier  INTEGER NOT NULL REFERENCES council (dossier) DEFERRABLE INITIALLY DEFERRED,
    id       TEXT NOT NULL CHECK (id <> ''),
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    name     TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
    role     TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.role')) VIRTUAL,
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
    number   INTEGER PRIMARY KEY CHECK (number > 0),
    name     TEXT NOT NULL CHECK (name <> ''),
    checksum TEXT NOT NULL CHECK (length(checksum) = 64)
) STRICT;

CREATE TABLE nominee (
    dossier  INTEGER NOT NULL REFERENCES dossier (number),
    nominee  TEXT NOT NULL CHECK (nominee <> ''),
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    subject  INTEGER REFERENCES subject (number) DEFERRABLE INITIALLY DEFERRED,
    name     TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
    kind     TEXT NOT NULL GENERATED ALWAYS AS (
                 iif(json_type(body, '$.person.individual') IS NULL, 'collective', 'individual')
             ) VIRTUAL,
    award    TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.award_form')) VIRTUAL,
    UNIQUE (dossier, nominee)
) STRICT;

CREATE INDEX nominee_kind ON nominee (dossier, kind);

CREATE INDEX nominee_subject ON nominee (subject);

CREATE TABLE outcome (
    dossier INTEGER NOT NULL,
    nominee TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    result  TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.result')) VIRTUAL
            CHECK (result IN ('awarded', 'refused')),
    PRIMARY KEY (dossier, nominee),
    FOREIGN KEY (dossier, nominee) REFERENCES nominee (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE plan (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    plan    TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
    version INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.version')) VIRTUAL,
    PRIMARY KEY (dossier, id)
) STRICT;

CREATE UNIQUE INDEX plan_version ON plan (plan, version);

CREATE TABLE progress (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    state   TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
            CHECK (state IN ('draft', 'sent', 'returned', 'accepted'))
) STRICT;

CREATE TABLE report (
    dossier INTEGER NOT NULL,
    nominee TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, nominee),
    FOREIGN KEY (dossier, nominee) REFERENCES nominee (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE report_section (
    dossier  INTEGER NOT NULL,
    nominee  TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, nominee, position),
    FOREIGN KEY (dossier, nominee) REFERENCES report (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE same_subject (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_entry (
    number  INTEGER PRIMARY KEY,
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    part    TEXT NOT NULL CHECK (part IN ('dossier', 'council', 'nominee', 'report', 'evidence')),
    id      TEXT NOT NULL,
    UNIQUE (dossier, part, id)
) STRICT;

CREATE VIRTUAL TABLE search_name USING fts5 (
    name,
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7',
    tokenize = "unicode61 remove_diacritics 0"
);

CREATE VIRTUAL TABLE search_text USING fts5 (
    words,
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7',
    tokenize = "unicode61 remove_diacritics 0"
);

CREATE TABLE sending (
    dossier  INTEGER NOT NULL REFERENCES dossier (number),
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE stored_file (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (length(id) = 64),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    size    INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.size')) VIRTUAL
            CHECK (size >= 0),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
    number     INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('collective', 'individual')),
    key        TEXT NOT NULL CHECK (key <> ''),
    birth_date TEXT CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    place      TEXT NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    sort_key   BLOB NOT NULL
) STRICT;

CREATE INDEX subject_key ON subject (kind, key);

CREATE INDEX subject_order ON subject (sort_key);

CREATE TABLE tally (
    dossier  INTEGER NOT NULL REFERENCES meeting (dossier) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    agree    INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.agree')) VIRTUAL
             CHECK (agree >= 0),
    disagree INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.disagree')) VIRTUAL
             CHECK (disagree >= 0),
    blank    INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.blank')) VIRTUAL
             CHECK (blank >= 0),
    PRIMARY KEY (dossier, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE undo_step (
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    level   INTEGER NOT NULL CHECK (level > 0),
    seq     INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (dossier, level, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    name    TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL
) STRICT;

CREATE TABLE unit_fact (
    dossier  INTEGER NOT NULL REFERENCES dossier (number),
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    fact     TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.fact')) VIRTUAL,
    PRIMARY KEY (dossier, position)
) STRICT, WITHOUT ROWID;
