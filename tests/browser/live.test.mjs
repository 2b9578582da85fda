// What comes into the books by another way stands on open pages at once, without loading them again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOME, Office, payments, receipts } from "./lib.mjs";

let office;

before(async () => (office = await Office.demo()));
after(() => office?.close());

/** A payment of 日常公用支出 from the command line; the year is closed, so as much is received for it. */
function pay(number, amount) {
  office.server.bring({
    [`支付${number}.csv`]: payments([`XZ${number}`, "2024-12-30", "Z02", "2010301", "公用经费", "30211", "", amount, "某公司", "差旅"]),
    [`收入${number}.csv`]: receipts([`XS${number}`, "2024-12-29", "2010301", amount]),
  });
}

test("a payment from the command line stands on open pages at once", async () => {
  const home = await office.person("lingdao");
  const board = await office.person("jixiao");
  await home.open(HOME);
  await board.open(`${HOME}/monitor`);
  await home.see("3,801.19");
  for (const window of [home, board]) {
    await window.see("实时更新中");
    await window.mark();
  }
  const before = await board.page.locator("[data-live]").first().innerText();
  pay(1, "10000.00");
  await home.see("3,802.19");
  await board.page.waitForFunction((text) => document.querySelector("[data-live]").innerText !== text, before);
  for (const window of [home, board]) {
    assert.ok(await window.marked(), "it was loaded again");
    await window.sound();
    await window.close();
  }
});
