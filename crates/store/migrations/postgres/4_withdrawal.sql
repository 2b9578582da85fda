-- Imports that were withdrawn (撤销): their records stay, and count no more. In `total`, `records` goes on counting them,
-- since their numbers are taken; `amount` does not.
CREATE TABLE withdrawal (
    entry     BIGINT NOT NULL PRIMARY KEY REFERENCES import (entry),
    log_entry BIGINT NOT NULL REFERENCES log (number) -- the entry that tells of it
);

CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER withdrawal_no_truncate BEFORE TRUNCATE ON withdrawal EXECUTE FUNCTION refuse_change();
