// What the walks share: a server on fresh books of the example department, people of each role in a real browser, and what
// must hold of every page that anybody sees.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The example's fiscal year and department. */
export const YEAR = 2024;
export const UNIT = "101001";
/** Where its pages are. */
export const HOME = `/d/${YEAR}/${UNIT}`;
/** Everybody's password in the demonstration. */
export const PASSWORD = "juesuan-yanshi";
/** A person of each role, as the demonstration has them. */
export const PEOPLE = ["kuaiji", "fuhe", "jixiao", "keshi", "lingdao", "shenji", "caizheng", "admin", "security", "audit"];
/** The windows in which pages are looked at: of an office, and of a phone. */
export const WIDTHS = [1366, 390];

/** The columns of imported payments and receipts. */
const PAYMENTS = "支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途";
const RECEIPTS = "收入凭证号,收款日期,单位代码,资金性质,支出功能分类科目代码,收款金额,付款人,收入说明";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");
const SHOTS = process.env.JUESUAN_SCREENSHOTS ?? path.join(ROOT, "target/screenshots");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The program: `JUESUAN_BIN`, else what was built last. */
export function binary() {
  const named = process.env.JUESUAN_BIN;
  const built = ["release", "debug"].map((profile) => path.join(TARGET, profile, "juesuan"));
  const found = named ?? built.find(existsSync);
  assert.ok(found && existsSync(found), "no juesuan binary: cargo build --release, or set JUESUAN_BIN");
  return path.resolve(found);
}

/** Runs the program to its end, in a folder, and gives what it prints. */
export function juesuan(folder, ...args) {
  return execFileSync(binary(), args, { cwd: folder, encoding: "utf8" });
}

/** The file of payments; each is [number, day, budget line, 功能科目, 支出性质, 经济科目, project, amount, payee, purpose]. */
export function payments(...lines) {
  const row = ([number, day, line, ...rest]) => [number, day, UNIT, line, "一般公共预算财政拨款", ...rest].join(",");
  return [PAYMENTS, ...lines.map(row), ""].join("\n");
}

/** The file of receipts; each is [number, day, 功能科目, amount]. */
export function receipts(...lines) {
  const row = ([number, day, functional, amount]) => [number, day, UNIT, "一般公共预算财政拨款", functional, amount, "财政局", "拨款"].join(",");
  return [RECEIPTS, ...lines.map(row), ""].join("\n");
}

/** Texts by file name as a form takes them. */
export const files = (texts) => Object.entries(texts).map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) }));

/** Says yes to every question that a page asks. */
export const agree = (window) => window.page.on("dialog", (dialog) => dialog.accept());

/** A file of the examples. */
export const example = (name) => path.join(ROOT, "examples", name);

/** A running server; `stop` ends it and removes its books. */
export class Server {
  /** Starts `juesuan` with these arguments in a new folder. */
  static async start(args) {
    const server = new Server();
    server.folder = mkdtempSync(path.join(tmpdir(), "juesuan-browser-"));
    await server.run(args);
    return server;
  }

