-- Roles of the database that may read the records of some units and of all below them (按单位只读): for reports and other
-- programs. The owner of the tables, as which this program connects, sees everything.

CREATE TABLE reader (
    role TEXT COLLATE "C" NOT NULL, -- name of the role
    unit TEXT COLLATE "C" NOT NULL, -- 单位代码; '' for all units
    PRIMARY KEY (role, unit)
);

-- Imports that are withdrawn tell of no units. Nobody is told the units of a role that is not theirs.
CREATE FUNCTION reader_units(role_name TEXT) RETURNS SETOF TEXT
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH RECURSIVE stated AS (
        SELECT units."unit", units."parent" FROM units WHERE NOT EXISTS (
            SELECT 1 FROM withdrawal JOIN segment ON segment.entry = withdrawal.entry
            WHERE segment.kind = 'units' AND segment.account = units.id >> 32
            AND (units.id & 4294967295) BETWEEN segment.first AND segment.first + segment.records - 1)
    ), own AS (
        SELECT reader.unit FROM reader
        WHERE reader.role = role_name AND pg_has_role(session_user, role_name, 'member')
        UNION SELECT stated."unit" FROM stated JOIN own ON stated."parent" = own.unit
    )
    SELECT unit FROM own UNION SELECT account.unit FROM account WHERE EXISTS (SELECT 1 FROM own WHERE own.unit = '')
$$;

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON account FOR SELECT USING (unit IN (SELECT reader_units(current_user)));

ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON payments FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE units ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON units FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE budget ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON budget FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE receipts ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON receipts FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE balances ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON balances FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE trips ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON trips FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE receptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON receptions FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE vehicles ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON vehicles FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE equipment ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON equipment FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE contracts ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON contracts FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE gatherings ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON gatherings FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE passages ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON passages FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE indicators ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON indicators FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE comparatives ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON comparatives FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE reasons ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON reasons FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE goals ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON goals FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE targets ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON targets FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE links ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON links FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON evidence FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));
ALTER TABLE corrections ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON corrections FOR SELECT USING ((id >> 32) IN (SELECT account.id FROM account));

ALTER TABLE total ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON total FOR SELECT USING (account IN (SELECT account.id FROM account));
ALTER TABLE segment ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON segment FOR SELECT USING (account IN (SELECT account.id FROM account));
ALTER TABLE import ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON import FOR SELECT USING (entry IN (SELECT segment.entry FROM segment));
ALTER TABLE import_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON import_file FOR SELECT USING (entry IN (SELECT segment.entry FROM segment));
ALTER TABLE withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON withdrawal FOR SELECT USING (entry IN (SELECT segment.entry FROM segment));
ALTER TABLE log ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON log FOR SELECT USING (number IN (SELECT segment.entry FROM segment) OR number IN (SELECT withdrawal.log_entry FROM withdrawal));

ALTER TABLE publication ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON publication FOR SELECT USING (unit IN (SELECT reader_units(current_user)));
ALTER TABLE publication_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON publication_file FOR SELECT USING (publication IN (SELECT publication.entry FROM publication));
ALTER TABLE publication_figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON publication_figure FOR SELECT USING (publication IN (SELECT publication.entry FROM publication));
ALTER TABLE publication_state ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON publication_state FOR SELECT USING (publication IN (SELECT publication.entry FROM publication));
ALTER TABLE finding_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON finding_note FOR SELECT USING (unit IN (SELECT reader_units(current_user)));

-- Nobody but the owner reads these.
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE token ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE reader ENABLE ROW LEVEL SECURITY;

-- Lets a role read a unit and all below it; takes it back. For the owner of the tables.
CREATE FUNCTION grant_reader(role_name TEXT, unit_code TEXT) RETURNS VOID
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name);
    EXECUTE format('GRANT SELECT ON account, payments, units, budget, receipts, balances, trips, receptions, vehicles, equipment, contracts, gatherings, passages, indicators, comparatives, reasons, goals, targets, links, evidence, corrections, total, segment, import, import_file, withdrawal, log, publication, publication_file, publication_figure, publication_state, finding_note, _sqlx_migrations TO %I', role_name);
    INSERT INTO reader VALUES (role_name, unit_code) ON CONFLICT DO NOTHING;
END
$$;

CREATE FUNCTION revoke_reader(role_name TEXT, unit_code TEXT) RETURNS VOID
LANGUAGE sql SET search_path FROM CURRENT AS $$
    DELETE FROM reader WHERE role = role_name AND unit = unit_code
$$;
