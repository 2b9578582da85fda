-- Nothing that was entered is changed or deleted. (Totals are: they follow from the records.)

CREATE TRIGGER account_no_update BEFORE UPDATE ON account
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 account）');
END;

CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 account）');
END;

CREATE TRIGGER payments_no_update BEFORE UPDATE ON payments
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 payments）');
END;

CREATE TRIGGER payments_no_delete BEFORE DELETE ON payments
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 payments）');
END;

CREATE TRIGGER units_no_update BEFORE UPDATE ON units
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 units）');
END;

CREATE TRIGGER units_no_delete BEFORE DELETE ON units
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 units）');
END;

CREATE TRIGGER budget_no_update BEFORE UPDATE ON budget
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 budget）');
END;

CREATE TRIGGER budget_no_delete BEFORE DELETE ON budget
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 budget）');
END;

CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 receipts）');
END;

CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 receipts）');
END;

CREATE TRIGGER balances_no_update BEFORE UPDATE ON balances
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 balances）');
END;

CREATE TRIGGER balances_no_delete BEFORE DELETE ON balances
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 balances）');
END;

CREATE TRIGGER trips_no_update BEFORE UPDATE ON trips
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 trips）');
END;

CREATE TRIGGER trips_no_delete BEFORE DELETE ON trips
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 trips）');
END;

CREATE TRIGGER receptions_no_update BEFORE UPDATE ON receptions
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 receptions）');
END;

CREATE TRIGGER receptions_no_delete BEFORE DELETE ON receptions
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 receptions）');
END;

CREATE TRIGGER vehicles_no_update BEFORE UPDATE ON vehicles
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 vehicles）');
END;

CREATE TRIGGER vehicles_no_delete BEFORE DELETE ON vehicles
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 vehicles）');
END;

CREATE TRIGGER equipment_no_update BEFORE UPDATE ON equipment
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 equipment）');
END;

CREATE TRIGGER equipment_no_delete BEFORE DELETE ON equipment
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 equipment）');
END;

CREATE TRIGGER contracts_no_update BEFORE UPDATE ON contracts
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 contracts）');
END;

CREATE TRIGGER contracts_no_delete BEFORE DELETE ON contracts
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 contracts）');
END;

CREATE TRIGGER gatherings_no_update BEFORE UPDATE ON gatherings
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 gatherings）');
END;

CREATE TRIGGER gatherings_no_delete BEFORE DELETE ON gatherings
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 gatherings）');
END;

CREATE TRIGGER passages_no_update BEFORE UPDATE ON passages
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 passages）');
END;

CREATE TRIGGER passages_no_delete BEFORE DELETE ON passages
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 passages）');
END;

CREATE TRIGGER indicators_no_update BEFORE UPDATE ON indicators
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 indicators）');
END;

CREATE TRIGGER indicators_no_delete BEFORE DELETE ON indicators
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 indicators）');
END;

CREATE TRIGGER comparatives_no_update BEFORE UPDATE ON comparatives
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 comparatives）');
END;

CREATE TRIGGER comparatives_no_delete BEFORE DELETE ON comparatives
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 comparatives）');
END;

CREATE TRIGGER reasons_no_update BEFORE UPDATE ON reasons
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 reasons）');
END;

CREATE TRIGGER reasons_no_delete BEFORE DELETE ON reasons
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 reasons）');
END;

CREATE TRIGGER log_no_update BEFORE UPDATE ON log
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 log）');
END;

CREATE TRIGGER log_no_delete BEFORE DELETE ON log
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 log）');
END;

CREATE TRIGGER import_no_update BEFORE UPDATE ON import
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 import）');
END;

CREATE TRIGGER import_no_delete BEFORE DELETE ON import
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 import）');
END;

CREATE TRIGGER import_file_no_update BEFORE UPDATE ON import_file
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 import_file）');
END;

CREATE TRIGGER import_file_no_delete BEFORE DELETE ON import_file
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 import_file）');
END;

CREATE TRIGGER segment_no_update BEFORE UPDATE ON segment
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 segment）');
END;

CREATE TRIGGER segment_no_delete BEFORE DELETE ON segment
BEGIN
    SELECT RAISE(ABORT, '已入账的内容不能修改或删除（表 segment）');
END;
