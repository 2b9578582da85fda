-- Nothing that was entered is changed or deleted. (Totals are: they follow from the records.)

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '已入账的内容不能修改或删除（表 %）', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

-- The same with words of its own.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%（表 %）', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER account_no_update BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_no_delete BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON account EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payments_no_update BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payments_no_delete BEFORE DELETE ON payments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payments_no_truncate BEFORE TRUNCATE ON payments EXECUTE FUNCTION refuse_change();
CREATE TRIGGER units_no_update BEFORE UPDATE ON units FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER units_no_delete BEFORE DELETE ON units FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER units_no_truncate BEFORE TRUNCATE ON units EXECUTE FUNCTION refuse_change();
CREATE TRIGGER budget_no_update BEFORE UPDATE ON budget FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER budget_no_delete BEFORE DELETE ON budget FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER budget_no_truncate BEFORE TRUNCATE ON budget EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_no_truncate BEFORE TRUNCATE ON receipts EXECUTE FUNCTION refuse_change();
CREATE TRIGGER balances_no_update BEFORE UPDATE ON balances FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER balances_no_delete BEFORE DELETE ON balances FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER balances_no_truncate BEFORE TRUNCATE ON balances EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trips_no_update BEFORE UPDATE ON trips FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trips_no_delete BEFORE DELETE ON trips FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trips_no_truncate BEFORE TRUNCATE ON trips EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receptions_no_update BEFORE UPDATE ON receptions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receptions_no_delete BEFORE DELETE ON receptions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receptions_no_truncate BEFORE TRUNCATE ON receptions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vehicles_no_update BEFORE UPDATE ON vehicles FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vehicles_no_delete BEFORE DELETE ON vehicles FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vehicles_no_truncate BEFORE TRUNCATE ON vehicles EXECUTE FUNCTION refuse_change();
CREATE TRIGGER equipment_no_update BEFORE UPDATE ON equipment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER equipment_no_delete BEFORE DELETE ON equipment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER equipment_no_truncate BEFORE TRUNCATE ON equipment EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contracts_no_update BEFORE UPDATE ON contracts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contracts_no_delete BEFORE DELETE ON contracts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contracts_no_truncate BEFORE TRUNCATE ON contracts EXECUTE FUNCTION refuse_change();
CREATE TRIGGER gatherings_no_update BEFORE UPDATE ON gatherings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER gatherings_no_delete BEFORE DELETE ON gatherings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER gatherings_no_truncate BEFORE TRUNCATE ON gatherings EXECUTE FUNCTION refuse_change();
CREATE TRIGGER passages_no_update BEFORE UPDATE ON passages FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER passages_no_delete BEFORE DELETE ON passages FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER passages_no_truncate BEFORE TRUNCATE ON passages EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicators_no_update BEFORE UPDATE ON indicators FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicators_no_delete BEFORE DELETE ON indicators FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicators_no_truncate BEFORE TRUNCATE ON indicators EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comparatives_no_update BEFORE UPDATE ON comparatives FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comparatives_no_delete BEFORE DELETE ON comparatives FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER comparatives_no_truncate BEFORE TRUNCATE ON comparatives EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reasons_no_update BEFORE UPDATE ON reasons FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reasons_no_delete BEFORE DELETE ON reasons FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reasons_no_truncate BEFORE TRUNCATE ON reasons EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_no_update BEFORE UPDATE ON log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_no_delete BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON log EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_no_update BEFORE UPDATE ON import FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_no_delete BEFORE DELETE ON import FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_no_truncate BEFORE TRUNCATE ON import EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_file_no_update BEFORE UPDATE ON import_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_file_no_delete BEFORE DELETE ON import_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER import_file_no_truncate BEFORE TRUNCATE ON import_file EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_no_update BEFORE UPDATE ON segment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_no_delete BEFORE DELETE ON segment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_no_truncate BEFORE TRUNCATE ON segment EXECUTE FUNCTION refuse_change();
