-- Budget performance (预算绩效): goals, indicators with targets, the money that serves them, evidence, and corrections; with
-- the columns of the import templates.

CREATE TABLE goals (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "goal" TEXT COLLATE "C", "goal_name" TEXT COLLATE "C", "duty" TEXT COLLATE "C", "project" TEXT COLLATE "C", "responsible" TEXT COLLATE "C"
);

CREATE TABLE targets (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "target" TEXT COLLATE "C", "goal" TEXT COLLATE "C", "project" TEXT COLLATE "C", "dimension" TEXT COLLATE "C", "target_name" TEXT COLLATE "C", "comparison" TEXT COLLATE "C",
    "target_value" TEXT COLLATE "C", "measure" TEXT COLLATE "C", "weight" TEXT COLLATE "C", "baseline" TEXT COLLATE "C", "register" TEXT COLLATE "C", "aggregation" TEXT COLLATE "C",
    "threshold" TEXT COLLATE "C", "trajectory" TEXT COLLATE "C", "scoring" TEXT COLLATE "C", "pass_line" TEXT COLLATE "C", "responsible" TEXT COLLATE "C", "data_source" TEXT COLLATE "C"
);

CREATE TABLE links (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "line" TEXT COLLATE "C", "goal" TEXT COLLATE "C", "share" TEXT COLLATE "C"
);

CREATE TABLE evidence (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "register" TEXT COLLATE "C", "item" TEXT COLLATE "C", "evidence_date" TEXT COLLATE "C", "value" TEXT COLLATE "C", "base" TEXT COLLATE "C", "project" TEXT COLLATE "C",
    "origin" TEXT COLLATE "C", "attachment" TEXT COLLATE "C", "manual" TEXT COLLATE "C", "signer" TEXT COLLATE "C", "evidence_text" TEXT COLLATE "C"
);

CREATE TABLE corrections (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "correction" TEXT COLLATE "C", "step" TEXT COLLATE "C", "step_date" TEXT COLLATE "C", "role" TEXT COLLATE "C", "person" TEXT COLLATE "C", "deviation" TEXT COLLATE "C",
    "project" TEXT COLLATE "C", "target" TEXT COLLATE "C", "responsible" TEXT COLLATE "C", "deadline" TEXT COLLATE "C", "cause" TEXT COLLATE "C", "corrective" TEXT COLLATE "C",
    "corrective_amount" BIGINT, "line" TEXT COLLATE "C", "to_line" TEXT COLLATE "C", "new_target" TEXT COLLATE "C", "step_text" TEXT COLLATE "C"
);

CREATE TRIGGER goals_no_update BEFORE UPDATE ON goals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER goals_no_delete BEFORE DELETE ON goals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER goals_no_truncate BEFORE TRUNCATE ON goals EXECUTE FUNCTION refuse_change();
CREATE TRIGGER targets_no_update BEFORE UPDATE ON targets FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER targets_no_delete BEFORE DELETE ON targets FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER targets_no_truncate BEFORE TRUNCATE ON targets EXECUTE FUNCTION refuse_change();
CREATE TRIGGER links_no_update BEFORE UPDATE ON links FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER links_no_delete BEFORE DELETE ON links FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER links_no_truncate BEFORE TRUNCATE ON links EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_no_truncate BEFORE TRUNCATE ON evidence EXECUTE FUNCTION refuse_change();
CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER corrections_no_truncate BEFORE TRUNCATE ON corrections EXECUTE FUNCTION refuse_change();
