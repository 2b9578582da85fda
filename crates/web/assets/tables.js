// Pages of figures: arrows move between the figures of a table, choices act at once, and what changes in the books changes here.
"use strict";

(() => {
  const live = document.getElementById("live");

  // Arrow keys move as in a worksheet; Home and End go to the ends of the row.
  const cells = (row) => [...row.querySelectorAll("td a[data-figure]")];
  const middle = (element) => { const box = element.getBoundingClientRect(); return (box.left + box.right) / 2; };
  const nearest = (row, x) => cells(row).sort((a, b) => Math.abs(middle(a) - x) - Math.abs(middle(b) - x))[0];
  const neighbour = (link, key) => {
    const row = link.closest("tr"), own = cells(row), at = own.indexOf(link);
    switch (key) {
      case "ArrowLeft": return own[at - 1];
      case "ArrowRight": return own[at + 1];
      case "Home": return own[0];
      case "End": return own[own.length - 1];
      case "ArrowUp": case "ArrowDown": {
        const x = middle(link);
        for (let next = row; (next = key === "ArrowUp" ? next.previousElementSibling : next.nextElementSibling);) {
          const found = nearest(next, x);
          if (found) return found;
        }
      }
    }
    return undefined;
  };
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest(".official td a[data-figure]");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(link, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form) form.requestSubmit();
  });

  if (!live || !window.EventSource) return;

  // The page is fetched again as it is now; figures that differ flash.
  const figures = (root) => new Map([...root.querySelectorAll("[data-figure]")].map((it) => [it.dataset.figure, it.textContent]));
  const refresh = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (!fresh || fresh.innerHTML === live.innerHTML) return;
    const before = figures(live), focused = live.contains(document.activeElement) && document.activeElement.dataset.figure;
    const open = [...live.querySelectorAll("details")].map((it) => it.open);
    const scrolled = [...live.querySelectorAll(".scroll")].map((it) => it.scrollLeft);
    live.replaceChildren(...fresh.childNodes);
    live.querySelectorAll("details").forEach((it, at) => { it.open = open[at] ?? it.open; });
    live.querySelectorAll(".scroll").forEach((it, at) => { it.scrollLeft = scrolled[at] ?? 0; });
    for (const it of live.querySelectorAll("[data-figure]")) {
      if (before.get(it.dataset.figure) !== it.textContent) it.classList.add("flash");
      if (focused && it.dataset.figure === focused && it.href) it.focus({ preventScroll: true });
    }
  };

  // Many payments in a moment are one refresh, and only one runs at a time.
  let waiting, running = Promise.resolve();
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { running = running.then(refresh).catch(() => {}); }, 250);
  };
  new EventSource(live.dataset.live).addEventListener("news", soon);
})();
