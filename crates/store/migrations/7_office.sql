-- What an office does around the books: submissions that a second person decides (送审、双人复核), published versions
-- (公开版本), notes on findings (出错说明), and answers to requests that may come twice.
--
-- A row is told of by an entry of the log, under whose number it is kept; who did it and when stands there.

CREATE TABLE submission (
    entry   BIGINT  NOT NULL PRIMARY KEY REFERENCES log (number),
    matter  TEXT    NOT NULL, -- import, withdrawal, publication, taking-down
    subject BIGINT,           -- the import or publication that it is about; none for an import that is to be made
    unit    TEXT    NOT NULL, -- 单位代码; '' for the books as a whole
    year    INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    summary TEXT    NOT NULL  -- what the one who decides is shown, JSON
);

CREATE TABLE submission_file (
    submission BIGINT  NOT NULL REFERENCES submission (entry),
    place      INTEGER NOT NULL, -- 0, 1, 2 …
    name       TEXT    NOT NULL,
    bytes      BIGINT  NOT NULL,
    digest     TEXT    NOT NULL, -- SHA-256
    PRIMARY KEY (submission, place)
);

-- The files themselves, until it is decided.
CREATE TABLE staged (
    submission BIGINT  NOT NULL,
    place      INTEGER NOT NULL,
    content    BLOB    NOT NULL,
    PRIMARY KEY (submission, place),
    FOREIGN KEY (submission, place) REFERENCES submission_file (submission, place)
);

-- One for each submission at most: the key settles who was first.
CREATE TABLE decision (
    submission BIGINT NOT NULL PRIMARY KEY REFERENCES submission (entry),
    entry      BIGINT NOT NULL UNIQUE REFERENCES log (number),
    verdict    TEXT   NOT NULL, -- approved, refused, taken-back
    reason     TEXT   NOT NULL,
    brought    BIGINT REFERENCES log (number) -- the import, withdrawal or change of a version that followed
);

CREATE TABLE publication (
    entry     BIGINT  NOT NULL PRIMARY KEY REFERENCES log (number),
    unit      TEXT    NOT NULL,
    unit_name TEXT    NOT NULL,
    year      INTEGER NOT NULL,
    form      TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    head      BIGINT  NOT NULL REFERENCES log (number), -- the last entry when the books were read
    digest    TEXT    NOT NULL,
    UNIQUE (unit, year, form, version)
);

CREATE TABLE publication_file (
    publication BIGINT NOT NULL REFERENCES publication (entry),
    name        TEXT   NOT NULL,
    media       TEXT   NOT NULL,
    digest      TEXT   NOT NULL, -- SHA-256
    content     BLOB   NOT NULL,
    PRIMARY KEY (publication, name)
);

CREATE TABLE publication_figure (
    publication BIGINT NOT NULL REFERENCES publication (entry),
    figure      TEXT   NOT NULL,
    label       TEXT   NOT NULL,
    measure     TEXT   NOT NULL, -- fen, count
    amount      BIGINT NOT NULL,
    PRIMARY KEY (figure, publication)
) WITHOUT ROWID;

CREATE INDEX publication_figure_by_publication ON publication_figure (publication, figure);

-- What became of a version; the last row counts, and one without a row is frozen.
CREATE TABLE publication_state (
    entry       BIGINT NOT NULL PRIMARY KEY REFERENCES log (number),
    publication BIGINT NOT NULL REFERENCES publication (entry),
    state       TEXT   NOT NULL, -- public, superseded, taken-down
    reason      TEXT   NOT NULL
);

CREATE INDEX publication_state_by_publication ON publication_state (publication, entry);

-- What a unit says to a finding; the last row for a finding counts.
CREATE TABLE finding_note (
    entry    BIGINT  NOT NULL PRIMARY KEY REFERENCES log (number),
    unit     TEXT    NOT NULL,
    finding  TEXT    NOT NULL,
    verdict  TEXT    NOT NULL, -- accepted, explained, reopened
    text     TEXT    NOT NULL,
    year     INTEGER NOT NULL,
    document TEXT    NOT NULL  -- digest of the checked document
);

CREATE INDEX finding_note_by_finding ON finding_note (unit, finding, entry);

-- Answers that were given to requests with a key (幂等键); they expire.
CREATE TABLE answer (
    token   TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    request TEXT    NOT NULL, -- digest of the request
    status  INTEGER NOT NULL,
    body    TEXT    NOT NULL,
    at      BIGINT  NOT NULL, -- seconds since 1970
    PRIMARY KEY (token, key)
);

CREATE INDEX answer_by_time ON answer (at);

CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 submission）');
END;

CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 submission）');
END;

CREATE TRIGGER submission_file_no_update BEFORE UPDATE ON submission_file
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 submission_file）');
END;

CREATE TRIGGER submission_file_no_delete BEFORE DELETE ON submission_file
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 submission_file）');
END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 decision）');
END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 decision）');
END;

CREATE TRIGGER publication_no_update BEFORE UPDATE ON publication
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication）');
END;

CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication）');
END;

CREATE TRIGGER publication_file_no_update BEFORE UPDATE ON publication_file
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication_file）');
END;

CREATE TRIGGER publication_file_no_delete BEFORE DELETE ON publication_file
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication_file）');
END;

CREATE TRIGGER publication_figure_no_update BEFORE UPDATE ON publication_figure
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication_figure）');
END;

CREATE TRIGGER publication_figure_no_delete BEFORE DELETE ON publication_figure
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication_figure）');
END;

CREATE TRIGGER publication_state_no_update BEFORE UPDATE ON publication_state
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication_state）');
END;

CREATE TRIGGER publication_state_no_delete BEFORE DELETE ON publication_state
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 publication_state）');
END;

CREATE TRIGGER finding_note_no_update BEFORE UPDATE ON finding_note
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 finding_note）');
END;

CREATE TRIGGER finding_note_no_delete BEFORE DELETE ON finding_note
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 finding_note）');
END;

-- Staged files go when it is decided, and never change.
CREATE TRIGGER staged_no_update BEFORE UPDATE ON staged
BEGIN
    SELECT RAISE(ABORT, '送审的文件不能修改（表 staged）');
END;

CREATE TRIGGER staged_no_early_delete BEFORE DELETE ON staged
WHEN NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = OLD.submission)
BEGIN
    SELECT RAISE(ABORT, '送审的文件在复核之前不能删除（表 staged）');
END;
