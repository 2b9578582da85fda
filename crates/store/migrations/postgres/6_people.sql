-- Who may do what. Times are seconds since 1970. What was changed when and by whom is in the log.

-- Somebody with an account (账号). Accounts are disabled, never deleted: the log names them for ever.
CREATE TABLE person (
    id           BIGINT NOT NULL PRIMARY KEY,
    login        TEXT COLLATE "C" NOT NULL UNIQUE,
    name         TEXT COLLATE "C" NOT NULL,
    creator      BIGINT  REFERENCES person (id), -- none for the first ones
    created      BIGINT NOT NULL,
    disabled     BOOLEAN NOT NULL DEFAULT FALSE,
    password     TEXT COLLATE "C" NOT NULL,               -- argon2id, in the PHC's form
    must_change  BOOLEAN NOT NULL,               -- a one-time password
    totp         TEXT COLLATE "C",                           -- base32
    totp_step    BIGINT,                         -- the last one that was used
    failures     BIGINT NOT NULL DEFAULT 0,     -- since the last success
    last_failure BIGINT NOT NULL DEFAULT 0
);

-- Roles over a unit and all below it (授权).
CREATE TABLE role_grant (
    person BIGINT NOT NULL REFERENCES person (id),
    unit   TEXT COLLATE "C" NOT NULL, -- '' for all units
    role   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person, unit, role)
);

-- Who is logged in (会话).
CREATE TABLE session (
    digest  TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- SHA-256 of the secret that the browser shows
    person  BIGINT NOT NULL REFERENCES person (id),
    created BIGINT NOT NULL,
    seen    BIGINT NOT NULL,
    idle    BIGINT NOT NULL,             -- ends so many seconds after `seen`
    ends    BIGINT NOT NULL              -- and then at the latest
);

CREATE INDEX session_by_person ON session (person);

-- Tokens of the programming interface (令牌). They are revoked, never deleted.
CREATE TABLE token (
    id       BIGINT NOT NULL PRIMARY KEY,
    digest   TEXT COLLATE "C" NOT NULL UNIQUE,       -- SHA-256 of the secret that the program shows
    person   BIGINT NOT NULL REFERENCES person (id),
    name     TEXT COLLATE "C" NOT NULL,
    unit     TEXT COLLATE "C" NOT NULL,              -- '' for all units
    rights   TEXT COLLATE "C" NOT NULL,              -- ids with spaces between
    created  BIGINT NOT NULL,
    ends     BIGINT NOT NULL,
    approver BIGINT  REFERENCES person (id), -- none: it does not work yet
    revoked  BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE INDEX token_by_person ON token (person);

CREATE TRIGGER person_no_delete BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION refuse('账号只能停用，不能删除');
CREATE TRIGGER person_no_update BEFORE UPDATE OF id, login, creator, created ON person FOR EACH ROW EXECUTE FUNCTION refuse('登录名不能修改');
CREATE TRIGGER token_no_delete BEFORE DELETE ON token FOR EACH ROW EXECUTE FUNCTION refuse('令牌只能收回，不能删除');
CREATE TRIGGER token_no_update BEFORE UPDATE OF id, digest, person, unit, rights, created, ends ON token FOR EACH ROW EXECUTE FUNCTION refuse('令牌的内容不能修改');
