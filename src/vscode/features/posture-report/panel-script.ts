/**
 * What runs in the panel. It exchanges the content and keeps what a person had opened, where they were and what had the
 * focus; the arrow keys go from mark to mark, so that a chart is one stop of the Tab key; links within the page take the
 * focus along. Text in a string: it runs in a page, where nothing of ours is loaded.
 */
export const PANEL_SCRIPT = `
(() => {
  const host = acquireVsCodeApi();
  const main = document.querySelector('main');
  const busy = document.querySelector('.busy');
  const kept = host.getState() ?? { open: [], top: 0 };
  let isDrawn = false;

  const marksOf = (svg) => [...svg.querySelectorAll('.mark')];
  const stopAt = (mark) => {
    for (const each of marksOf(mark.closest('svg'))) each.setAttribute('tabindex', each === mark ? '0' : '-1');
  };

  const draw = (body) => {
    const active = document.activeElement?.closest?.('main') ? document.activeElement : undefined;
    const [href, id] = [active?.getAttribute('href'), active?.id];
    const top = isDrawn ? document.documentElement.scrollTop : kept.top;
    main.innerHTML = body;
    for (const each of kept.open) document.getElementById(each)?.setAttribute('open', '');
    for (const svg of main.querySelectorAll('.drawing svg')) {
      const [first] = marksOf(svg);
      if (first) stopAt(first);
    }
    document.documentElement.scrollTop = top;
    const same = href ? [...main.querySelectorAll('a')].find((each) => each.getAttribute('href') === href) : id && document.getElementById(id);
    if (same?.matches('.mark')) stopAt(same);
    if (same) same.focus({ preventScroll: true });
    isDrawn = true;
  };

  addEventListener('message', ({ data }) => {
    if (data.type === 'body') {
      document.title = data.title;
      draw(data.body);
    } else if (data.type === 'busy') {
      busy.hidden = !data.busy;
      if (!data.busy) return;
      const bar = busy.querySelector('progress');
      busy.querySelector('span').textContent = data.busy.text;
      if (data.busy.total > 0) {
        bar.max = data.busy.total;
        bar.value = data.busy.done;
      } else bar.removeAttribute('value');
    }
  });

  main.addEventListener('keydown', (event) => {
    const mark = event.target.closest?.('.mark');
    if (!mark) return;
    const marks = marksOf(mark.closest('svg'));
    const at = marks.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    const next = to === undefined ? undefined : marks[to];
    if (to === undefined) return;
    event.preventDefault();
    if (!next) return;
    stopAt(next);
    next.focus();
  });

  main.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute('href').slice(1));
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    if (target.tagName === 'DETAILS') target.open = true;
    const stop = target.querySelector('summary, .mark[tabindex="0"], a') ?? target;
    if (stop === target) target.setAttribute('tabindex', '-1');
    target.scrollIntoView();
    stop.focus({ preventScroll: true });
  });

  const keep = () => host.setState(kept);
  main.addEventListener('toggle', ({ target }) => {
    if (!target.id) return;
    kept.open = kept.open.filter((each) => each !== target.id);
    if (target.open) kept.open.push(target.id);
    keep();
  }, true);
  addEventListener('scrollend', () => {
    kept.top = document.documentElement.scrollTop;
    keep();
  });

  host.postMessage({ type: 'ready' });
})();
`;
