// The board tells which lights have just changed; other pages need nothing of this.
"use strict";

(() => {
  const MOST = 8;
  const place = document.getElementById("changes");
  if (!place) return;
  const list = place.querySelector("ul");
  const colours = { 红灯: "red", 黄灯: "yellow", 绿灯: "green" };

  const light = (word) => {
    const span = document.createElement("span");
    span.className = `light ${colours[word] ?? ""}`;
    span.textContent = word;
    return span;
  };

  document.addEventListener("juesuan:news", ({ detail }) => {
    for (const change of detail.lights ?? []) {
      const item = document.createElement("li");
      const time = new Date().toLocaleTimeString("zh-CN", { hour12: false });
      item.className = "flash";
      item.append(`${time} ${change.what}，${change.kind}：`, light(change.before), " → ", light(change.after));
      list.prepend(item);
      place.classList.remove("hidden");
    }
    while (list.children.length > MOST) list.lastElementChild.remove();
  });
})();