  /** Runs `juesuan` in the folder, and waits until it says where its pages are. */
  async run(args, env = {}) {
    const child = spawn(binary(), args, { cwd: this.folder, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    Object.assign(this, { child, printed: [], complaints: "" });
    child.stderr.on("data", (chunk) => (this.complaints += chunk));
    this.base = await new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`${args.join(" ")} ended (${code}): ${this.complaints}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        this.printed.push(line);
        const address = line.match(/http:\/\/[\d.:]+/);
        if (address) resolve(address[0]);
      });
    });
  }

  /** The demonstration: the example department with a person of each role. */
  static demo() {
    return Server.start(["demo", "--port", "0"]);
  }

  /** The address of its books, for commands beside it. */
  get books() {
    return `sqlite:${path.join(this.folder, "juesuan-demo", "账簿.db")}`;
  }

  /** Another day of the year dawns: the server starts again on the same books, and takes that day for today. */
  async dawn(day) {
    await this.end();
    await this.run(["serve", "--db", this.books, "--port", "0"], { JUESUAN_TODAY: day });
  }

  /** Brings files into the books by the command line: texts by file name. */
  bring(texts) {
    const paths = Object.entries(texts).map(([name, text]) => {
      writeFileSync(path.join(this.folder, name), text);
      return name;
    });
    juesuan(this.folder, "import", "--db", this.books, "--year", String(YEAR), ...paths);
  }

  /** Ends it as the system would. */
  async end() {
    const ended = new Promise((resolve) => this.child.once("exit", (code, signal) => resolve({ code, signal })));
    this.child.kill("SIGTERM");
    const { code, signal } = await ended;
    assert.equal(code, 0, `the server ends cleanly when asked to (${signal}): ${this.complaints}`);
  }

  async stop() {
    try {
      await this.end();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

/** A browser on a server; each person has windows of their own. */
export class Office {
  static async open(server) {
    const executablePath = process.env.JUESUAN_CHROMIUM ?? "/usr/bin/chromium";
    const office = new Office();
    office.server = server;
    office.browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    return office;
  }

  /** The demonstration in a browser. */
  static async demo() {
    return Office.open(await Server.demo());
  }

  async close() {
    await this.browser.close();
    await this.server.stop();
  }

  /** A stranger's window. */
  async stranger(width = WIDTHS[0]) {
    const viewport = { width, height: width < 600 ? 844 : 768 };
    const context = await this.browser.newContext({ viewport, locale: "zh-CN", acceptDownloads: true });
    const page = await context.newPage();
    return new Window(this.server.base, page);
  }

  /** The window of somebody who has signed in. */
  async person(login, password = PASSWORD, width = WIDTHS[0]) {
    const window = await this.stranger(width);
    await window.signIn(login, password);
    return window;
  }
}

/** A page in a browser, watched: whatever goes wrong in it is remembered until `sound` asks. */
export class Window {
  constructor(base, page) {
    Object.assign(this, { base, page, wrong: [], refused: new Set() });
    // Chromium says of each refused answer that it failed; that one is told of by its address.
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) this.note(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.note(`script: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${base}/`) && !/^(data|blob|about):/.test(url)) this.note(`leaves the host: ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !this.refused.has(response.status())) this.note(`${response.status()} ${response.url()}`);
    });
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // A page that is left breaks off its news; a download is no page.
      if (why !== "net::ERR_ABORTED") this.note(`failed (${why}): ${request.url()}`);
    });
  }

  note(what) {
    this.wrong.push(what);
  }

  /** The path that is shown. */
  get path() {
    return this.page.url().slice(this.base.length);
  }

  async signIn(login, password = PASSWORD) {
    await this.page.goto(`${this.base}/login`);
    await this.page.fill("input#login", login);
    await this.page.fill("input#password", password);
    await this.submit("form:has(#password) button");
  }

  /** Opens a page, which must be there and sound. */
  async open(where) {
    const response = await this.page.goto(this.base + where, { waitUntil: "load" });
    assert.ok(response.ok(), `${where}: ${response.status()}`);
    await this.sound(where);
  }

  /** Presses what sends a form (a selector), and waits for the next page. */
  async submit(selector) {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.page.locator(selector).first().click()]);
  }

  /** Waits until a text stands somewhere in the page, without loading it again. */
  async see(text, timeout = 15_000) {
    await this.page.getByText(text).first().waitFor({ timeout });
  }

  /** Marks the page, so that `marked` tells whether it was loaded again since. */
  async mark() {
    await this.page.evaluate(() => (window.sameAsBefore = true));
  }

  marked() {
    return this.page.evaluate(() => window.sameAsBefore === true);
  }

  /** Sends a form as the page's own script could, whatever its buttons are; gives the status of the answer. */
  async send(where, form = {}) {
    const answer = await this.page.request.post(this.base + where, { headers: { origin: this.base }, form, maxRedirects: 0 });
    return answer.status();
  }

  /** Presses a link or button (a selector) that downloads, and gives the file: its name and bytes. */
  async download(selector) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.page.locator(selector).first().click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** What must hold of every page: nothing went wrong, everybody can use it, it has one heading and fits its window. */
  async sound(what = this.path) {
    const width = this.page.viewportSize().width;
    const outside = await this.page.evaluate(() => {
      const wide = document.documentElement.scrollWidth > window.innerWidth + 1;
      if (!wide) return null;
      const over = [...document.querySelectorAll("main *, header *")].filter((it) => it.getBoundingClientRect().right > window.innerWidth + 1);
      return over.slice(0, 3).map((it) => it.outerHTML.slice(0, 120)).join("\n") || "?";
    });
    if (outside) this.note(`scrolls sideways at ${width}: ${outside}`);
    const headings = await this.page.locator("h1").count();
    if (headings !== 1) this.note(`${headings} headings of the first level`);
    for (const fault of await this.barriers()) this.note(fault);
    const wrong = this.wrong.splice(0);
    assert.deepEqual(wrong, [], `${what} at ${width}`);
  }

  /** What keeps people out of the page, by axe-core: serious findings only. It is evaluated, not loaded, so the page's own policy stays. */
  async barriers() {
    await this.page.evaluate(`window.axe ? 0 : (() => { ${AXE}; return 0; })()`);
    const found = await this.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const serious = found.violations.filter((it) => ["serious", "critical"].includes(it.impact));
    return serious.map((it) => `axe ${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }

  /** A picture of the whole page, to look at. */
  async shoot(name) {
    mkdirSync(SHOTS, { recursive: true });
    const width = this.page.viewportSize().width;
    await this.page.screenshot({ path: path.join(SHOTS, `${name}-${width}.png`), fullPage: true });
  }

  /** The page in each width: sound and shot. */
  async look(name) {
    const before = this.page.viewportSize();
    for (const width of WIDTHS) {
      await this.page.setViewportSize({ width, height: width < 600 ? 844 : 768 });
      // The phone's menu is folded when a page is loaded.
      if (width !== before.width) await this.page.reload({ waitUntil: "load" });
      await this.page.waitForTimeout(150);
      await this.sound(`${name} (${this.path})`);
      await this.shoot(name);
    }
    await this.page.setViewportSize(before);
  }

  async close() {
    await this.page.context().close();
  }
}
