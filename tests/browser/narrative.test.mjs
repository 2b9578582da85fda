// The narrative is written where it will stand: what is typed is audited beside its sentence, figures stay locked to the books.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOME, Office } from "./lib.mjs";

const NARRATIVE = `${HOME}/narrative`;
/** The place of the reason why 三公经费 grew, and what is written there. */
const EDITOR = "#w-T9-total-actual-change";
const REASON = "T9/total/actual@change";
const WRONG = "大修增多，“三公”经费支出比上年下降12.5%";
const RIGHT = "经批准安排了两次出访，九辆老旧车辆集中大修";
let office;
/** The figures before anybody wrote anything. */
let figures;

before(async () => (office = await Office.demo()));
after(() => office?.close());

const locked = (window) => window.page.locator("article.narrative a.locked").allInnerTexts();
const found = (window) => window.page.locator(`${EDITOR} .problems`);

/** Opens the place to write and types as a person does, over what stands there. */
async function type(window, text) {
  const place = window.page.locator(EDITOR);
  if (!(await place.evaluate((it) => it.open))) await place.locator("summary").click();
  await place.locator("textarea").fill("");
  await place.locator("textarea").pressSequentially(text);
}

/** The text and, behind its frame, the preview of what would be published. */
async function previews(window, text) {
  await window.open(`${HOME}/publish`);
  await window.page.frameLocator("iframe.document").getByText(text).first().waitFor();
}

test("a wrong direction is told beside the sentence while it is typed", async () => {
  const window = await office.person("kuaiji");
  await window.open(NARRATIVE);
  figures = await locked(window);
  assert.ok(figures.length > 100, `${figures.length} figures are locked`);
  await window.mark();
  await type(window, WRONG);
  const told = found(window).locator("li:has(.tag.error)");
  await told.waitFor();
  assert.match(await told.innerText(), /12\.5%[^]*应为 增长21\.40%/);
  await window.look("narrative-typing");
  await window.close();
});

test("what is put right is found good, and nothing was kept before it was saved", async () => {
  const window = await office.person("kuaiji");
  await window.open(NARRATIVE);
  assert.equal(await window.page.getByText("下降12.5%").count(), 0);
  await window.mark();
  await type(window, WRONG);
  await found(window).locator(".tag.error").waitFor();
  await type(window, RIGHT);
  await found(window).getByText("未发现问题").waitFor();
  assert.ok(await window.marked(), "it was loaded again");
  await window.sound();
  await window.close();
});

test("a mistake that is saved stands beside its sentence, and keeps the disclosure from being frozen", async () => {
  const window = await office.person("jixiao");
  await window.open(NARRATIVE);
  await type(window, WRONG);
  await window.submit(`${EDITOR} button`);
  await window.see("已保存");
  const sentence = window.page.locator("article.narrative > p", { hasText: "下降12.5%" });
  assert.match(await sentence.locator("xpath=following-sibling::*[1]").innerText(), /错误/);
  await window.look("narrative-problem");
  const accountant = await office.person("kuaiji");
  await previews(accountant, "下降12.5%");
  await accountant.page.locator("[role=alert]", { hasText: "改正之前不能冻结" }).waitFor();
  assert.ok(await accountant.page.locator("form.freeze button").isDisabled());
  await accountant.look("publish-blocked");
  await accountant.close();
  await window.close();
});

test("the right reason is saved and previewed; every figure is as the books have it", async () => {
  const window = await office.person("kuaiji");
  await window.open(NARRATIVE);
  await type(window, RIGHT);
  await window.submit(`${EDITOR} button`);
  await window.see("已保存");
  await window.page.locator("article.narrative .written", { hasText: RIGHT }).waitFor();
  assert.deepEqual(await locked(window), figures);
  await previews(window, RIGHT);
  assert.ok(await window.page.locator("form.freeze button").isEnabled());
  const preview = window.page.frameLocator("iframe.document");
  assert.equal(await preview.getByText("下降12.5%").count(), 0);
  await window.close();
});

test("a figure leads to its vouchers and cannot be written", async () => {
  const window = await office.person("kuaiji");
  await window.open(NARRATIVE);
  const editable = "article.narrative .locked :is(input, textarea), article.narrative .locked[contenteditable]";
  assert.equal(await window.page.locator(editable).count(), 0);
  assert.equal(await window.send(`${NARRATIVE}/write`, { id: "T9/total/actual", text: "1" }), 422);
  await window.submit("article.narrative a.locked[href*='T9']");
  assert.match(window.path, /\/trace\?figure=T9/);
  await window.sound();
  await window.close();
});

test("who does not write reads, and the section does not see it", async () => {
  for (const login of ["lingdao", "shenji"]) {
    const window = await office.person(login);
    await window.open(NARRATIVE);
    await window.see(RIGHT);
    assert.equal(await window.page.locator("article.narrative textarea").count(), 0, login);
    assert.equal(await window.send(`${NARRATIVE}/write`, { id: REASON, text: "改" }), 403, login);
    await window.close();
  }
  const section = await office.person("keshi");
  section.refused.add(403);
  const answer = await section.page.goto(section.base + NARRATIVE);
  assert.equal(answer.status(), 403);
  await section.sound();
  await section.close();
});
