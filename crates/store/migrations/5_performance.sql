-- Budget performance (预算绩效): goals, indicators with targets, the money that serves them, evidence, and corrections; with
-- the columns of the import templates.

CREATE TABLE goals (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "goal" TEXT, "goal_name" TEXT, "duty" TEXT, "project" TEXT, "responsible" TEXT
);

CREATE TABLE targets (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "target" TEXT, "goal" TEXT, "project" TEXT, "dimension" TEXT, "target_name" TEXT, "comparison" TEXT,
    "target_value" TEXT, "measure" TEXT, "weight" TEXT, "baseline" TEXT, "register" TEXT, "aggregation" TEXT,
    "threshold" TEXT, "trajectory" TEXT, "scoring" TEXT, "pass_line" TEXT, "responsible" TEXT, "data_source" TEXT
);

CREATE TABLE links (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "line" TEXT, "goal" TEXT, "share" TEXT
);

CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "register" TEXT, "item" TEXT, "evidence_date" TEXT, "value" TEXT, "base" TEXT, "project" TEXT,
    "origin" TEXT, "attachment" TEXT, "manual" TEXT, "signer" TEXT, "evidence_text" TEXT
);

CREATE TABLE corrections (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "correction" TEXT, "step" TEXT, "step_date" TEXT, "role" TEXT, "person" TEXT, "deviation" TEXT,
    "project" TEXT, "target" TEXT, "responsible" TEXT, "deadline" TEXT, "cause" TEXT, "corrective" TEXT,
    "corrective_amount" BIGINT, "line" TEXT, "to_line" TEXT, "new_target" TEXT, "step_text" TEXT
);

CREATE TRIGGER goals_no_update BEFORE UPDATE ON goals
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 goals）');
END;

CREATE TRIGGER goals_no_delete BEFORE DELETE ON goals
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 goals）');
END;

CREATE TRIGGER targets_no_update BEFORE UPDATE ON targets
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 targets）');
END;

CREATE TRIGGER targets_no_delete BEFORE DELETE ON targets
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 targets）');
END;

CREATE TRIGGER links_no_update BEFORE UPDATE ON links
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 links）');
END;

CREATE TRIGGER links_no_delete BEFORE DELETE ON links
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 links）');
END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 evidence）');
END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 evidence）');
END;

CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 corrections）');
END;

CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 corrections）');
END;
