// A light changes on an open page, and the deviation behind it is corrected from hand to hand until its effect is measured.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOME, Office, UNIT, files, payments, receipts } from "./lib.mjs";

const PROJECT = `[data-key='p-${UNIT}-X01'] .light`;
let office;
/** The page of the correction that they all work on. */
let correction;

before(async () => {
  office = await Office.demo();
  await office.server.dawn("2024-12-10");
});
after(() => office?.close());

/** A payment of the project's money, just under the limit of what must be approved. */
const part = (number, day) => [`CF${number}`, day, "Z14", "2010302", "项目支出", "30226", "X01", "36000.00", "新来的公司", "会务服务"];

/** How a light looks to people: its word, its colour and its shape. */
const looks = (window, selector) =>
  window.page.locator(selector).first().evaluate((light) => {
    const { borderRadius, clipPath } = getComputedStyle(light, "::before");
    return { word: light.textContent.trim(), colour: getComputedStyle(light).color, shape: `${borderRadius} ${clipPath}` };
  });

/** Waits until a light has another word than before, and gives how it looks. */
async function changed(window, selector, before) {
  const other = ([selector, word]) => {
    const light = document.querySelector(selector);
    return light && light.textContent.trim() !== word;
  };
  await window.page.waitForFunction(other, [selector, before.word]);
  const now = await looks(window, selector);
  assert.notEqual(now.colour, before.colour, "the colour tells it");
  assert.notEqual(now.shape, before.shape, "the shape tells it");
  assert.ok(await window.marked(), "it was loaded again");
  return now;
}

/** Opens a page that keeps itself up to date, and marks it. */
async function watch(window, where) {
  await window.open(where);
  await window.see("实时更新中");
  await window.mark();
}

/** Takes a step of the correction: presses its own button, with fields by selector filled in before. */
async function take(window, step, fields = {}) {
  const form = `form[action$='/${step}']`;
  for (const [field, text] of Object.entries(fields)) {
    const input = window.page.locator(`${form} ${field}`);
    if (await input.evaluate((it) => it.matches("select"))) await input.selectOption(text);
    else await input.fill(text);
  }
  await window.submit(`${form} button`);
  const refused = window.page.locator("main [role=alert]");
  assert.deepEqual(await refused.allInnerTexts(), [], `${step} is taken`);
  await window.see("已记入");
  await window.sound(`after ${step}`);
}

/** The correction's page, to which the person is led from what waits for them on their home page. */
async function called(login) {
  const window = await office.person(login);
  await window.open(HOME);
  await window.submit(`ul.tasks a[href='${correction}']`);
  await window.sound();
  return window;
}

/** Steps whose forms a person sees. */
const offered = (window) =>
  window.page.locator("form[action*='/corrections/']").evaluateAll((forms) => forms.map((form) => form.action.split("/").pop()));

test("evidence from another session changes a light on an open board", async () => {
  const board = await office.person("lingdao");
  const section = await office.person("keshi");
  const light = `[data-key='t-${UNIT}-P0506'] .light`;
  await watch(board, `${HOME}/monitor`);
  const green = await looks(board, light);
  assert.equal(green.word, "绿灯");
  const report = async (value, text) => {
    await section.open(`${HOME}/indicators/P0506`);
    await section.page.fill("#evidence-date", "2024-12-10");
    await section.page.fill("#value", value);
    await section.page.fill("#evidence-text", text);
    await section.submit("#submit form button");
    await section.sound();
  };
  await report("60", "11月突发事件信息迟报两起");
  const red = await changed(board, light, green);
  assert.equal(red.word, "红灯");
  await board.page.waitForSelector("#changes:not(.hidden)");
  await board.sound();
  await report("100", "核对值班记录，两起均按时报送");
  assert.deepEqual(await changed(board, light, red), green);
  await section.close();
  await board.close();
});

test("split payments turn a light red on an open board, where they are handed on", async () => {
  const board = await office.person("jixiao");
  const leader = await office.person("lingdao");
  for (const window of [board, leader]) await watch(window, `${HOME}/monitor`);
  const green = await looks(board, PROJECT);
  assert.equal(green.word, "绿灯");
  const days = ["2024-12-05", "2024-12-06", "2024-12-07", "2024-12-08", "2024-12-09"];
  office.server.bring({
    "拆分支付.csv": payments(...days.map((day, number) => part(number, day))),
    "拆分收入.csv": receipts(["CS1", "2024-12-04", "2010302", "180000.00"]),
  });
  for (const window of [board, leader]) assert.equal((await changed(window, PROJECT, green)).word, "红灯");
  await board.see("新来的公司");
  await board.look("monitor-red");
  await watch(board, `${HOME}/monitor`);
  const deviation = "article.deviation:has-text('拆分支付'):has-text('政务运转保障')";
  assert.equal(await leader.page.locator(`${deviation} button`).count(), 0, "the leader does not hand on");
  await board.submit(`${deviation} button:has-text('交办')`);
  correction = new URL(board.page.url()).pathname;
  assert.match(correction, /\/corrections\/[^/]+$/);
  await board.see("待办理");
  await board.look("correction-assigned");
  assert.deepEqual(await offered(board), [], "who handed it on waits for the section");
  // The leader's board shows it by itself.
  await leader.page.locator(`${deviation} a[href='${correction}']`).waitFor();
  assert.ok(await leader.marked(), "it was loaded again");
  await leader.close();
  await board.close();
});

