-- The books of departments, year by year.
--
-- Every record stands on an account (账户): the finest classification that any figure or any control tells apart. The
-- `id` of a record is `account * 4294967296 + n`, where n counts the records of its kind on its account from 1. So the
-- records of an account lie together, page by page, and any page of them is found without a search.
--
-- Money is integers of 分. Records are never changed or deleted: what replaces another comes after it.

CREATE TABLE account (
    id          BIGINT NOT NULL PRIMARY KEY,
    year        BIGINT NOT NULL, -- 年度
    unit        TEXT COLLATE "C" NOT NULL, -- 单位代码; '' where a record concerns the books as a whole
    fund        TEXT COLLATE "C" NOT NULL, -- 资金性质; '' for records without money
    function    BIGINT NOT NULL, -- 支出功能分类 (项), 0 for none
    nature      TEXT COLLATE "C" NOT NULL, -- 支出性质; '' for none
    economic    BIGINT NOT NULL, -- 部门预算支出经济分类 (款), 0 for none
    budget_line TEXT COLLATE "C" NOT NULL, -- 指标编号; '' for none
    project     TEXT COLLATE "C" NOT NULL, -- 项目代码; '' for none
    UNIQUE (year, unit, fund, function, nature, economic, budget_line, project)
);

-- 支付; what the account says is not said again.
CREATE TABLE payments (
    id             BIGINT NOT NULL PRIMARY KEY,
    "voucher"      TEXT COLLATE "C" NOT NULL, -- 支付凭证号
    "entry"        TEXT COLLATE "C" NOT NULL, -- 分录号
    "payment_date" BIGINT NOT NULL, -- 20240305
    "paid"         BIGINT NOT NULL, -- 分; negative for a refund
    "payee"        TEXT COLLATE "C" NOT NULL,
    "purpose"      TEXT COLLATE "C" NOT NULL
);

-- The other kinds, with the columns of the import templates; cells as they are written there, money in 分.

CREATE TABLE units (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "unit_name" TEXT COLLATE "C", "parent" TEXT COLLATE "C", "unit_kind" TEXT COLLATE "C"
);

CREATE TABLE budget (
    id BIGINT NOT NULL PRIMARY KEY,
    "line" TEXT COLLATE "C", "unit" TEXT COLLATE "C", "fund" TEXT COLLATE "C", "function" TEXT COLLATE "C", "nature" TEXT COLLATE "C", "project" TEXT COLLATE "C", "project_name" TEXT COLLATE "C",
    "economic" TEXT COLLATE "C", "change" TEXT COLLATE "C", "budgeted" BIGINT, "budget_date" TEXT COLLATE "C", "document" TEXT COLLATE "C", "budget_purpose" TEXT COLLATE "C"
);

CREATE TABLE receipts (
    id BIGINT NOT NULL PRIMARY KEY,
    "receipt" TEXT COLLATE "C", "receipt_date" TEXT COLLATE "C", "unit" TEXT COLLATE "C", "fund" TEXT COLLATE "C", "function" TEXT COLLATE "C", "received" BIGINT, "payer" TEXT COLLATE "C",
    "receipt_purpose" TEXT COLLATE "C"
);

CREATE TABLE balances (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "fund" TEXT COLLATE "C", "function" TEXT COLLATE "C", "opening" BIGINT, "closing" BIGINT, "surplus_used" BIGINT,
    "distributed" BIGINT
);

CREATE TABLE trips (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "groups" TEXT COLLATE "C", "travellers" TEXT COLLATE "C", "event_date" TEXT COLLATE "C", "trip_purpose" TEXT COLLATE "C"
);

CREATE TABLE receptions (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "batches" TEXT COLLATE "C", "guests" TEXT COLLATE "C", "foreign" TEXT COLLATE "C", "event_date" TEXT COLLATE "C",
    "reception_purpose" TEXT COLLATE "C"
);

CREATE TABLE vehicles (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "vehicle_use" TEXT COLLATE "C", "vehicle" TEXT COLLATE "C", "vehicles" TEXT COLLATE "C", "kept" TEXT COLLATE "C", "bought" TEXT COLLATE "C", "vehicle_note" TEXT COLLATE "C"
);

CREATE TABLE equipment (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "asset_name" TEXT COLLATE "C", "unit_price" BIGINT, "asset" TEXT COLLATE "C", "pieces" TEXT COLLATE "C"
);

CREATE TABLE contracts (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "contract" TEXT COLLATE "C", "procurement" TEXT COLLATE "C", "contract_amount" BIGINT, "supplier" TEXT COLLATE "C"
);

CREATE TABLE gatherings (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "gathering" TEXT COLLATE "C", "gathering_name" TEXT COLLATE "C", "gathering_cost" BIGINT, "attendants" TEXT COLLATE "C",
    "event_date" TEXT COLLATE "C", "gathering_content" TEXT COLLATE "C"
);

CREATE TABLE passages (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "section" TEXT COLLATE "C", "text" TEXT COLLATE "C"
);

CREATE TABLE indicators (
    id BIGINT NOT NULL PRIMARY KEY,
    "unit" TEXT COLLATE "C", "level" TEXT COLLATE "C", "indicator" TEXT COLLATE "C", "weight" TEXT COLLATE "C", "score" TEXT COLLATE "C", "indicator_text" TEXT COLLATE "C"
);

CREATE TABLE comparatives (
    id BIGINT NOT NULL PRIMARY KEY,
    "figure" TEXT COLLATE "C", "last_year" BIGINT, "unit" TEXT COLLATE "C"
);

CREATE TABLE reasons (
    id BIGINT NOT NULL PRIMARY KEY,
    "figure" TEXT COLLATE "C", "reason" TEXT COLLATE "C", "unit" TEXT COLLATE "C"
);

-- What the records of a kind on an account come to; kept in the transaction that adds them.
CREATE TABLE total (
    account BIGINT NOT NULL REFERENCES account (id),
    kind    TEXT COLLATE "C" NOT NULL, -- name of the table
    records BIGINT NOT NULL, -- how many there are
    amount  BIGINT NOT NULL, -- sum of their (first) amount in 分, 0 for records without money
    PRIMARY KEY (account, kind)
);
