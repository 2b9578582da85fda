// Two people bring a file into the books: the one who hands it in sees all its problems first, another lets it in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOME, Office, UNIT } from "./lib.mjs";

let office;

before(async () => (office = await Office.demo()));
after(() => office?.close());

const PAYMENTS = "支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途";
const RECEIPTS = "收入凭证号,收款日期,单位代码,资金性质,支出功能分类科目代码,收款金额,付款人,收入说明";

/** A payment and the receipt that it takes, as files of a form. */
function files(day, line) {
  const payment = `${PAYMENTS}\nWL1,${day},${UNIT},${line},一般公共预算财政拨款,2010301,公用经费,30211,,20000.00,某公司,差旅\n`;
  const receipt = `${RECEIPTS}\nWS1,2024-12-29,${UNIT},一般公共预算财政拨款,2010301,20000.00,财政局,拨款\n`;
  const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  return [file("支付.csv", payment), file("收入.csv", receipt)];
}

test("a file with mistakes is refused as a whole, with all of them", async () => {
  const window = await office.person("kuaiji");
  await window.open(`${HOME}/books/import`);
  await window.page.setInputFiles("#files", files("2024-13-45", "没有这条"));
  await window.submit("form.upload button");
  await window.see("2024-13-45");
  window.refused.add(422);
  assert.equal(await window.page.locator("form[action$='/hand-in']").count(), 0);
  await window.look("books-import-problems");
  await window.close();
});

test("the right file is handed in, approved by another, and stands in the tables", async () => {
  const accountant = await office.person("kuaiji");
  await accountant.open(`${HOME}/books/import`);
  await accountant.page.setInputFiles("#files", files("2024-12-30", "Z02"));
  await accountant.submit("form.upload button");
  await accountant.look("books-import-ready");
  const reason = accountant.page.locator("form[action$='/hand-in'] [name=reason]");
  if (await reason.count()) await reason.fill("补记差旅费");
  await accountant.submit("form[action$='/hand-in'] button");
  await accountant.sound("handed in");
  assert.equal(await accountant.page.locator("button[value=approve]").count(), 0, "nobody approves their own");

  const second = await office.person("fuhe");
  await second.open(HOME);
  await second.see("复核");
  await second.open(`${HOME}/books/submissions`);
  await second.submit("main table a, main ul a");
  await second.look("books-submission");
  await second.submit("button[value=approve]");
  await second.sound("approved");
  await second.open(HOME);
  await second.see("3,803.19");
  await second.close();
  await accountant.close();
});
