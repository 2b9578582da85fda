-- Imports that were withdrawn (撤销): their records stay, and count no more. In `total`, `records` goes on counting them,
-- since their numbers are taken; `amount` does not.
CREATE TABLE withdrawal (
    entry     BIGINT NOT NULL PRIMARY KEY REFERENCES import (entry),
    log_entry BIGINT NOT NULL REFERENCES log (number) -- the entry that tells of it
);

CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 withdrawal）');
END;

CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 withdrawal）');
END;
