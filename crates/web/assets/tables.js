// Pages of figures: arrows move between the figures of a table, choices act at once.
"use strict";

(() => {
  // Arrow keys move as in a worksheet; Home and End go to the ends of the row.
  const cells = (row) => [...row.querySelectorAll("td a[data-key]")];
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
          // A row may have nothing in this column.
          if (found && Math.abs(middle(found) - x) < link.offsetWidth) return found;
        }
      }
    }
    return undefined;
  };
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest(".official td a[data-key]");
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
})();
