
'use strict';
(() => {
  const body = document.body;
  const root = document.documentElement;
  const at = id => document.getElementById(id);
  const modes = [...document.querySelectorAll('[role=radio]')];
  const show = mode => {
    body.dataset.mode = mode;
    for (const one of modes) {
      const chosen = one.dataset.mode === mode;
      one.setAttribute('aria-checked', chosen);
      one.tabIndex = chosen ? 0 : -1;
    }
  };
  modes.forEach((one, index) => {
    one.addEventListener('click', () => show(one.dataset.mode));
    one.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const next = modes[(index + step + modes.length) % modes.length];
      show(next.dataset.mode);
      next.focus();
    });
  });
  const share = at('share');
  const slide = () => root.style.setProperty('--share', share.value + '%');
  share.addEventListener('input', slide);
  const pull = event => {
    if (body.dataset.mode !== 'slide' || !(event.buttons & 1)) return;
    const box = at('before').getBoundingClientRect();
    share.value = (event.clientX - box.left) / box.width * 100;
    slide();
  };
  at('stage').addEventListener('pointerdown', pull);
  at('stage').addEventListener('pointermove', pull);
  const size = at('size');
  const fit = on => {
    body.classList.toggle('fit', on);
    size.setAttribute('aria-pressed', on);
  };
  size.addEventListener('click', () => fit(!body.classList.contains('fit')));
  const shade = () => {
    const dark = root.dataset.scheme ? root.dataset.scheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.scheme = dark ? 'light' : 'dark';
  };
  at('shade').addEventListener('click', shade);
  const light = id => {
    document.querySelectorAll('.lit').forEach(one => one.classList.remove('lit'));
    const found = ['both', 'before', 'after'].map(side => at(side + '-' + id)).filter(one => one);
    found.forEach(one => one.classList.add('lit'));
    const seen = found.find(one => one.getClientRects().length > 0);
    if (seen) seen.scrollIntoView({ block: 'center', inline: 'center' });
  };
  for (const one of document.querySelectorAll('aside [data-to]')) {
    one.addEventListener('click', () => one.dataset.to && light(one.dataset.to));
  }
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === share) return;
    const chosen = modes[Number(event.key) - 1];
    if (chosen) show(chosen.dataset.mode);
    else if (event.key === '0') fit(!body.classList.contains('fit'));
    else if (event.key === 'd') shade();
    else if (event.key === 'Escape') document.querySelectorAll('.lit').forEach(one => one.classList.remove('lit'));
    else if (body.dataset.mode === 'slide' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      share.value = Number(share.value) + (event.key === 'ArrowRight' ? 2 : -2);
      slide();
      event.preventDefault();
    }
  });
  show('both');
  fit(true);
  slide();
  root.dataset.ready = '';
})();
