// Files are checked as they are dropped: what is found stands beside the document, is explained, and is taken away in each form.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Office, UNIT, example } from "./lib.mjs";

const EXPLANATION = "已与财政批复核对，口径不同，附说明";
let office;

before(async () => (office = await Office.demo()));
after(() => office?.close());

/** Drops files on the page as from a folder of the desktop. */
async function drop(window, paths) {
  await window.page.locator("#drop").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await window.page.locator("#drop").boundingBox();
  const session = await window.page.context().newCDPSession(window.page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: x + width / 2, y: y + height / 2, data });
  }
  await session.detach();
}

/** Waits until so many files are checked, without loading the page again. */
async function checked(window, files) {
  const done = (wanted) => {
    const table = document.querySelector("#table");
    return table?.dataset.waiting === "0" && table.querySelectorAll("tbody tr").length === wanted;
  };
  await window.page.waitForFunction(done, files, { timeout: 60_000 });
}

const row = (window, name) => window.page.locator("#table tbody tr", { hasText: name });

/** Opens what was found in a checked file. */
async function opened(login, name) {
  const window = await office.person(login);
  await window.open("/check");
  await window.submit(`#table a:has-text('${name}')`);
  await window.sound(name);
  return window;
}

/** How many findings nobody has answered, as the page's head says. */
async function unanswered(window) {
  const head = await window.page.locator(".findings h2").innerText();
  return Number(head.match(/(\d+) 处未处理/)[1]);
}

test("good, wrong and broken files are dropped and told apart", async () => {
  const window = await office.person("kuaiji");
  const broken = path.join(office.server.folder, "半截.docx");
  const empty = path.join(office.server.folder, "空.docx");
  writeFileSync(broken, readFileSync(example("disclosure-with-errors.docx")).subarray(0, 900));
  writeFileSync(empty, "");
  await window.open("/check");
  await window.mark();
  await drop(window, [example("disclosure-with-errors.txt"), example("disclosure-clean.txt"), broken, empty]);
  await checked(window, 3);
  await window.page.locator("#progress li", { hasText: "空.docx" }).getByText("文件是空的").waitFor();
  assert.ok(await row(window, "disclosure-with-errors.txt").locator(".tag.error").isVisible());
  assert.equal(await row(window, "disclosure-clean.txt").locator(".tag.error").count(), 0);
  assert.match(await row(window, "半截.docx").innerText(), /读不出.*已损坏/);
  assert.equal(await row(window, "半截.docx").locator("a").count(), 0, "there is nothing to open");
  assert.ok(await window.marked(), "it was loaded again");
  // The other way in: the field for files.
  await window.page.setInputFiles("#files", example("disclosure-with-errors.docx"));
  await checked(window, 4);
  await window.look("check-files");
  await window.close();
});

