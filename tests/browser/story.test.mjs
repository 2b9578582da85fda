// One payment from the file of the bank to the eyes of the public: imported, in the tables, told, checked, published.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { HOME, Office, agree, files, payments, receipts } from "./lib.mjs";

/** What is spent in the year, before the payment and with it, in 万元. */
const BEFORE = "3801.19";
const AFTER = "3803.19";
/** The figure of the tables in which the payment of a meeting stands. */
const MEETINGS = "T6/30215/amount";
let office;
/** The page of the frozen version, and its Word file. */
const made = {};

before(async () => (office = await Office.demo()));
after(() => office?.close());

test("the accountant hands a file in, another lets it in; the tables lead back to its voucher", async () => {
  // The table stays open while all of it happens elsewhere.
  const table = await office.person("kuaiji");
  await table.open(`${HOME}/tables/6`);
  await table.see("实时更新中");
  await table.mark();
  const number = table.page.locator(`a[data-key='${MEETINGS}']`);
  const before = await number.innerText();
  const desk = await office.person("kuaiji");
  await desk.open(`${HOME}/books/import`);
  const texts = {
    "支付.csv": payments(["GS1", "2024-12-30", "Z02", "2010301", "公用经费", "30215", "", "20000.00", "某会议中心", "年终会议"]),
    "收入.csv": receipts(["GR1", "2024-12-29", "2010301", "20000.00"]),
  };
  await desk.page.setInputFiles("#files", files(texts));
  await desk.submit("form.upload button");
  await desk.submit("form[action$='/hand-in'] button");
  await desk.sound("handed in");
  await desk.close();
  assert.equal(await number.innerText(), before, "one person alone changes nothing");
  const second = await office.person("fuhe");
  await second.open(`${HOME}/books/submissions`);
  await second.submit("main table a, main ul a");
  await second.submit("button[value=approve]");
  await second.close();
  const other = ([figure, before]) => {
    const number = document.querySelector(`a[data-key='${figure}']`);
    return number && number.innerText !== before;
  };
  await table.page.waitForFunction(other, [MEETINGS, before]);
  assert.equal((Number(await number.innerText()) - Number(before)).toFixed(2), "2.00");
  assert.ok(await table.marked(), "it was loaded again");
  await number.click();
  await table.page.waitForURL(/\/trace\?/);
  await table.see("GS1");
  await table.look("story-trace");
  await table.close();
});

test("the narrative tells the new figures by itself", async () => {
  const window = await office.person("kuaiji");
  await window.open(`${HOME}/narrative`);
  const figures = await window.page.locator("article.narrative a.locked").allInnerTexts();
  assert.ok(figures.some((figure) => figure.includes(AFTER)), "what is spent");
  assert.ok(!figures.some((figure) => figure.includes(BEFORE)), "the old figure is gone");
  assert.equal(await window.page.locator("article.narrative .problems .tag.error").count(), 0);
  await window.close();
});

test("a version is frozen; its own Word file passes the check", async () => {
  const window = await office.person("kuaiji");
  agree(window);
  await window.open(`${HOME}/publish`);
  await window.submit("form.freeze button");
  made.page = new URL(window.page.url()).pathname;
  made.word = await window.download("main table a[href$='.docx']");
  const digest = createHash("sha256").update(made.word.bytes).digest("hex");
  assert.match(await window.page.locator("main table tr:has(a[href$='.docx'])").innerText(), new RegExp(digest));
  await window.open("/check");
  const mimeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  await window.page.setInputFiles("#files", { name: made.word.name, mimeType, buffer: made.word.bytes });
  await window.page.waitForSelector("#table[data-waiting='0'] tbody a");
  assert.equal(await window.page.locator("#table .tag.error").count(), 0);
  await window.submit("#table tbody a");
  await window.see("没有发现问题");
  await window.look("story-check");
  await window.open(made.page);
  await window.submit("form[action$='/hand-in'] button");
  await window.sound("handed in");
  await window.close();
});

test("nobody outside sees it before the leader approves, and everybody afterwards", async () => {
  const stranger = await office.stranger();
  await stranger.open("/open");
  await stranger.see("还没有部门公开决算");
  const leader = await office.person("lingdao");
  agree(leader);
  await leader.open(made.page);
  await leader.submit("button[value=approve]");
  await leader.sound("approved");
  await leader.close();
  await stranger.open("/open");
  await stranger.submit("article.disclosure a");
  const document = stranger.page.frameLocator("iframe.document");
  await document.getByText(AFTER).first().waitFor();
  assert.equal(await document.getByText(BEFORE).count(), 0);
  const word = await stranger.download("main table a[href$='.docx']");
  assert.ok(word.bytes.equals(made.word.bytes), "what is public is what was frozen");
  const data = JSON.parse((await (await stranger.page.request.get(`${stranger.base}/open/data.json`)).body()).toString());
  assert.ok(JSON.stringify(data).includes(createHash("sha256").update(word.bytes).digest("hex")), "the open data names its digest");
  await stranger.look("story-open");
  await stranger.close();
});