test("the section finds it at home and asks for a pause, which it cannot approve", async () => {
  const section = await called("keshi");
  assert.deepEqual(await offered(section), ["handle"]);
  // Without a cause it is not taken, and the page says what to do.
  await section.page.selectOption("#remedy", "pause");
  await section.submit("form[action$='/handle'] button");
  await section.page.locator("[role=alert]:has-text('原因')").waitFor();
  assert.equal(await section.page.inputValue("#remedy"), "pause", "what was chosen stays");
  await take(section, "handle", { "#cause": "会务服务未合并签订合同", "[name=text]": "先停付，清理合同" });
  await section.see("待审批");
  assert.deepEqual(await offered(section), [], "who asks does not approve");
  assert.equal(await section.send(`${correction}/approve`), 403);
  await section.look("correction-approval");
  await section.close();
  for (const login of ["kuaiji", "caizheng"]) {
    const other = await office.person(login);
    await other.open(correction);
    assert.deepEqual(await offered(other), [], login);
    assert.equal(await other.send(`${correction}/approve`), 403, login);
    await other.close();
  }
});

test("the leader approves; from then on nothing is paid for the project", async () => {
  const leader = await called("lingdao");
  assert.deepEqual((await offered(leader)).sort(), ["approve", "return"]);
  await leader.see("暂停支付：项目X01");
  await take(leader, "approve", { "[name=text]": "同意暂停" });
  await leader.see("整改中");
  await leader.close();
  const accountant = await office.person("kuaiji");
  await accountant.open(`${HOME}/books/import`);
  const texts = { "再付.csv": payments(part(9, "2024-12-11")), "再收.csv": receipts(["CS9", "2024-12-11", "2010302", "36000.00"]) };
  await accountant.page.setInputFiles("#files", files(texts));
  await accountant.submit("form.upload button");
  await accountant.see("暂停支付");
  assert.equal(await accountant.page.locator("form[action$='/hand-in']").count(), 0, "it cannot be handed in");
  await accountant.sound("a payment while payments are paused");
  await accountant.close();
});

test("the section reports and asks to resume payments; who watches sees each step", async () => {
  await office.server.dawn("2024-12-11");
  const auditor = await office.person("shenji");
  await watch(auditor, correction);
  const steps = await auditor.page.locator("ol.steps > li").count();
  const section = await called("keshi");
  await take(section, "report", { "[name=text]": "五笔已合并为一份合同，补办审批" });
  await section.see("待核验");
  await take(section, "handle", { "[name=text]": "合同已合并，可以恢复", "#remedy": "resume" });
  await section.see("待审批");
  await section.close();
  await auditor.page.waitForFunction((wanted) => document.querySelectorAll("ol.steps > li").length === wanted, steps + 2);
  assert.ok(await auditor.marked(), "it was loaded again");
  await auditor.sound();
  // The deviation is still there: its effect is measured as it is.
  await auditor.see("交办时红灯，现在红灯，偏差未缩小");
  await auditor.close();
});

test("the leader lets payments go on, and leaves it to others to verify", async () => {
  await office.server.dawn("2024-12-12");
  const leader = await called("lingdao");
  await leader.see("恢复支付");
  await take(leader, "approve", { "[name=text]": "同意恢复" });
  await leader.see("待核验");
  assert.deepEqual(await offered(leader), [], "who approves does not verify");
  assert.equal(await leader.send(`${correction}/verify`), 403);
  await leader.close();
});

test("two weeks later the effect is measured, verified, and the correction closed", async () => {
  await office.server.dawn("2024-12-26");
  const window = await called("jixiao");
  await window.see("交办时红灯，现在绿灯，偏差已消除");
  await take(window, "verify", { "[name=text]": "此后没有新的拆分支付" });
  await window.see("待办结");
  await take(window, "close", { "[name=text]": "办结" });
  await window.see("现在是“已办结”");
  await window.look("correction-closed");
  assert.deepEqual(await offered(window), ["reopen"]);
  await window.open(`${HOME}/corrections`);
  const card = window.page.locator("section.column", { hasText: "已办结" }).locator("article", { hasText: correction.split("/").pop() });
  assert.match(await card.innerText(), /现在绿灯，偏差已消除/);
  await window.look("corrections-closed");
  await window.open(HOME);
  assert.equal(await window.page.locator(`ul.tasks a[href='${correction}']`).count(), 0, "nothing is left to do");
  await window.close();
});