test("what is found stands beside the document, and leads to its place", async () => {
  const window = await opened("kuaiji", "disclosure-with-errors.txt");
  const cards = window.page.locator(".findings li.finding");
  const findings = await cards.count();
  assert.ok(findings > 5, `${findings} findings`);
  const first = cards.first();
  assert.ok((await first.locator(".message").innerText()).length > 10);
  // A quote leads to the words in the document, and the words lead back.
  await first.locator(".quotes a").first().click();
  const mark = window.page.locator(".document a.mark[data-findings~='0']").first();
  await mark.waitFor();
  const visible = (it) => {
    const { top, bottom } = it.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  await window.page.waitForFunction(visible, await mark.elementHandle());
  await mark.click();
  await window.page.locator("#f0.chosen").waitFor();
  // Marked or not, the words of the document are as large as those around them.
  const larger = () => {
    const size = (it) => getComputedStyle(it).fontSize;
    const marks = [...document.querySelectorAll(".document :is(span, a)")];
    return marks.filter((it) => size(it) !== size(it.closest("p, td"))).map((it) => it.outerHTML);
  };
  assert.deepEqual((await window.page.evaluate(larger)).slice(0, 3), []);
  // Keys lead on, and a level can be hidden.
  await window.page.keyboard.press("j");
  await window.page.locator("#f1.chosen").waitFor();
  await window.page.locator("input.show-error").uncheck();
  assert.ok(await window.page.locator(".finding.error").first().isHidden());
  await window.page.locator("input.show-error").check();
  await first.locator("summary", { hasText: "证明" }).click();
  assert.ok(await first.locator("table.proof").isVisible());
  await window.look("check-document");
  await window.close();
});

test("a finding is explained; the explanation is there when the file comes again", async () => {
  const window = await opened("kuaiji", "disclosure-with-errors.txt");
  // The file names another department: one says on whose behalf one speaks.
  await window.page.selectOption("#unit", UNIT);
  await window.submit("button:has-text('选定')");
  const before = await unanswered(window);
  const finding = window.page.locator("#f0");
  await finding.locator(".answer > summary").click();
  await finding.locator("textarea").fill(EXPLANATION);
  await window.submit("#f0 button[value=explained]");
  await window.sound("explained");
  assert.equal(await unanswered(window), before - 1);
  await window.page.locator("#f0 .said", { hasText: EXPLANATION }).waitFor();
  await window.look("check-explained");
  // The same words of the file, checked anew.
  await window.open("/check");
  await window.page.setInputFiles("#files", example("disclosure-with-errors.txt"));
  await checked(window, 5);
  await window.submit("#table a:has-text('disclosure-with-errors.txt')");
  await window.page.selectOption("#unit", UNIT);
  await window.submit("button:has-text('选定')");
  assert.equal(await unanswered(window), before - 1);
  await window.page.locator("#f0 .answer > summary").click();
  await window.submit("#f0 button[value=reopened]");
  assert.equal(await unanswered(window), before);
  await window.close();
});

test("a check is taken away in each form", async () => {
  const window = await opened("kuaiji", "disclosure-with-errors.docx");
  await window.page.locator(".downloads summary").click();
  const take = (form) => window.download(`.downloads a[href$='/${form}']`);
  const commented = await take("commented.docx");
  assert.match(commented.name, /^disclosure-with-errors.*\.docx$/);
  assert.equal(commented.bytes.subarray(0, 4).toString("latin1"), "PK\x03\x04");
  assert.ok(commented.bytes.includes("word/comments.xml"), "it has comments");
  const report = await take("report.html");
  assert.match(report.bytes.toString(), /^<!doctype html>[^]*<\/html>\s*$/i);
  const figures = (await take("figures.csv")).bytes.toString();
  assert.ok(figures.startsWith("\ufeff页码,") && figures.split("\n").length > 50, figures.slice(0, 200));
  const json = JSON.parse((await take("findings.json")).bytes);
  const sarif = JSON.parse((await take("findings.sarif")).bytes);
  const shown = await window.page.locator(".findings li.finding").count();
  assert.equal(json.findings.length, shown);
  assert.equal(sarif.version, "2.1.0");
  assert.equal(sarif.runs[0].results.length, shown);
  await window.close();
  // A text file has no place for comments.
  const text = await opened("kuaiji", "disclosure-with-errors.txt");
  assert.equal(await text.page.locator("a[href$='/commented.docx']").count(), 0);
  await text.open("/check");
  const table = (await text.download("a[href^='/check/results.csv']")).bytes.toString();
  for (const name of ["disclosure-with-errors.docx", "disclosure-clean.txt", "半截.docx"]) assert.ok(table.includes(name), name);
  await text.close();
});

test("nobody sees another's files, and the section has no place to check", async () => {
  const auditor = await office.person("shenji");
  await auditor.open("/check");
  assert.equal(await auditor.page.getByText("disclosure-with-errors").count(), 0);
  await auditor.close();
  const section = await office.person("keshi");
  assert.equal(await section.page.locator("nav a[href='/check']").count(), 0);
  section.refused.add(403);
  assert.equal((await section.page.goto(`${section.base}/check`)).status(), 403);
  await section.sound();
  await section.close();
});
