// Each role's menu: every link opens, in the office and on a phone; a picture of each page is kept.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Office, PEOPLE } from "./lib.mjs";

let office;
/** Pages that have been looked at, by name: the same page is pictured once. */
const pictured = new Set();

before(async () => (office = await Office.demo()));
after(() => office?.close());

/** A path as the name of a file: `books-payments`, `admin-people`. */
function named(href) {
  const name = href.replace(/^\/d\/\d+\/[^/]+/, "home").replace(/^home\//, "");
  return name.replace(/^\//, "").replaceAll(/[^\w\u4e00-\u9fff]+/g, "-");
}

for (const login of PEOPLE) {
  test(`every link in the menu of ${login} opens`, async (context) => {
    const window = await office.person(login);
    await window.sound();
    const links = await window.page.locator(".menu nav a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(links.length > 0, "the menu is empty");
    for (const href of new Set([new URL(window.page.url()).pathname, ...links])) {
      await context.test(href, async () => {
        // Where things look different for others, each has a picture.
        const name = /^\/d\/\d+\/[^/]+$/.test(href) ? `home-${login}` : named(href);
        const response = await window.page.goto(window.base + href, { waitUntil: "load" });
        assert.ok(response.ok(), `${href}: ${response.status()}`);
        if (pictured.has(name)) await window.sound(href);
        else await window.look(name);
        pictured.add(name);
      });
      window.wrong.length = 0;
    }
    await window.close();
  });
}
