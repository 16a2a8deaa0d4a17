
(() => {
'use strict';
const $ = id => document.getElementById(id);
const data = JSON.parse($('data').textContent);
const [stage, sheet, panel, search, flow, tabs, help] = ['stage', 'sheet', 'panel', 'search', 'flow', 'tabs', 'help'].map($);
const PART = '[id^="c-"],[id^="missing-"]', DRAWN = PART + ',[id^="l-"]';
const parts = new Map(data.components.map(one => [one.id, one]));
let view = null, svg = null, width = 1, height = 1, lines = new Map(), ghosts = new Map();
let chosen = null, steps = null, at = 0, matches = [];

/* Everything that is shown is made here, as text. */
function make(tag, text, name) {
  const out = document.createElement(tag);
  if (text !== undefined) out.textContent = text;
  if (name) out.className = name;
  return out;
}
function button(text, name, act) {
  const out = make('button', text, name);
  out.type = 'button';
  out.addEventListener('click', act);
  return out;
}

/* Names between backticks stand out. */
function prose(tag, text) {
  const out = make(tag);
  text.split('`').forEach((part, place) => out.append(place % 2 ? make('code', part) : part));
  return out;
}

/* Views: one is in the page, the others wait in their templates. */
function picture(one, index) {
  if (one.svg) return one.svg;
  one.svg = index === data.first ? sheet.querySelector('svg') : $(`view-${index}`).content.querySelector('svg');
  for (const group of one.svg.querySelectorAll(PART)) {
    group.setAttribute('tabindex', '0');
    group.setAttribute('role', 'button');
    for (const link of group.querySelectorAll('a')) link.setAttribute('tabindex', '-1');
    hint(group, one.id === 'coverage');
  }
  return one.svg;
}
/* What a resting pointer shows of a component. */
function hint(group, told) {
  const known = parts.get(group.id);
  if (!known || group.querySelector('title')) return;
  const words = [known.name === known.service ? '' : known.name, known.service, known.description || known.purpose,
    known.covered.map(one => one.what).join('; ')];
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = told ? group.getAttribute('aria-label') : words.filter(Boolean).join('\n');
  group.prepend(title);
}
function turn(index, quiet) {
  const next = data.views[index];
  if (!next || next === view) return;
  view = next;
  svg = picture(next, index);
  sheet.replaceChildren(svg);
  [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
  sheet.classList.toggle('wide', width > height);
  lines = new Map(next.lines.map(one => [one.id, one]));
  ghosts = new Map(next.ghosts.map(one => [one.id, one]));
  steps = null;
  at = 0;
  if (chosen && !$(chosen)) { chosen = null; panel.hidden = true; }
  [...tabs.children].forEach((tab, place) => {
    tab.setAttribute('aria-selected', place === index);
    tab.tabIndex = place === index ? 0 : -1;
    if (place === index) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const choices = next.flows.map((one, place) => {
    const option = make('option', one.title);
    option.value = place;
    return option;
  });
  const all = make('option', 'All flows');
  all.value = '';
  flow.replaceChildren(...(choices.length > 1 ? [all] : []), ...choices);
  flow.hidden = choices.length < 2;
  $('flows').hidden = choices.length === 0;
  steer();
  fit();
  refresh();
  if (!quiet) note(true);
}
function viewOf(id) { return data.views.findIndex(one => one.id === id); }
data.views.forEach((one, index) => {
  const count = one.id === 'review' && data.findings.length ? ` (${data.findings.length})` : '';
  const tab = button(one.name + count, '', () => turn(index));
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', 'stage');
  tab.title = `${one.name} (${index + 1})`;
  tabs.append(tab);
});
tabs.hidden = data.views.length < 2;
tabs.addEventListener('keydown', event => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  event.stopPropagation();
  turn((data.views.indexOf(view) + by + data.views.length) % data.views.length);
  tabs.children[data.views.indexOf(view)].focus();
});

/* The address says what is shown, so that it can be sent to somebody. */
function note(push) {
  const word = text => encodeURIComponent(text).replaceAll('%3A', ':');
  let hash = '#' + word(view.id);
  if (chosen) hash += '&part=' + word(chosen);
  if (steps) hash += `&flow=${flow.value || 0}&step=${at + 1}`;
  if (hash === location.hash) return;
  try { history[push ? 'pushState' : 'replaceState'](null, '', hash); } catch { /* a frame without an address */ }
}
function read() {
  let id = '';
  const said = new Map();
  try {
    const [first, ...rest] = location.hash.slice(1).split('&');
    id = decodeURIComponent(first);
    for (const one of rest) {
      const [name, value] = one.split('=');
      said.set(name, decodeURIComponent(value || ''));
    }
  } catch { /* not an address of ours */ }
  const index = viewOf(id);
  turn(index < 0 ? (view ? -1 : data.first) : index, true);
  if (said.has('step') && view.flows[said.get('flow')]) {
    flow.value = said.get('flow');
    begin(Number(said.get('step')) - 1 || 0);
  }
  if (said.has('part') && $(said.get('part'))) choose(said.get('part'));
}
window.addEventListener('hashchange', read);

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
function slide(dx, dy) { fitted = false; x += dx; y += dy; place(); }
/* Brings a part into sight, and near enough to be read. */
function reveal(id) {
  const part = $(id);
  if (!part) return;
  const frame = stage.getBoundingClientRect();
  const middle = () => {
    const box = part.getBoundingClientRect();
    return [box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top];
  };
  let [mx, my] = middle();
  if (k < 0.55) { zoom(0.8 / k, mx, my); [mx, my] = middle(); slide(frame.width / 2 - mx, frame.height / 2 - my); }
  else if (mx < 40 || my < 40 || mx > frame.width - 40 || my > frame.height - 40) slide(frame.width / 2 - mx, frame.height / 2 - my);
}
function spot(event) {
  const box = stage.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
stage.addEventListener('wheel', event => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 16 : 1) / 500), ...spot(event));
}, { passive: false });
stage.addEventListener('dblclick', event => zoom(event.shiftKey ? 0.5 : 2, ...spot(event)));
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
    const apart = spread();
    if (held.apart) zoom(apart / held.apart, ...spot(event));
    held.apart = apart;
    moved = true;
    return;
  }
  if (!moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 4) return;
  moved = true;
  stage.classList.add('held');
  slide(event.clientX - before.x, event.clientY - before.y);
});
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, event => {
  pointers.delete(event.pointerId);
  if (pointers.size === 0) held = null;
  stage.classList.remove('held');
});

