-- The cabinet. Everything a person typed stands in one of the tables with `body` and `hash`: the
-- body is the JSON of the model, the hash covers body and place, and the columns that SQL needs
-- are computed from the body by the database itself, so that the two cannot disagree.

CREATE TABLE migration (
    number   INTEGER PRIMARY KEY CHECK (number > 0),
    name     TEXT NOT NULL CHECK (name <> ''),
    checksum TEXT NOT NULL CHECK (length(checksum) = 64)
) STRICT;

-- Number 0 is the cabinet itself: settings, registers, plans and stored files hang on it.
-- `fingerprint` is the exclusive or of the hashes of all rows, `row_count` how many there are.
CREATE TABLE dossier (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE CHECK (id <> '' OR number = 0),
    row_count   INTEGER NOT NULL DEFAULT 0 CHECK (row_count >= 0),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
    undo_level  INTEGER NOT NULL DEFAULT 0 CHECK (undo_level >= 0),
    last_entry  INTEGER REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- People and collectives, one record each across all years.
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

-- The parts of a dossier. References within a dossier that the open dossier file leaves loose
-- (the nominee of a tally, the members present) stay loose here: the rules report them, and
-- nothing that was typed is refused for them.

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

CREATE TABLE progress (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    state   TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.state')) VIRTUAL
            CHECK (state IN ('draft', 'sent', 'returned', 'accepted'))
) STRICT;

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

CREATE TABLE letter (
    dossier   INTEGER PRIMARY KEY REFERENCES dossier (number),
    body      TEXT NOT NULL CHECK (json_valid(body)),
    hash      BLOB NOT NULL CHECK (length(hash) = 16),
    signatory TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.signatory.name')) VIRTUAL
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

CREATE TABLE report (
    dossier INTEGER NOT NULL,
    nominee TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, nominee),
    FOREIGN KEY (dossier, nominee) REFERENCES nominee (dossier, nominee)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Sections are long, so they stand in a table with row numbers.
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

CREATE TABLE council (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16)
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

CREATE TABLE meeting (
    dossier INTEGER PRIMARY KEY REFERENCES dossier (number),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    date    TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.date')) VIRTUAL
) STRICT;

CREATE TABLE absence (
    dossier  INTEGER NOT NULL REFERENCES meeting (dossier) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, position)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE sending (
    dossier  INTEGER NOT NULL REFERENCES dossier (number),
    position INTEGER NOT NULL CHECK (position >= 0),
    body     TEXT NOT NULL CHECK (json_valid(body)),
    hash     BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, position)
) STRICT, WITHOUT ROWID;

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

-- What belongs to the cabinet itself; `dossier` is always 0.

CREATE TABLE setting (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
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

CREATE TABLE known_unit (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_signatory (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

-- Two names that a person declared to be one person's or collective's.
CREATE TABLE same_subject (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (id <> ''),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_file (
    dossier INTEGER NOT NULL CHECK (dossier = 0) REFERENCES dossier (number),
    id      TEXT NOT NULL CHECK (length(id) = 64),
    body    TEXT NOT NULL CHECK (json_valid(body)),
    hash    BLOB NOT NULL CHECK (length(hash) = 16),
    size    INTEGER NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.size')) VIRTUAL
            CHECK (size >= 0),
    PRIMARY KEY (dossier, id)
) STRICT, WITHOUT ROWID;

-- Who did what and when. Sequence numbers order it, never times: clocks jump.
-- `hash` covers the entry and the hash before it, `digest` the changes.
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
CREATE INDEX journal_dossier ON journal (dossier, seq);

-- One row before and after an entry. A body is stored as the part that changed: bytes before it,
-- the text taken out, the text put in. A new row keeps no text here (it is in its own table).
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
CREATE INDEX journal_change_nominee ON journal_change (dossier, nominee, seq);

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_change_is_kept BEFORE DELETE ON journal_change
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_change_is_fixed BEFORE UPDATE ON journal_change
BEGIN SELECT raise(ABORT, 'the journal only grows'); END;

-- The steps that can be taken back (up to the dossier's undo level) and taken again (above it);
-- a step is one or more entries, those of one stretch of typing.
CREATE TABLE undo_step (
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    level   INTEGER NOT NULL CHECK (level > 0),
    seq     INTEGER NOT NULL REFERENCES journal (seq),
    PRIMARY KEY (dossier, level, seq)
) STRICT, WITHOUT ROWID;

-- Search. Derived from the rows: it can be emptied and made again at any time.
CREATE TABLE search_entry (
    number  INTEGER PRIMARY KEY,
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    part    TEXT NOT NULL CHECK (part IN ('dossier', 'council', 'nominee', 'report', 'evidence')),
    id      TEXT NOT NULL,
    UNIQUE (dossier, part, id)
) STRICT;
-- Every word is asked for as a beginning, and no Vietnamese syllable is longer than seven letters:
-- with an index for each length, the newest entries are found without gathering all that match.
CREATE VIRTUAL TABLE search_text USING fts5 (
    words,
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7',
    tokenize = "unicode61 remove_diacritics 0"
);
-- Names stand in an index of their own: they are asked first, and few beside the words of reports.
CREATE VIRTUAL TABLE search_name USING fts5 (
    name,
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7',
    tokenize = "unicode61 remove_diacritics 0"
);

INSERT INTO dossier (number, id, fingerprint) VALUES (0, '', zeroblob(16));
