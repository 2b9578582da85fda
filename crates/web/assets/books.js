// Uploading files of records: dropping them, seeing how far it is, and a word before something too large is sent.
"use strict";

const form = document.querySelector("form.upload");
if (form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const bar = form.querySelector("progress");
  const words = form.querySelector(".progress-words");
  const trouble = form.querySelector(".trouble");
  const button = form.querySelector("button");
  const limit = Number(form.dataset.limitMb) * 1024 * 1024;

  const say = (text) => {
    trouble.textContent = text;
    trouble.classList.toggle("hidden", !text);
  };
  const bytes = () => [...input.files].reduce((sum, file) => sum + file.size, 0);
  const show = () => say(bytes() > limit ? `文件合计超过 ${form.dataset.limitMb} MB，请分成几次上传。` : "");
  input.addEventListener("change", show);

  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });

  const idle = (text) => {
    button.disabled = false;
    bar.classList.add("hidden");
    words.textContent = "";
    delete form.dataset.sent;
    if (text) say(text);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    if (bytes() > limit) return show();
    say("");
    button.disabled = true;
    bar.classList.remove("hidden");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = (100 * event.loaded) / event.total;
      words.textContent = event.loaded < event.total ? `已上传 ${Math.floor(bar.value)}%` : "已上传，正在读取和核对…";
    });
    request.addEventListener("load", () => {
      // Reading went well or not: either way there is a page about it.
      if (request.status < 400) return window.location.assign(request.responseURL);
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const alert = page.querySelector(".alert[role=alert]:not(.hidden)") || page.querySelector("main p");
      idle(alert ? alert.textContent.trim() : "没有上传成功。请重试。");
    });
    request.addEventListener("error", () => idle("上传中断了。请检查网络，文件没有改动后重新选择。"));
    request.send(new FormData(form));
  });
}