/* Light: what is lit stays, the rest fades. A line goes with the one whose trunk it shares. */
function light(wanted, now = [], past = []) {
  const ids = wanted && new Set([...wanted].flatMap(id => [id, $(id)?.dataset.trunk ?? []].flat()));
  svg.classList.toggle('dim', ids !== null);
  for (const group of svg.querySelectorAll(DRAWN)) {
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
  /* What is missing belongs to what its findings speak of. */
  const speaks = at => data.findings[at].parts;
  for (const ghost of ghosts.values()) {
    if (ghost.findings.some(at => speaks(at).includes(id))) out.add(ghost.id);
    if (ghost.id === id) ghost.findings.forEach(at => speaks(at).forEach(one => out.add(one)));
  }
  return out;
}
function ends(ids) {
  const out = new Set(ids);
  for (const id of ids) for (const end of [lines.get(id).from, lines.get(id).to]) out.add(end);
  return out;
}
function refresh() {
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
  return button(text, 'go', () => { choose(id); reveal(id); });
}
function outside(address, text) {
  const link = make('a', text);
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}
function finding(one, named) {
  const out = make('div', undefined, `finding ${one.severity}`);
  const head = prose('p', one.message), rule = data.rules[one.code];
  head.prepend(make('b', `${one.number} ${one.severity} ${one.code}`));
  out.append(head);
  if (one.help) out.append(make('pre', one.help));
  if (rule) {
    const more = make('details');
    more.append(make('summary', rule.name), prose('p', rule.why), prose('p', rule.fix));
    if (rule.link) more.append(outside(rule.link, `The page of ${one.code}`));
    out.append(more);
  }
  if (named) out.append(...list(one.parts.filter(id => parts.has(id)).map(id => [go(id, parts.get(id).name)])));
  if (one.path.length > 1) out.append(button('Show its path', 'go', () => trace(one)));
  return out;
}
/* The parts along a finding's path, and the lines between them. */
function trace(one) {
  if (one.path.some(id => !$(id))) turn(Math.max(viewOf('layers'), 0));
  steps = null;
  const out = new Set(one.path), now = [];
  one.path.slice(1).forEach((to, place) => {
    const from = one.path[place];
    for (const line of lines.values()) {
      if ((line.from === from && line.to === to) || (line.from === to && line.to === from)) now.push(line.id);
    }
  });
  now.forEach(id => out.add(id));
  steer();
  light(out, now);
}
function open() {
  const shut = button('✕', 'shut', clear);
  shut.setAttribute('aria-label', 'Close');
  panel.replaceChildren(shut);
  panel.scrollTop = 0;
  panel.hidden = false;
  refit();
}
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
const named = id => parts.has(id) ? go(id, parts.get(id).name) : make('span', id.replace(/^g-/, ''));
function end(arrow, id, label) {
  return [arrow, named(id), make('span', label ? ` ${label}` : '', 'muted')];
}
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
  const touching = [...lines.values()].filter(each => each.from === one.id || each.to === one.id);
  section('Connections', list(touching.map(each => each.from === one.id
    ? end('→ ', each.to, each.label) : end('← ', each.from, each.label))));
  const touched = new Set(touching.map(each => each.id));
  section('Steps', list(view.flows.flatMap((each, index) => each.steps
    .map((step, place) => [step, place]).filter(([step]) => step.lines.some(id => touched.has(id)))
    .map(([step, place]) => [button(`${step.mark} ${step.text}`, 'go', () => { flow.value = index; begin(place); })]))));
  if (one.link) section('Link', [outside(one.link, one.link)]);
}
function choose(id) {
  if (ghosts.has(id)) {
    const ghost = ghosts.get(id);
    chosen = id;
    open();
    panel.append(make('h2', ghost.name), ...ghost.findings.map(place => finding(data.findings[place], true)));
  } else {
    if (!parts.has(id)) return;
    if (!$(id)) turn(Math.max(viewOf('layers'), 0));
    chosen = id;
    details(parts.get(id));
  }
  if (!steps) matches = [];
  refresh();
  note();
}
function clear() {
  const before = chosen && $(chosen);
  chosen = steps = null;
  matches = [];
  panel.hidden = true;
  refit();
  flow.value = flow.options.length > 1 ? '' : flow.value;
  search.value = $('found').textContent = '';
  steer();
  (before || stage).focus({ preventScroll: true });
  refresh();
  note();
}

