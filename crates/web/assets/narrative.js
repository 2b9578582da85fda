// 情况说明: what is typed is audited after a short pause; what is found stands below it.
"use strict";
for (const form of document.querySelectorAll("form[data-check]")) {
  const list = form.querySelector(".problems");
  let timer = 0;
  let asking = null;
  const say = (className, severity, text) => {
    const item = document.createElement("li");
    const tag = document.createElement("span");
    tag.className = `tag ${className}`;
    tag.textContent = severity;
    item.append(tag, ` ${text}`);
    return item;
  };
  const check = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asking.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { problems } = await answer.json();
      const items = problems.map((problem) => say(problem.class, problem.severity, problem.message));
      list.replaceChildren(...(items.length ? items : [say("good", "已审核", "未发现问题")]));
    } catch (error) {
      if (error.name !== "AbortError") list.replaceChildren(say("warning", "没有审核", "现在审核不了，可以照常保存，保存后会再审核"));
    }
  };
  form.querySelector("textarea").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 350);
  });
}
// A link to a place to write opens it.
const openTarget = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.matches("details.editor.lacking")) target.open = true;
};
window.addEventListener("hashchange", openTarget);
openTarget();
