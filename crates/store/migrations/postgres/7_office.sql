-- What an office does around the books: submissions that a second person decides (送审、双人复核), published versions
-- (公开版本), notes on findings (出错说明), and answers to requests that may come twice.
--
-- A row is told of by an entry of the log, under whose number it is kept; who did it and when stands there.

CREATE TABLE submission (
    entry   BIGINT NOT NULL PRIMARY KEY REFERENCES log (number),
    matter  TEXT COLLATE "C" NOT NULL, -- import, withdrawal, publication, taking-down
    subject BIGINT,           -- the import or publication that it is about; none for an import that is to be made
    unit    TEXT COLLATE "C" NOT NULL, -- 单位代码; '' for the books as a whole
    year    BIGINT NOT NULL,
    reason  TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C" NOT NULL  -- what the one who decides is shown, JSON
);

CREATE TABLE submission_file (
    submission BIGINT NOT NULL REFERENCES submission (entry),
    place      BIGINT NOT NULL, -- 0, 1, 2 …
    name       TEXT COLLATE "C" NOT NULL,
    bytes      BIGINT NOT NULL,
    digest     TEXT COLLATE "C" NOT NULL, -- SHA-256
    PRIMARY KEY (submission, place)
);

-- The files themselves, until it is decided.
CREATE TABLE staged (
    submission BIGINT NOT NULL,
    place      BIGINT NOT NULL,
    content    BYTEA    NOT NULL,
    PRIMARY KEY (submission, place),
    FOREIGN KEY (submission, place) REFERENCES submission_file (submission, place)
);

-- One for each submission at most: the key settles who was first.
CREATE TABLE decision (
    submission BIGINT NOT NULL PRIMARY KEY REFERENCES submission (entry),
    entry      BIGINT NOT NULL UNIQUE REFERENCES log (number),
    verdict    TEXT COLLATE "C" NOT NULL, -- approved, refused, taken-back
    reason     TEXT COLLATE "C" NOT NULL,
    brought    BIGINT REFERENCES log (number) -- the import, withdrawal or change of a version that followed
);

CREATE TABLE publication (
    entry     BIGINT NOT NULL PRIMARY KEY REFERENCES log (number),
    unit      TEXT COLLATE "C" NOT NULL,
    unit_name TEXT COLLATE "C" NOT NULL,
    year      BIGINT NOT NULL,
    form      TEXT COLLATE "C" NOT NULL,
    title     TEXT COLLATE "C" NOT NULL,
    version   BIGINT NOT NULL,
    head      BIGINT NOT NULL REFERENCES log (number), -- the last entry when the books were read
    digest    TEXT COLLATE "C" NOT NULL,
    UNIQUE (unit, year, form, version)
);

CREATE TABLE publication_file (
    publication BIGINT NOT NULL REFERENCES publication (entry),
    name        TEXT COLLATE "C" NOT NULL,
    media       TEXT COLLATE "C" NOT NULL,
    digest      TEXT COLLATE "C" NOT NULL, -- SHA-256
    content     BYTEA   NOT NULL,
    PRIMARY KEY (publication, name)
);

CREATE TABLE publication_figure (
    publication BIGINT NOT NULL REFERENCES publication (entry),
    figure      TEXT COLLATE "C" NOT NULL,
    label       TEXT COLLATE "C" NOT NULL,
    measure     TEXT COLLATE "C" NOT NULL, -- fen, count
    amount      BIGINT NOT NULL,
    PRIMARY KEY (figure, publication)
);

CREATE INDEX publication_figure_by_publication ON publication_figure (publication, figure);

-- What became of a version; the last row counts, and one without a row is frozen.
CREATE TABLE publication_state (
    entry       BIGINT NOT NULL PRIMARY KEY REFERENCES log (number),
    publication BIGINT NOT NULL REFERENCES publication (entry),
    state       TEXT COLLATE "C" NOT NULL, -- public, superseded, taken-down
    reason      TEXT COLLATE "C" NOT NULL
);

CREATE INDEX publication_state_by_publication ON publication_state (publication, entry);

-- What a unit says to a finding; the last row for a finding counts.
CREATE TABLE finding_note (
    entry    BIGINT NOT NULL PRIMARY KEY REFERENCES log (number),
    unit     TEXT COLLATE "C" NOT NULL,
    finding  TEXT COLLATE "C" NOT NULL,
    verdict  TEXT COLLATE "C" NOT NULL, -- accepted, explained, reopened
    text     TEXT COLLATE "C" NOT NULL,
    year     BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL  -- digest of the checked document
);

CREATE INDEX finding_note_by_finding ON finding_note (unit, finding, entry);

-- Answers that were given to requests with a key (幂等键); they expire.
CREATE TABLE answer (
    token   TEXT COLLATE "C" NOT NULL,
    key     TEXT COLLATE "C" NOT NULL,
    request TEXT COLLATE "C" NOT NULL, -- digest of the request
    status  BIGINT NOT NULL,
    body    TEXT COLLATE "C" NOT NULL,
    at      BIGINT NOT NULL, -- seconds since 1970
    PRIMARY KEY (token, key)
);

CREATE INDEX answer_by_time ON answer (at);

CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_no_truncate BEFORE TRUNCATE ON submission EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_file_no_update BEFORE UPDATE ON submission_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_file_no_delete BEFORE DELETE ON submission_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_file_no_truncate BEFORE TRUNCATE ON submission_file EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON publication EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_file_no_update BEFORE UPDATE ON publication_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_file_no_delete BEFORE DELETE ON publication_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_file_no_truncate BEFORE TRUNCATE ON publication_file EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_figure_no_update BEFORE UPDATE ON publication_figure FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_figure_no_delete BEFORE DELETE ON publication_figure FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_figure_no_truncate BEFORE TRUNCATE ON publication_figure EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_state_no_update BEFORE UPDATE ON publication_state FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_state_no_delete BEFORE DELETE ON publication_state FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_state_no_truncate BEFORE TRUNCATE ON publication_state EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_note_no_update BEFORE UPDATE ON finding_note FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_note_no_delete BEFORE DELETE ON finding_note FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_note_no_truncate BEFORE TRUNCATE ON finding_note EXECUTE FUNCTION refuse_change();

-- Staged files go when it is decided, and never change.
CREATE TRIGGER staged_no_update BEFORE UPDATE ON staged FOR EACH ROW EXECUTE FUNCTION refuse('送审的文件不能修改');

CREATE FUNCTION refuse_early() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = OLD.submission) THEN
        RAISE EXCEPTION '送审的文件在复核之前不能删除（表 staged）' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER staged_no_early_delete BEFORE DELETE ON staged FOR EACH ROW EXECUTE FUNCTION refuse_early();
