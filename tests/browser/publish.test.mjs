// A disclosure becomes public: one freezes it, another approves it, and then a stranger reads it.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { HOME, Office, agree } from "./lib.mjs";

let office;
let version;

before(async () => (office = await Office.demo()));
after(() => office?.close());

test("the accountant freezes a version and hands it in", async () => {
  const window = await office.person("kuaiji");
  agree(window);
  await window.open(`${HOME}/publish`);
  await window.submit("form.freeze button");
  version = new URL(window.page.url()).pathname;
  assert.match(version, /\/publish\/\d+$/);
  await window.submit("form[action$='/hand-in'] button");
  await window.sound("handed in");
  assert.equal(await window.page.locator("button[value=approve]").count(), 0, "nobody approves their own");
  await window.close();
});

test("the leader finds it waiting and approves it", async () => {
  const window = await office.person("lingdao");
  agree(window);
  await window.open(HOME);
  await window.look("home-waiting");
  await window.submit("ul.tasks a");
  assert.equal(new URL(window.page.url()).pathname, version);
  await window.look("publish-version");
  await window.submit("button[value=approve]");
  await window.sound("approved");
  await window.close();
});

test("a stranger reads it", async () => {
  const window = await office.stranger();
  await window.open("/");
  assert.equal(window.path, "/open");
  await window.look("open-published");
  await window.submit("main a[href^='/open/']");
  await window.look("open-version");
  await window.close();
});
