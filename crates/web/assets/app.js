// What every page has: the menu of a phone, the search key, the question before something that cannot be undone.
"use strict";

const menu = document.querySelector("details.menu");
if (menu && window.matchMedia("(max-width: 820px)").matches) menu.open = false;

// "/" goes to the search of the page, as in other programs.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// What is wider than its place is scrolled with the arrow keys too.
document.querySelectorAll(".scroll:not([tabindex])").forEach((box) => {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
});

// <form data-confirm="…"> asks first; a form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return event.preventDefault();
  if (form.dataset.sent) return event.preventDefault();
  if (form.method === "post") form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// Files are chosen with a button of ours, which says in Chinese how many there are.
document.querySelectorAll("input[type=file]").forEach((input) => {
  const make = (kind, text) => Object.assign(document.createElement("span"), { className: kind, textContent: text });
  const pick = make("pick", "");
  const picked = make("picked", "");
  input.replaceWith(pick);
  pick.append(make("button quiet", input.webkitdirectory ? "选择文件夹" : "选择文件"), picked, input);
  const show = () => {
    const names = [...input.files].map((file) => file.name);
    picked.textContent = names.length > 3 ? `${names.slice(0, 3).join("、")} 等 ${names.length} 个` : names.join("、") || "还没有选";
  };
  for (const change of ["input", "change"]) input.addEventListener(change, show);
  input.form?.addEventListener("reset", () => setTimeout(show));
  show();
});
