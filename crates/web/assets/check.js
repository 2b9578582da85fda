// 审核: files go up one by one with a bar each, the table grows, and keys lead through findings.
"use strict";
(() => {
  const form = document.getElementById("upload");
  if (form) uploads(form);
  const audit = document.querySelector(".audit");
  if (audit) reading(audit);

  function uploads(form) {
    const AT_ONCE = 2;
    const results = document.getElementById("results");
    const list = document.getElementById("progress");
    const limit = Number(form.dataset.limit) * 1024 * 1024;
    const queue = [];
    let running = 0, asking = false;
    document.querySelectorAll(".with-script").forEach((part) => part.classList.remove("hidden"));
    document.getElementById("send").classList.add("hidden");

    // Hidden files and the locks of office programs lie in every folder.
    const wanted = (name) => !/(^|\/)(\.|~\$|Thumbs\.db)/.test(name);

    function add(files) {
      for (const { file, name } of files) {
        if (!wanted(name)) continue;
        const row = document.createElement("li");
        const label = document.createElement("span");
        label.textContent = name;
        label.title = name;
        row.append(label);
        list.append(row);
        if (file.size > limit) fail(row, `超过 ${form.dataset.limit} MB，没有上传`);
        else if (file.size === 0) fail(row, "文件是空的（0 字节），没有上传");
        else queue.push({ file, name, row });
      }
      next();
    }

    function fail(row, problem) {
      row.querySelectorAll("progress, .state").forEach((part) => part.remove());
      const text = document.createElement("span");
      text.className = "failed";
      text.textContent = problem;
      row.append(text);
    }

    function next() {
      while (running < AT_ONCE && queue.length) send(queue.shift());
    }

    function send(job) {
      running += 1;
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", `上传 ${job.name}`);
      const state = document.createElement("span");
      state.className = "state soft";
      state.textContent = "上传中";
      job.row.append(bar, state);
      const data = new FormData();
      const prior = form.elements.prior.files[0];
      if (prior) data.append("prior", prior);
      data.append("files", job.file, job.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
      request.onload = () => {
        if (request.status === 200) job.row.remove();
        else if (request.status === 401) window.location.reload();
        else if (request.status === 503) { bar.remove(); state.remove(); setTimeout(() => { queue.push(job); next(); }, 2000); }
        else fail(job.row, (request.response && request.response.problem) || "没有收下，请重试");
      };
      request.onerror = () => fail(job.row, "网络中断，没有收下，请重试");
      request.onloadend = () => { running -= 1; next(); show(); };
      request.send(data);
    }

    async function show() {
      if (asking) return;
      asking = true;
      try {
        for (;;) {
          const answer = await fetch(`/check/rows?sort=${encodeURIComponent(results.dataset.sort)}`);
          if (!answer.ok || answer.redirected) return window.location.reload();
          results.innerHTML = await answer.text();
          const waiting = results.querySelector("#table").dataset.waiting;
          if (waiting === "0" && running === 0) break;
          await new Promise((done) => setTimeout(done, 700));
        }
      } catch {
        // The network is gone; whoever uploads next sees it.
      } finally {
        asking = false;
      }
    }

    const chosen = (input) => [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
    for (const id of ["files", "folder"]) {
      const input = document.getElementById(id);
      input.addEventListener("change", () => { add(chosen(input)); input.value = ""; });
    }
    form.addEventListener("submit", (event) => event.preventDefault());

    const drop = document.getElementById("drop");
    for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      const files = [];
      for (const entry of entries) await walk(entry, "", files);
      add(files);
    });
    async function walk(entry, above, files) {
      if (entry.isFile) return files.push({ file: await new Promise((take, refuse) => entry.file(take, refuse)), name: above + entry.name });
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((take, refuse) => reader.readEntries(take, refuse));
        if (!some.length) return;
        for (const one of some) await walk(one, `${above}${entry.name}/`, files);
      }
    }
    if (Number(results.querySelector("#table").dataset.waiting) > 0) show();
  }

  function reading(audit) {
    const cards = () => [...audit.querySelectorAll(".finding")].filter((card) => card.offsetParent);
    let at = -1;

    function choose(card, lead) {
      if (!card) return;
      at = Number(card.dataset.finding);
      audit.querySelectorAll(".chosen").forEach((part) => part.classList.remove("chosen"));
      card.classList.add("chosen");
      for (const mark of audit.querySelectorAll(".mark")) {
        if (mark.dataset.findings.split(" ").includes(String(at))) mark.classList.add("chosen");
      }
      card.scrollIntoView({ block: "nearest" });
      const wide = window.matchMedia("(min-width: 1001px)").matches;
      const place = lead && wide && document.getElementById(`q${at}-0`);
      if (place) place.scrollIntoView({ block: "start" });
      card.focus({ preventScroll: true });
    }

    document.addEventListener("keydown", (event) => {
      if (event.target.closest("input:not([type=checkbox]), textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key.toLowerCase()];
      if (!step) return;
      event.preventDefault();
      const all = cards();
      const here = all.findIndex((card) => Number(card.dataset.finding) === at);
      choose(all[Math.max(0, Math.min(all.length - 1, here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step))], true);
    });
    // A mark of several findings leads to the next of them with each click.
    audit.querySelector(".document").addEventListener("click", (event) => {
      const mark = event.target.closest(".mark");
      if (!mark) return;
      const own = mark.dataset.findings.split(" ").map(Number);
      const next = own[(own.indexOf(at) + 1) % own.length];
      const card = document.getElementById(`f${next}`);
      if (!card || !card.offsetParent) return;
      event.preventDefault();
      choose(card, false);
      card.scrollIntoView({ block: "nearest" });
    });
    const named = window.location.hash.match(/^#f(\d+)$/);
    if (named) choose(document.getElementById(`f${named[1]}`), true);
  }
})();
