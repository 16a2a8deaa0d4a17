
(() => {
'use strict';
const $ = id => document.getElementById(id);
const data = JSON.parse($('data').textContent);
const [stage, sheet, panel, search, flow] = ['stage', 'sheet', 'panel', 'search', 'flow'].map($);
const svg = sheet.querySelector('svg');
const width = svg.width.baseVal.value, height = svg.height.baseVal.value;
const parts = new Map(data.components.map(one => [one.id, one]));
const lines = new Map(data.lines.map(one => [one.id, one]));
let chosen = null, steps = null, at = 0, matches = [];

/* Everything that is shown is made here, as text. */
function make(tag, text, name) {
  const out = document.createElement(tag);
  if (text !== undefined) out.textContent = text;
  if (name) out.className = name;
  return out;
}

/* Pan and zoom. */
let x = 0, y = 0, k = 1, fitted = true;
function place() { sheet.style.transform = `translate(${x}px,${y}px) scale(${k})`; }
function fit() {
  k = Math.min(stage.clientWidth / width, stage.clientHeight / height, 1.5) || 1;
  x = (stage.clientWidth - width * k) / 2;
  y = Math.max(0, (stage.clientHeight - height * k) / 2);
  place();
  fitted = true;
}
function refit() { if (fitted) fit(); }
function zoom(factor, px = stage.clientWidth / 2, py = stage.clientHeight / 2) {
  const next = Math.min(8, Math.max(0.1, k * factor));
  x = px - (px - x) * next / k;
  y = py - (py - y) * next / k;
  k = next;
  fitted = false;
  place();
}
stage.addEventListener('wheel', event => {
  event.preventDefault();
  const box = stage.getBoundingClientRect();
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoom(Math.exp(-event.deltaY * lines / 500), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
let held = null, moved = false;
const pointers = new Map();
const spread = () => {
  const [one, two] = [...pointers.values()];
  return Math.hypot(one.x - two.x, one.y - two.y);
};
stage.addEventListener('pointerdown', event => {
  if (event.button) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  held = { x: event.clientX, y: event.clientY, apart: pointers.size === 2 ? spread() : 0 };
  moved = false;
});
window.addEventListener('pointermove', event => {
  if (!held || !pointers.has(event.pointerId)) return;
  const before = pointers.get(event.pointerId);
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2) {
    const apart = spread(), box = stage.getBoundingClientRect();
    if (held.apart) zoom(apart / held.apart, event.clientX - box.left, event.clientY - box.top);
    held.apart = apart;
    moved = true;
    return;
  }
  if (!moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 4) return;
  moved = true;
  stage.classList.add('held');
  fitted = false;
  x += event.clientX - before.x;
  y += event.clientY - before.y;
  place();
});
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, event => {
  pointers.delete(event.pointerId);
  if (pointers.size === 0) held = null;
  stage.classList.remove('held');
});

/* Light: what is lit stays, the rest fades. */
function light(ids, now = [], past = []) {
  svg.classList.toggle('dim', ids !== null);
  for (const group of svg.querySelectorAll('[id^="c-"],[id^="l-"]')) {
    group.classList.toggle('lit', ids !== null && ids.has(group.id));
    group.classList.toggle('now', now.includes(group.id));
    group.classList.toggle('past', past.includes(group.id));
    group.classList.toggle('sel', group.id === chosen);
  }
}
function around(id) {
  const out = new Set([id]);
  for (const line of lines.values()) if (line.from === id || line.to === id) {
    for (const one of [line.id, line.from, line.to]) out.add(one);
  }
  return out;
}
function ends(ids) {
  const out = new Set(ids);
  for (const id of ids) for (const end of [lines.get(id).from, lines.get(id).to]) out.add(end);
  return out;
}
function show() {
  if (steps) return walk();
  if (matches.length) return light(new Set(matches));
  light(chosen ? around(chosen) : null);
}

/* Details. */
function section(title, nodes) {
  if (nodes.length) panel.append(make('h3', title), ...nodes);
}
function tags(words) {
  const out = make('div', undefined, 'tags');
  out.append(...words.map(word => make('span', word)));
  return words.length ? [out] : [];
}
function list(entries) {
  const out = make('ul');
  out.append(...entries.map(entry => { const row = make('li'); row.append(...entry); return row; }));
  return entries.length ? [out] : [];
}
function go(id, text) {
  const out = make('button', text, 'go');
  out.type = 'button';
  out.addEventListener('click', () => choose(id));
  return out;
}
function finding(one, named) {
  const out = make('div', undefined, `finding ${one.severity}`);
  const head = make('p');
  head.append(make('b', `${one.severity} ${one.code}`), one.message);
  out.append(head);
  if (one.help) out.append(make('pre', one.help));
  if (named) for (const id of one.parts) out.append(go(id, parts.get(id).name), ' ');
  return out;
}
function open() {
  const shut = make('button', '✕', 'shut');
  shut.type = 'button';
  shut.setAttribute('aria-label', 'Close');
  shut.addEventListener('click', clear);
  panel.replaceChildren(shut);
  panel.hidden = false;
  refit();
}
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
function details(one) {
  open();
  panel.append(make('h2', one.name));
  if (one.service && one.service !== one.name) panel.append(make('p', one.service, 'muted'));
  if (one.description) panel.append(make('p', one.description));
  if (one.purpose) panel.append(make('p', one.purpose, 'muted'));
  const found = data.findings.filter(each => each.parts.includes(one.id));
  section(`Findings (${found.length})`, found.map(each => finding(each)));
  const facts = make('dl');
  for (const [name, value] of one.facts) facts.append(make('dt', name), make('dd', value));
  section('Facts', [facts]);
  section('Data', tags(one.data));
  section('Covered by', list(one.covered.map(each => [capital(each.what), ...(each.by ? [': ', each.id ? go(each.id, each.by) : each.by] : [])])));
  const name = id => parts.has(id) ? go(id, parts.get(id).name) : make('span', id);
  const touching = [...lines.values()].filter(each => each.from === one.id || each.to === one.id);
  section('Connections', list(touching.map(each => each.from === one.id
    ? ['→ ', name(each.to), make('span', each.label ? ` ${each.label}` : '', 'muted')]
    : ['← ', name(each.from), make('span', each.label ? ` ${each.label}` : '', 'muted')])));
  if (one.link) {
    const link = make('a', one.link);
    link.href = one.link;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    section('Link', [link]);
  }
}
function choose(id) {
  if (!parts.has(id)) return;
  chosen = id;
  details(parts.get(id));
  if (!steps) matches = [];
  show();
}
function clear() {
  const before = chosen && $(chosen);
  chosen = steps = null;
  matches = [];
  panel.hidden = true;
  refit();
  flow.value = search.value = $('found').textContent = '';
  steer();
  (before || stage).focus({ preventScroll: true });
  show();
}

/* Flows. */
function steer() {
  $('back').disabled = !steps || at === 0;
  $('next').disabled = !steps || at === steps.length - 1;
  $('step').replaceChildren();
  if (steps) $('step').append(make('b', steps[at].mark), steps[at].text, make('i', `${at + 1} of ${steps.length}`));
}
function walk() {
  const now = steps[at].lines;
  const past = steps.slice(0, at).flatMap(step => step.lines).filter(id => !now.includes(id));
  light(ends([...past, ...now]), now, past);
}
function start() {
  const one = data.flows[flow.value];
  steps = one && one.steps.length ? one.steps : null;
  at = 0;
  matches = [];
  steer();
  show();
}
function step(by) {
  if (!steps) return;
  at = Math.min(steps.length - 1, Math.max(0, at + by));
  steer();
  show();
}
data.flows.forEach((one, index) => {
  const option = make('option', one.title);
  option.value = index;
  flow.append(option);
});
$('flows').hidden = data.flows.length === 0;
flow.addEventListener('change', start);
$('back').addEventListener('click', () => step(-1));
$('next').addEventListener('click', () => step(1));

/* Search. */
search.addEventListener('input', () => {
  const word = search.value.trim().toLowerCase();
  matches = word ? data.components.filter(one => one.words.includes(word)).map(one => one.id) : [];
  $('found').textContent = word ? `${matches.length} found` : '';
  if (steps) { steps = null; flow.value = ''; steer(); }
  show();
});
search.addEventListener('keydown', event => {
  if (event.key === 'Enter' && matches.length) {
    const next = matches[(matches.indexOf(chosen) + 1) % matches.length];
    const kept = matches;
    choose(next);
    matches = kept;
  }
});

/* Components answer to pointer and keyboard. */
for (const one of data.components) {
  const group = $(one.id);
  if (!group) continue;
  group.setAttribute('tabindex', '0');
  group.setAttribute('role', 'button');
  for (const link of group.querySelectorAll('a')) {
    link.setAttribute('tabindex', '-1');
    link.addEventListener('click', event => event.preventDefault());
  }
  group.addEventListener('click', () => { if (!moved) choose(one.id); });
  group.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(one.id); panel.focus(); }
  });
  const near = () => { if (!steps && !matches.length && !held) light(around(one.id)); };
  group.addEventListener('pointerenter', near);
  group.addEventListener('focus', near);
  group.addEventListener('pointerleave', show);
  group.addEventListener('blur', show);
}
stage.addEventListener('click', event => {
  if (!moved && chosen && !event.target.closest('[id^="c-"]')) clear();
});

/* Buttons and keys. */
$('in').addEventListener('click', () => zoom(1.25));
$('out').addEventListener('click', () => zoom(0.8));
$('fit').addEventListener('click', fit);
$('shade').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.scheme ? root.dataset.scheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.scheme = dark ? 'light' : 'dark';
});
if (data.findings.length) {
  const count = data.findings.length, button = $('findings');
  button.textContent = count === 1 ? '1 finding' : `${count} findings`;
  button.hidden = false;
  button.addEventListener('click', () => {
    open();
    panel.append(make('h2', 'Findings'), ...data.findings.map(one => finding(one, true)));
  });
}
const keys = {
  '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(0.8), '0': fit,
  '/': () => search.focus(),
  ArrowLeft: () => steps ? step(-1) : slide(60, 0), ArrowRight: () => steps ? step(1) : slide(-60, 0),
  ArrowUp: () => slide(0, 60), ArrowDown: () => slide(0, -60),
};
function slide(dx, dy) { fitted = false; x += dx; y += dy; place(); }
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') return clear();
  const typing = event.target === search || event.target === flow || panel.contains(event.target);
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
window.addEventListener('resize', refit);
steer();
fit();
document.documentElement.dataset.ready = '';
})();
