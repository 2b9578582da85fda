// Two people bring a file into the books: the one who hands it in sees all its problems first, another lets it in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOME, Office, files, payments, receipts } from "./lib.mjs";

let office;

before(async () => (office = await Office.demo()));
after(() => office?.close());

/** A payment and the receipt that it takes, as files of a form. */
const handed = (day, line) =>
  files({
    "支付.csv": payments(["WL1", day, line, "2010301", "公用经费", "30211", "", "20000.00", "某公司", "差旅"]),
    "收入.csv": receipts(["WS1", "2024-12-29", "2010301", "20000.00"]),
  });

test("a file with mistakes is refused as a whole, with all of them", async () => {
  const window = await office.person("kuaiji");
  await window.open(`${HOME}/books/import`);
  await window.page.setInputFiles("#files", handed("2024-13-45", "没有这条"));
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
  await accountant.page.setInputFiles("#files", handed("2024-12-30", "Z02"));
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
