"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const places = new Map();
  for (const place of document.querySelectorAll("data[data-figure]")) {
    const id = place.dataset.figure;
    if (!places.has(id)) places.set(id, []);
    places.get(id).push(place);
    const figure = figures[id];
    if (figure) {
      place.setAttribute("role", "button");
      place.setAttribute("aria-label", `${figure.l} ${figure.p}，查看来源`);
    }
  }
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  let panel = null;
  let origin = null;
  const close = () => {
    if (!panel) return;
    panel.remove();
    panel = null;
    unmark();
    if (origin) origin.focus();
  };
  const unmark = () => {
    for (const place of document.querySelectorAll("data.part")) place.classList.remove("part");
  };
  const part = ([sign, id]) => {
    const item = make("li");
    const button = make("button");
    button.type = "button";
    const figure = figures[id];
    button.append(make("span", "", sign), make("span", "", figure ? figure.l : id), make("span", "", figure ? figure.p : ""));
    button.addEventListener("click", () => {
      const place = (places.get(id) || [])[0];
      if (place) {
        place.scrollIntoView({ block: "center" });
        origin = place;
      }
      show(id);
      panel.querySelector("button").focus();
    });
    item.append(button);
    return item;
  };
  const show = (id) => {
    const figure = figures[id];
    if (!figure) return;
    if (panel) panel.remove();
    unmark();
    panel = make("aside");
    panel.id = "panel";
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-live", "polite");
    panel.setAttribute("aria-label", "数字来源");
    const shut = make("button", "close", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", "关闭");
    shut.addEventListener("click", close);
    panel.append(make("h2", "", figure.l), shut, make("p", "value", figure.p || "（空）"), make("p", "exact", figure.e), make("p", "", figure.s));
    if (figure.f) {
      const list = make("ul");
      for (const one of figure.f) {
        list.append(part(one));
        for (const place of places.get(one[1]) || []) place.classList.add("part");
      }
      panel.append(list);
    }
    panel.append(make("code", "", id));
    document.body.append(panel);
  };
  const chosen = (event) => event.target.closest && event.target.closest("data[data-figure]");
  document.addEventListener("click", (event) => {
    const place = chosen(event);
    if (place) {
      origin = place;
      show(place.dataset.figure);
    } else if (panel && !panel.contains(event.target)) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    const place = chosen(event);
    if (place && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      origin = place;
      show(place.dataset.figure);
      panel.querySelector("button").focus();
    }
  });
})();