/* Flows. */
function steer() {
  $('back').disabled = !steps;
  $('next').disabled = steps ? at === steps.length - 1 : false;
  $('step').replaceChildren();
  if (steps) $('step').append(make('b', steps[at].mark), steps[at].text, make('i', `${at + 1} of ${steps.length}`));
}
function walk() {
  const now = steps[at].lines;
  const past = steps.slice(0, at).flatMap(step => step.lines).filter(id => !now.includes(id));
  light(ends([...past, ...now]), now, past);
}
function begin(place) {
  const one = view.flows[flow.value === '' ? 0 : flow.value];
  steps = one && one.steps.length ? one.steps : null;
  if (steps && flow.value === '') flow.value = '0';
  at = steps ? Math.min(steps.length - 1, Math.max(0, place)) : 0;
  matches = [];
  steer();
  refresh();
  note();
}
function step(by) {
  if (!steps) { if (by > 0 && view.flows.length) begin(0); return; }
  if (at + by < 0) { steps = null; steer(); refresh(); note(); return; }
  begin(at + by);
}
flow.addEventListener('change', () => {
  if (flow.value !== '') return begin(0);
  steps = null;
  steer();
  refresh();
  note();
});
$('back').addEventListener('click', () => step(-1));
$('next').addEventListener('click', () => step(1));

