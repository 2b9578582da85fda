-- The books of departments, year by year.
--
-- Every record stands on an account (账户): the finest classification that any figure or any control tells apart. The
-- `id` of a record is `account * 4294967296 + n`, where n counts the records of its kind on its account from 1. So the
-- records of an account lie together, page by page, and any page of them is found without a search.
--
-- Money is integers of 分. Records are never changed or deleted: what replaces another comes after it.

CREATE TABLE account (
    id          BIGINT  NOT NULL PRIMARY KEY,
    year        INTEGER NOT NULL, -- 年度
    unit        TEXT    NOT NULL, -- 单位代码; '' where a record concerns the books as a whole
    fund        TEXT    NOT NULL, -- 资金性质; '' for records without money
    function    INTEGER NOT NULL, -- 支出功能分类 (项), 0 for none
    nature      TEXT    NOT NULL, -- 支出性质; '' for none
    economic    INTEGER NOT NULL, -- 部门预算支出经济分类 (款), 0 for none
    budget_line TEXT    NOT NULL, -- 指标编号; '' for none
    project     TEXT    NOT NULL, -- 项目代码; '' for none
    UNIQUE (year, unit, fund, function, nature, economic, budget_line, project)
);

-- 支付; what the account says is not said again.
CREATE TABLE payments (
    id             INTEGER NOT NULL PRIMARY KEY,
    "voucher"      TEXT    NOT NULL, -- 支付凭证号
    "entry"        TEXT    NOT NULL, -- 分录号
    "payment_date" INTEGER NOT NULL, -- 20240305
    "paid"         BIGINT  NOT NULL, -- 分; negative for a refund
    "payee"        TEXT    NOT NULL,
    "purpose"      TEXT    NOT NULL
);

CREATE INDEX payments_by_voucher ON payments (voucher);

-- The other kinds, with the columns of the import templates; cells as they are written there, money in 分.

CREATE TABLE units (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "unit_name" TEXT, "parent" TEXT, "unit_kind" TEXT
);

CREATE TABLE budget (
    id INTEGER NOT NULL PRIMARY KEY,
    "line" TEXT, "unit" TEXT, "fund" TEXT, "function" TEXT, "nature" TEXT, "project" TEXT, "project_name" TEXT,
    "economic" TEXT, "change" TEXT, "budgeted" BIGINT, "budget_date" TEXT, "document" TEXT, "budget_purpose" TEXT
);

CREATE TABLE receipts (
    id INTEGER NOT NULL PRIMARY KEY,
    "receipt" TEXT, "receipt_date" TEXT, "unit" TEXT, "fund" TEXT, "function" TEXT, "received" BIGINT, "payer" TEXT,
    "receipt_purpose" TEXT
);

CREATE INDEX receipts_by_number ON receipts (receipt);

CREATE TABLE balances (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "fund" TEXT, "function" TEXT, "opening" BIGINT, "closing" BIGINT, "surplus_used" BIGINT,
    "distributed" BIGINT
);

CREATE TABLE trips (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "groups" TEXT, "travellers" TEXT, "event_date" TEXT, "trip_purpose" TEXT
);

CREATE TABLE receptions (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "batches" TEXT, "guests" TEXT, "foreign" TEXT, "event_date" TEXT,
    "reception_purpose" TEXT
);

CREATE TABLE vehicles (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "vehicle_use" TEXT, "vehicle" TEXT, "vehicles" TEXT, "kept" TEXT, "bought" TEXT, "vehicle_note" TEXT
);

CREATE TABLE equipment (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "asset_name" TEXT, "unit_price" BIGINT, "asset" TEXT, "pieces" TEXT
);

CREATE TABLE contracts (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "contract" TEXT, "procurement" TEXT, "contract_amount" BIGINT, "supplier" TEXT
);

CREATE TABLE gatherings (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "gathering" TEXT, "gathering_name" TEXT, "gathering_cost" BIGINT, "attendants" TEXT,
    "event_date" TEXT, "gathering_content" TEXT
);

CREATE TABLE passages (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "section" TEXT, "text" TEXT
);

CREATE TABLE indicators (
    id INTEGER NOT NULL PRIMARY KEY,
    "unit" TEXT, "level" TEXT, "indicator" TEXT, "weight" TEXT, "score" TEXT, "indicator_text" TEXT
);

CREATE TABLE comparatives (
    id INTEGER NOT NULL PRIMARY KEY,
    "figure" TEXT, "last_year" BIGINT, "unit" TEXT
);

CREATE TABLE reasons (
    id INTEGER NOT NULL PRIMARY KEY,
    "figure" TEXT, "reason" TEXT, "unit" TEXT
);

-- What the records of a kind on an account come to; kept in the transaction that adds them.
CREATE TABLE total (
    account BIGINT NOT NULL REFERENCES account (id),
    kind    TEXT   NOT NULL, -- name of the table
    records BIGINT NOT NULL, -- how many there are
    amount  BIGINT NOT NULL, -- sum of their (first) amount in 分, 0 for records without money
    PRIMARY KEY (account, kind)
);
