
"use strict";
(() => {
  const root = document.documentElement;
  const all = [...document.querySelectorAll(".question")];
  const end = document.getElementById("end");
  const bar = document.getElementById("bar");
  const fill = document.getElementById("fill");
  let round = all, here = 0, given = new Map();

  const buttons = (one) => [...one.querySelectorAll(".answers button")];
  const rightOf = (one) => Number(one.dataset.right);
  const score = () => round.filter((one) => given.get(one) === rightOf(one)).length;

  function tell() {
    const done = round.filter((one) => given.has(one)).length;
    const where = here < round.length ? `Question ${here + 1} of ${round.length}` : "Finished";
    bar.textContent = done ? `${where} · ${score()} of ${done} right` : where;
    fill.style.width = `${(100 * done) / Math.max(1, round.length)}%`;
  }

  function show(at) {
    here = Math.max(0, Math.min(at, round.length));
    all.forEach((one) => one.classList.toggle("is-here", one === round[here]));
    end.hidden = here < round.length;
    if (here === round.length) finish();
    else round[here].querySelector(given.has(round[here]) ? ".go" : "h2").focus({ preventScroll: true });
    tell();
    window.scrollTo(0, 0);
  }

  function answer(one, at) {
    if (given.has(one) || at >= buttons(one).length) return;
    given.set(one, at);
    one.classList.add("is-done");
    one.querySelector("details").open = true;
    buttons(one).forEach((button, index) => {
      button.disabled = true;
      if (index === rightOf(one)) button.parentNode.classList.add("is-right");
      else if (index === at) button.parentNode.classList.add("is-wrong");
    });
    one.querySelector(".go").focus({ preventScroll: true });
    tell();
  }

  function finish() {
    const count = score();
    const percent = Math.round((100 * count) / Math.max(1, round.length));
    document.getElementById("score").textContent = `${count} of ${round.length} right (${percent} %)`;
    const tasks = new Map();
    round.forEach((one) => {
      const row = tasks.get(one.dataset.task) || [0, 0];
      row[0] += given.get(one) === rightOf(one) ? 1 : 0;
      row[1] += 1;
      tasks.set(one.dataset.task, row);
    });
    const body = document.getElementById("tasks");
    body.replaceChildren(...[...tasks].sort().map(([task, [right, of]]) => {
      const row = document.createElement("tr");
      [task, `${right} of ${of}`].forEach((text) => {
        row.appendChild(document.createElement("td")).textContent = text;
      });
      return row;
    }));
    document.getElementById("wrong").hidden = count === round.length;
    document.getElementById(count === round.length ? "again" : "wrong").focus({ preventScroll: true });
  }

  function begin(list) {
    round = list;
    given = new Map();
    all.forEach((one) => {
      one.classList.remove("is-done");
      one.querySelectorAll(".is-right, .is-wrong").forEach((item) => item.classList.remove("is-right", "is-wrong"));
      buttons(one).forEach((button) => { button.disabled = false; });
    });
    show(0);
  }

  all.forEach((one) => {
    buttons(one).forEach((button, at) => button.addEventListener("click", () => answer(one, at)));
    one.querySelector(".go").addEventListener("click", () => show(here + 1));
  });
  document.getElementById("again").addEventListener("click", () => begin(all));
  document.getElementById("wrong").addEventListener("click", () => begin(round.filter((one) => given.get(one) !== rightOf(one))));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || here >= round.length) return;
    const key = event.key.toLowerCase();
    const at = key.length === 1 ? Math.max("abcd".indexOf(key), "1234".indexOf(key)) : -1;
    if (at >= 0) answer(round[here], at);
    else if (key === "arrowright" && given.has(round[here])) show(here + 1);
    else if (key === "arrowleft") show(here - 1);
    else return;
    event.preventDefault();
  });
  root.classList.add("runs");
  show(0);
})();
