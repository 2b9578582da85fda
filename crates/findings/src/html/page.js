"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const main = document.getElementById("document");
  const cards = [...document.querySelectorAll(".finding")];
  const MAX_NEIGHBOURS = 40;

  const spansOf = (attribute, number) =>
    [...main.querySelectorAll(`[data-${attribute}]`)].filter((span) =>
      span.getAttribute(`data-${attribute}`).split(" ").includes(String(number)));

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const clear = () => {
    main.querySelectorAll(".chosen, .near").forEach((span) => span.classList.remove("chosen", "near"));
    cards.forEach((card) => card.classList.remove("current"));
  };

  const goTo = (span) => span && span.scrollIntoView({ block: "center", inline: "nearest" });

  const fact = (list, name, value) => {
    if (value === null || value === "") return;
    list.append(make("dt", name), make("dd", value));
  };

  // The panel of one figure: what it means, which figures it is checked against, and the findings about it.
  const showFigure = (number, scroll) => {
    const figure = figures[number];
    const spans = spansOf("figure", number);
    clear();
    spans.forEach((span) => span.classList.add("chosen"));
    history.replaceState(null, "", `#figure-${number}`);
    panel.replaceChildren(make("h2", figure.printed));
    const close = make("button", "×", "close");
    close.setAttribute("aria-label", "关闭");
    close.addEventListener("click", hidePanel);
    const list = make("dl");
    fact(list, "项目", figure.subject);
    fact(list, "指标", figure.measure);
    fact(list, "年度", figure.year);
    fact(list, "单位", figure.unit);
    fact(list, "所在", figure.area);
    fact(list, "位置", figure.place);
    fact(list, "核对", figure.related ? `与 ${figure.neighbours.length} 个数字有勾稽关系` : "没有参与任何勾稽关系");
    panel.append(close, list);
    addFindings(spans);
    addNeighbours(figure);
    panel.hidden = false;
    if (scroll) goTo(spans[0]);
  };

  const addFindings = (spans) => {
    const numbers = new Set(spans.flatMap((span) => (span.dataset.findings || "").split(" ").filter(Boolean)));
    if (!numbers.size) return;
    panel.append(make("h3", "有关的发现"));
    numbers.forEach((number) => {
      const button = make("button", cards[number].querySelector(".message").textContent);
      button.addEventListener("click", () => showFinding(Number(number)));
      panel.append(button);
    });
  };

  const addNeighbours = (figure) => {
    if (!figure.neighbours.length) return;
    panel.append(make("h3", "与它核对的数字"));
    figure.neighbours.slice(0, MAX_NEIGHBOURS).forEach((number) => {
      const other = figures[number];
      spansOf("figure", number).forEach((span) => span.classList.add("near"));
      const button = make("button", `${other.printed}　${other.subject} ${other.measure}　`);
      button.append(make("i", other.place));
      button.addEventListener("click", () => showFigure(number, true));
      panel.append(button);
    });
    const rest = figure.neighbours.length - MAX_NEIGHBOURS;
    if (rest > 0) panel.append(make("i", `还有 ${rest} 个`));
  };

  const hidePanel = () => {
    panel.hidden = true;
    clear();
  };

  // A finding and its places in the text; `place` is the one to scroll to.
  const showFinding = (number, place = 0, focus = true) => {
    panel.hidden = true;
    clear();
    const card = cards[number];
    card.classList.add("current");
    history.replaceState(null, "", `#finding-${number}`);
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.focus({ preventScroll: true });
    const spans = spansOf("findings", number);
    spans.forEach((span) => span.classList.add("chosen"));
    const words = card.querySelectorAll(".quotes button")[place];
    goTo(spanFor(spans, words) || spans[0]);
  };

  // Places of a finding stand in its order of suspicion, spans in the order of the text: match them by their words.
  const spanFor = (spans, button) => {
    if (!button) return undefined;
    const same = [...button.closest(".quotes").querySelectorAll("mark")].map((mark) => mark.textContent);
    const wanted = button.querySelector("mark").textContent;
    const before = same.slice(0, Number(button.dataset.place)).filter((text) => text === wanted).length;
    return spans.filter((span) => span.textContent === wanted)[before];
  };

  main.addEventListener("click", (event) => choose(event.target));
  const choose = (target) => {
    const span = target.closest("[data-figure], [data-findings]");
    if (!span) return;
    if (span.dataset.figure !== undefined) showFigure(Number(span.dataset.figure), false);
    else showFinding(Number(span.dataset.findings.split(" ")[0]));
  };

  cards.forEach((card, number) => {
    card.addEventListener("click", (event) => {
      if (event.target.closest("details")) return;
      const button = event.target.closest("button");
      showFinding(number, button ? Number(button.dataset.place) : 0);
    });
  });

  const step = (by) => {
    const shown = cards.filter((card) => card.offsetParent !== null);
    if (!shown.length) return;
    const at = shown.findIndex((card) => card.classList.contains("current"));
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    showFinding(Number(shown[next].dataset.finding));
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, summary")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") hidePanel();
    else if (event.key === "Enter" && main.contains(event.target)) choose(event.target);
    else if (event.key === "Enter" && event.target.matches(".finding")) showFinding(Number(event.target.dataset.finding));
  });

  document.querySelectorAll("[data-show]").forEach((box) => {
    box.addEventListener("change", () => document.body.classList.toggle(`hide-${box.dataset.show}`, !box.checked));
  });

  // `#finding-3` and `#figure-12` open what they name, so that a colleague can be pointed to it; else the first
  // error, or the first finding of any severity. Where the findings stand above the text (on a narrow screen), going to
  // the text unasked would hide them.
  const open = () => {
    const [, what, number] = /^#(finding|figure)-(\d+)$/.exec(location.hash) || [];
    if (what === "figure" && figures[number]) showFigure(Number(number), true);
    else if (cards[number]) showFinding(Number(number), 0, false);
    else if (!matchMedia("(max-width: 900px)").matches) {
      const first = Math.max(0, cards.findIndex((card) => card.classList.contains("error")));
      if (cards[first]) showFinding(first, 0, false);
    }
  };
  // On paper nothing can be unfolded.
  window.addEventListener("beforeprint", () =>
    document.querySelectorAll("details").forEach((details) => (details.open = true)));
  window.addEventListener("hashchange", open);
  open();
})();