/* Search. */
search.addEventListener('input', () => {
  const word = search.value.trim().toLowerCase();
  matches = word ? data.components.filter(one => one.words.includes(word)).map(one => one.id) : [];
  $('found').textContent = word ? `${matches.length} found` : '';
  if (steps) { steps = null; steer(); }
  refresh();
});
search.addEventListener('keydown', event => {
  if (event.key === 'Enter' && matches.length) {
    const next = matches[(matches.indexOf(chosen) + 1) % matches.length];
    const kept = matches;
    choose(next);
    matches = kept;
    reveal(next);
  }
});

/* Parts and lines answer to pointer and keyboard. */
const idle = () => !steps && !matches.length && !held;
sheet.addEventListener('click', event => {
  const part = event.target.closest(PART);
  if (event.target.closest('a')) event.preventDefault();
  if (part && !moved) choose(part.id);
});
sheet.addEventListener('keydown', event => {
  const part = event.target.closest(PART);
  if (!part || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  choose(part.id);
  panel.focus();
});
function near(event) {
  const one = event.target.closest(DRAWN);
  if (!one || !idle()) return;
  light(lines.has(one.id) ? ends([one.id]) : around(one.id));
}
function away(event) {
  if (!event.relatedTarget?.closest?.(DRAWN)) refresh();
}
sheet.addEventListener('pointerover', near);
sheet.addEventListener('pointerout', away);
sheet.addEventListener('focusin', event => { near(event); if (event.target.matches(':focus-visible')) reveal(event.target.id); });
sheet.addEventListener('focusout', away);
stage.addEventListener('click', event => {
  if (!moved && chosen && !event.target.closest(PART)) clear();
});
/* A browser that scrolls to what has the focus would move the picture out of its place. */
stage.addEventListener('scroll', () => stage.scrollTo(0, 0));

/* Buttons and keys. */
function shade() {
  const root = document.documentElement;
  const dark = root.dataset.scheme ? root.dataset.scheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.scheme = dark ? 'light' : 'dark';
}
function findings() {
  open();
  const told = data.findings.map(one => finding(one, true));
  panel.append(make('h2', 'Findings'), ...(told.length ? told : [make('p', 'The rules found nothing to mend.')]));
  panel.focus();
}
const ask = () => help.showModal();
const acts = { in: () => zoom(1.25), out: () => zoom(0.8), fit, shade, ask, findings, print: () => window.print() };
for (const id in acts) $(id).addEventListener('click', acts[id]);
if (data.findings.length) {
  $('findings').textContent = data.findings.length === 1 ? '1 finding' : `${data.findings.length} findings`;
  $('findings').hidden = false;
}
const by = count => turn((data.views.indexOf(view) + count + data.views.length) % data.views.length);
const keys = {
  '+': acts.in, '=': acts.in, '-': acts.out, '0': fit, '/': () => search.focus(), '?': ask, d: shade, f: findings,
  '[': () => by(-1), ']': () => by(1), n: () => step(1), p: () => step(-1),
  ArrowLeft: () => steps ? step(-1) : slide(60, 0), ArrowRight: () => steps ? step(1) : slide(-60, 0),
  ArrowUp: () => slide(0, 60), ArrowDown: () => slide(0, -60),
};
for (let digit = 1; digit <= 9; digit += 1) keys[digit] = () => turn(digit - 1);
document.addEventListener('keydown', event => {
  if (help.open) return;
  if (event.key === 'Escape') return clear();
  const typing = event.target === search || event.target === flow || (panel.contains(event.target) && event.key.startsWith('Arrow'));
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
window.addEventListener('resize', refit);
document.documentElement.dataset.ready = '';
read();
})();
