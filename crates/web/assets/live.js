// Pages that keep themselves up to date. <section id="…" data-live="URL" data-entry="N"> is asked for again at URL when the server
// tells of news, and changed in place, so that focus, scrolling and what is open stay; an empty URL is the page's own. Of the
// answer the element with the same id is taken, so a page needs no address for its fragments. What changed flashes.
// Every piece of news is also the event "juesuan:news" of the document, with what the server told as its detail.
"use strict";

(() => {
  const sections = [...document.querySelectorAll("[data-live]")];
  const scope = location.pathname.match(/^\/d\/\d+\/[^/]+/);
  if (!sections.length || !scope) return;

  const SILENT = 50_000; // The server says something every 20 seconds.
  const BLOCKED = 8_000; // After so long without a connection we ask by ourselves,
  const POLL = 10_000; // so often.
  const TOGETHER = 400; // News that come in so short a time are fetched together.

  // What is said of the connection.
  const pill = document.createElement("p");
  pill.className = "live-state";
  pill.setAttribute("role", "status");
  document.querySelector(".bar .who").prepend(pill);
  const say = (state, words) => {
    if (pill.dataset.state === state) return;
    pill.dataset.state = state;
    pill.textContent = words;
  };

  // ---- changing what is shown -------------------------------------------------------------------------------------
  const name = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.key || "" : "");
  const fits = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && name(a) === name(b);

  function flash(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const place = element?.closest("tr, li, dd, [data-key]") ?? element;
    if (!place || place.matches("section, main")) return;
    place.classList.add("flash");
    setTimeout(() => place.classList.remove("flash"), 2_000);
  }

  function attributes(old, next) {
    for (const { name: key } of [...old.attributes]) {
      // What a person opened stays open.
      if (!next.hasAttribute(key) && key !== "open") old.removeAttribute(key);
    }
    for (const { name: key, value } of next.attributes) {
      if (key !== "open" && old.getAttribute(key) !== value) old.setAttribute(key, value);
    }
  }

  function children(old, next) {
    const named = new Map([...old.childNodes].filter(name).map((child) => [name(child), child]));
    let at = old.firstChild;
    for (const child of [...next.childNodes]) {
      const twin = name(child) ? named.get(name(child)) : at;
      if (twin && twin.parentNode === old && fits(twin, child)) {
        if (twin === at) at = at.nextSibling;
        else old.insertBefore(twin, at);
        change(twin, child);
      } else {
        old.insertBefore(child, at);
        if (child.textContent.trim()) flash(child);
      }
    }
    while (at) {
      const rest = at.nextSibling;
      at.remove();
      at = rest;
    }
  }

  function change(old, next) {
    if (old.isEqualNode(next)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      const words = old.data.trim() !== next.data.trim();
      old.data = next.data;
      if (words) flash(old);
    } else if (old instanceof SVGElement) {
      old.replaceWith(next);
    } else if (!old.matches("form:focus-within")) {
      attributes(old, next);
      children(old, next);
    }
  }

  // ---- asking again -----------------------------------------------------------------------------------------------
  let asking = false;
  let again = false;

  async function ask(section) {
    // What a page asks by itself does not keep anybody signed in.
    const headers = { accept: "text/html", "juesuan-watching": "1" };
    const answer = await fetch(section.dataset.live || location.href, { headers, cache: "no-store" });
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      stop("登录已失效，请刷新页面重新登录");
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = section.id ? page.getElementById(section.id) : page.querySelector("[data-live]");
    if (next) change(section, document.adoptNode(next));
  }

  async function refresh() {
    if (document.hidden || asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    try {
      for (const section of sections) await ask(section);
    } catch {
      again = true;
    }
    asking = false;
    if (again && !document.hidden) soon();
  }

  let waiting = 0;
  // A little chance spreads the questions of many who watch the same.
  const soon = () => {
    waiting ||= setTimeout(() => {
      waiting = 0;
      refresh();
    }, TOGETHER * (1 + Math.random()));
  };
  document.addEventListener("visibilitychange", () => !document.hidden && again && refresh());

  // ---- being told -------------------------------------------------------------------------------------------------
  let source = null;
  let heard = Date.now();
  let since = Date.now(); // When the connection was lost.
  let seen = Math.max(...sections.map((section) => Number(section.dataset.entry) || 0));
  let over = false;

  function stop(words) {
    over = true;
    source?.close();
    say("lost", words);
  }

  function told(event) {
    heard = Date.now();
    const news = JSON.parse(event.data || "{}");
    if (event.type === "hello") {
      since = 0;
      say("live", "实时更新中");
      // Something came between the page and the connection, or while there was none.
      if (news.entry !== seen) soon();
    } else if (event.type === "news") {
      soon();
      document.dispatchEvent(new CustomEvent("juesuan:news", { detail: news }));
    }
    seen = Math.max(seen, news.entry || 0);
  }

  function connect() {
    source?.close();
    source = new EventSource(`${scope[0]}/live`);
    for (const type of ["hello", "news", "beat"]) source.addEventListener(type, told);
    source.addEventListener("error", () => (since ||= Date.now()));
  }

  let polled = 0;
  setInterval(() => {
    if (over) return;
    if (!since && Date.now() - heard > SILENT) since = Date.now();
    if (!since) return;
    const lost = Date.now() - since;
    // The server ends streams now and then to look at the rights again; that is nothing to tell of.
    if (lost > 2_500) say("lost", "已断开，正在重连…");
    if (source.readyState === EventSource.CLOSED || lost > BLOCKED) {
      if (Date.now() - polled > POLL) {
        polled = Date.now();
        refresh();
        connect();
      }
    }
  }, 1_000);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
})();
