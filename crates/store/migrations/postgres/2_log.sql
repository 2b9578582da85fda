-- What was done to the books. Each entry's hash covers the hash of the one before it, so that a change of any entry
-- breaks all that follow; the database itself refuses to change or delete them.
CREATE TABLE log (
    number BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3 …
    at     TEXT COLLATE "C" NOT NULL,             -- UTC: 2025-03-01T08:30:00Z
    actor  TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    before TEXT COLLATE "C",
    after  TEXT COLLATE "C",
    digest TEXT COLLATE "C",                        -- of the records that it brought
    hash   TEXT COLLATE "C" NOT NULL
);

-- A log entry that brought records, and the files from which they came.
CREATE TABLE import (
    entry BIGINT NOT NULL PRIMARY KEY REFERENCES log (number),
    year  BIGINT NOT NULL
);

CREATE TABLE import_file (
    entry   BIGINT NOT NULL REFERENCES import (entry),
    name    TEXT COLLATE "C" NOT NULL,
    digest  TEXT COLLATE "C" NOT NULL, -- SHA-256 of its bytes
    records BIGINT NOT NULL, -- how many new ones came from it
    PRIMARY KEY (entry, name, digest)
);

-- The records of one kind that an import put on one account: the numbers first … first + records - 1.
CREATE TABLE segment (
    kind    TEXT COLLATE "C" NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    first   BIGINT NOT NULL,
    records BIGINT NOT NULL,
    amount  BIGINT NOT NULL,
    entry   BIGINT NOT NULL REFERENCES import (entry),
    digest  TEXT COLLATE "C" NOT NULL, -- of the account's words and the records in order
    PRIMARY KEY (kind, account, first)
);
