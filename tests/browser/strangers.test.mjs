// A stranger is kept out of everything but the public pages.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { HOME, Office, PASSWORD, UNIT, YEAR } from "./lib.mjs";

const RIGHTS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../crates/web/tests/rights");
let office;

before(async () => (office = await Office.demo()));
after(() => office?.close());

/** Every route with who may use it, from the matrix that the server's own tests prove complete. */
function routes() {
  const rows = readdirSync(RIGHTS).flatMap((file) => readFileSync(path.join(RIGHTS, file), "utf8").split("\n"));
  const parsed = rows.map((row) => row.match(/^"(GET|POST) (\S+)" = "(.+)"/)).filter(Boolean);
  return parsed.map(([, method, route, who]) => ({ method, route, who }));
}

/** A route with something in each of its places. */
function filled(route) {
  const parts = { "{year}": YEAR, "{unit}": UNIT, "{*name}": "app.css" };
  return route.replace(/\{[^}]+\}/g, (part) => parts[part] ?? "1");
}

test("a stranger is led to the door, wherever they knock", async () => {
  const window = await office.stranger();
  const closed = routes().filter(({ method, who }) => method === "GET" && who !== "anybody" && !who.startsWith("token"));
  assert.ok(closed.length > 0, "no closed pages?");
  for (const { route } of closed) {
    const answer = await window.page.request.get(window.base + filled(route), { maxRedirects: 0 });
    if (route.startsWith("/api")) {
      assert.ok([401, 403].includes(answer.status()), `${route}: ${answer.status()}`);
    } else {
      assert.equal(answer.status(), 303, route);
      assert.match(answer.headers().location, /^\/login\?next=/, route);
    }
  }
  await window.close();
});

test("what a stranger sends changes nothing", async () => {
  const window = await office.stranger();
  for (const { method, route, who } of routes()) {
    if (method !== "POST" || who === "anybody") continue;
    const answer = await window.page.request.post(window.base + filled(route), { headers: { origin: window.base }, form: {}, maxRedirects: 0 });
    assert.ok([401, 403, 303].includes(answer.status()), `${route}: ${answer.status()}`);
    if (answer.status() === 303) assert.match(answer.headers().location, /^\/login/, route);
  }
  await window.close();
});

test("the door leads back to where one wanted to go, and out again", async () => {
  const window = await office.stranger();
  await window.page.goto(window.base + HOME);
  assert.match(window.path, /^\/login\?next=/);
  await window.look("login");
  window.refused.add(401);
  await window.page.fill("#login", "kuaiji");
  await window.page.fill("#password", "not this one");
  await window.submit("form:has(#password) button");
  await window.see("登录名、密码");
  window.refused.clear();
  await window.page.fill("#login", "kuaiji");
  await window.page.fill("#password", PASSWORD);
  await window.submit("form:has(#password) button");
  assert.equal(window.path, HOME);
  await window.submit("form[action='/logout'] button");
  await window.page.goto(window.base + HOME);
  assert.match(window.path, /^\/login/);
  await window.close();
});

test("one click lets a newcomer of the demonstration in", async () => {
  const window = await office.stranger();
  await window.page.goto(`${window.base}/login`);
  await window.submit("button:has-text('会计 王敏')");
  assert.equal(window.path, HOME);
  await window.sound();
  await window.close();
});

test("a page that is not there says so", async () => {
  const window = await office.person("kuaiji");
  window.refused.add(404);
  await window.page.goto(`${window.base}/nowhere`);
  await window.see("没有找到");
  await window.look("not-found");
  await window.close();
});
