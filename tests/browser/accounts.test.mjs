// The administrators' walk: one creates an account, another grants, and the first sign-in makes its owner choose a password.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOME, Office, PASSWORD } from "./lib.mjs";

let office;
/** The account's one-time password and page. */
const made = {};

before(async () => (office = await Office.demo()));
after(() => office?.close());

test("the system administrator creates an account and cannot grant", async () => {
  const window = await office.person("admin");
  await window.open("/admin/people");
  await window.page.fill("#login", "xinren");
  await window.page.fill("#name", "会计 新人");
  await window.submit("form[action='/admin/people'] button");
  await window.sound("one-time password");
  made.password = await window.page.locator("dl.pairs code").innerText();
  assert.ok(made.password.length >= 10);
  await window.submit("a:has-text('已交给本人')");
  made.page = window.path;
  assert.equal(await window.page.locator("form[action$='/grant']").count(), 0);
  await window.look("admin-person");
  await window.close();
});

test("the security administrator grants and cannot create", async () => {
  const window = await office.person("security");
  await window.open("/admin/people");
  assert.equal(await window.page.locator("form[action='/admin/people']").count(), 0);
  await window.open(made.page);
  await window.page.selectOption("#role", "accountant");
  await window.page.selectOption("#unit", "101001");
  await window.submit("form[action$='/grant'] button");
  await window.see("财务岗");
  await window.sound();
  await window.close();
});

test("the owner must choose a password before anything else", async () => {
  const window = await office.person("xinren", made.password);
  assert.equal(window.path, "/me/password");
  await window.look("me-password");
  await window.page.goto(window.base + HOME);
  assert.equal(window.path, "/me/password");
  await window.page.fill("#old", made.password);
  await window.page.fill("#new", `${PASSWORD}-xin`);
  await window.page.fill("#again", `${PASSWORD}-xin`);
  await window.submit("form[action='/me/password'] button");
  await window.open(HOME);
  await window.see("等我办的");
  await window.close();
});
