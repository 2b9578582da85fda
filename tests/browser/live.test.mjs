// What comes into the books by another way stands on open pages at once, without loading them again.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { HOME, Office, UNIT, juesuan } from "./lib.mjs";

let office;

before(async () => (office = await Office.demo()));
after(() => office?.close());

/** Books a payment of 日常公用支出 from the command line; the year is closed, so as much is received for it. */
function pay(number, amount) {
  const { folder, books } = office.server;
  const payment = path.join(folder, `支付${number}.csv`);
  const receipt = path.join(folder, `收入${number}.csv`);
  writeFileSync(payment, `支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途
XZ${number},2024-12-30,${UNIT},Z02,一般公共预算财政拨款,2010301,公用经费,30211,,${amount},某公司,差旅
`);
  writeFileSync(receipt, `收入凭证号,收款日期,单位代码,资金性质,支出功能分类科目代码,收款金额,付款人,收入说明
XS${number},2024-12-29,${UNIT},一般公共预算财政拨款,2010301,${amount},财政局,拨款
`);
  juesuan(folder, "import", "--db", books, "--year", "2024", payment, receipt);
}

/** Marks a page, so that one sees whether it was loaded again. */
const mark = (window) => window.page.evaluate(() => (window.sameAsBefore = true));
const marked = (window) => window.page.evaluate(() => window.sameAsBefore === true);

test("a payment from the command line stands on open pages at once", async () => {
  const home = await office.person("lingdao");
  const board = await office.person("jixiao");
  await home.open(HOME);
  await board.open(`${HOME}/monitor`);
  await home.see("3,801.19");
  for (const window of [home, board]) {
    await window.see("实时更新中");
    await mark(window);
  }
  const before = await board.page.locator("[data-live]").first().innerText();
  pay(1, "10000.00");
  await home.see("3,802.19");
  await board.page.waitForFunction((text) => document.querySelector("[data-live]").innerText !== text, before);
  for (const window of [home, board]) {
    assert.ok(await marked(window), "it was loaded again");
    await window.sound();
    await window.close();
  }
});
