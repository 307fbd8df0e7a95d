/** No frame draws a chart whose numbers did not change, and a chart whose numbers changed is never left as it was. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { charted, drawings, press, rested } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const PRESSES = 5;
/** Long enough for what follows a rest. */
const REST = 600;

/** The yearly outputs of a link, as the command line answers. */
const yearly = (link) => JSON.parse(execFileSync(cli, ['run', link || 'v=0'], { encoding: 'utf8' })).yearly;

/** Counts drawings by chart from now on. */
function count(page) {
  return page.evaluate(() => {
    globalThis.drawn = {};
    addEventListener('perennial-drawn', ({ target }) => {
      const chart = target.closest('figure[data-chart]')?.dataset.chart;
      if (chart) drawn[chart] = (drawn[chart] ?? 0) + 1;
    });
  });
}

/** The outputs that each chart draws: those of its legend, or the one there is. */
function lines(page) {
  return page.locator('figure[data-chart]').evaluateAll((figures) =>
    Object.fromEntries(figures.map((figure) => [
      figure.dataset.chart,
      [...figure.querySelectorAll('[data-series]')].map(({ dataset }) => dataset.series),
    ])),
  ).then((found) => ({ ...found, quality: ['quality-gap-oom'] }));
}

// Water alone; money alone; money and carbon. In a window that shows every chart, and in one that shows few.
for (const [lever, key] of [['wue', 'ArrowRight'], ['removal-share', 'ArrowRight'], ['cfe-share', 'ArrowLeft']]) {
  for (const height of [6000, 900]) {
    test(`${lever} draws the charts whose numbers it changes, and no other, ${height} px high`, async (t) => {
      const page = await site.open(t, '?lang=en', { height });
      await charted(page, 7);
      await rested(page, REST);
      await count(page);
      for (let time = 0; time < PRESSES; time += 1) {
        await press(page, lever, key);
        await page.waitForTimeout(REST / 3);
      }
      const query = await rested(page, REST);
      assert.ok(query.includes(`${lever}=`), query);
      const [drawn, charts] = [await page.evaluate(() => drawn), await lines(page)];
      const [before, after] = [yearly(''), yearly(query.slice(1))];
      const changed = (output) => JSON.stringify(before[output]) !== JSON.stringify(after[output]);
      let [moved, still] = [0, 0];
      for (const [chart, outputs] of Object.entries(charts)) {
        assert.ok(outputs.length > 0 && outputs.every((output) => before[output]), chart);
        const times = drawn[chart] ?? 0;
        if (outputs.some(changed)) {
          moved += 1;
          assert.ok(times >= 1 && times <= PRESSES, `${chart} changed and was drawn ${times} times`);
        } else {
          still += 1;
          assert.equal(times, 0, `${chart} did not change and was drawn ${times} times`);
        }
      }
      assert.ok(moved > 0 && still > 0, `${moved} charts changed, ${still} did not`);
    });
  }
}

test('a chart that changes by its numbers alone looks as if it had been drawn from the start', async (t) => {
  const page = await site.open(t, '?lang=en', { height: 6000 });
  await charted(page, 7);
  await press(page, 'cfe-share', 'ArrowLeft', 12);
  await press(page, 'training-compute-growth', 'ArrowRight', 12);
  const query = await rested(page, REST);
  const moved = await drawings(page);
  const fresh = await site.open(t, query, { height: 6000 });
  await charted(fresh, 7);
  await rested(fresh, REST);
  assert.deepEqual(await drawings(fresh), moved);
});

test('lines that follow the hand stand where the full drawing puts them', async (t) => {
  const page = await site.open(t, '?lang=en', { height: 6000 });
  await charted(page, 7);
  await rested(page, REST);
  await page.evaluate(() => {
    globalThis.look = (figure) => ({
      lines: [...figure.querySelectorAll('svg path')].map((path) => path.getAttribute('d')).join(),
      words: [...figure.querySelectorAll('svg text')].map(({ textContent }) => textContent).join(),
    });
    globalThis.before = {};
    globalThis.followed = {};
    for (const figure of document.querySelectorAll('figure[data-chart]')) {
      if (figure.querySelector('.chart-drawing svg')) before[figure.dataset.chart] = look(figure);
    }
    addEventListener('perennial-drawn', ({ target }) => {
      const figure = target.closest('figure[data-chart]');
      if (figure) followed[figure.dataset.chart] = look(figure);
    });
  });
  // Little enough for most axes to stay.
  await press(page, 'pue', 'ArrowRight');
  await press(page, 'training-compute-growth', 'ArrowLeft');
  await rested(page, 2 * REST);
  const [before, followed, settled] = await page.evaluate(() => [
    before,
    followed,
    Object.fromEntries(Object.keys(followed).map((chart) => [chart, look(document.querySelector(`figure[data-chart="${chart}"]`))])),
  ]);
  // Where the axis stayed, its words did, and then no line may move once more.
  const stayed = Object.keys(followed).filter((chart) => followed[chart].words === settled[chart].words);
  assert.ok(stayed.length >= 3, `${stayed}`);
  for (const chart of stayed) assert.equal(followed[chart].lines, settled[chart].lines, chart);
  assert.ok(stayed.every((chart) => followed[chart].lines !== before[chart].lines));
  // Lines alone were moved: where numbers shrink much, the axis waits until the hand rests.
  await page.evaluate(() => {
    globalThis.moves = [];
    addEventListener('perennial-drawn', ({ target }) => {
      const figure = target.closest('figure[data-chart]');
      if (figure) moves.push({ chart: figure.dataset.chart, ...look(figure) });
    });
  });
  await press(page, 'training-compute-growth', 'ArrowLeft', 8);
  await rested(page, 2 * REST);
  const [moves, last] = await page.evaluate(() => [
    moves,
    Object.fromEntries(moves.map(({ chart }) => [chart, look(document.querySelector(`figure[data-chart="${chart}"]`)).words])),
  ]);
  const waited = moves.filter(({ chart, words, lines }) =>
    settled[chart] && words === settled[chart].words && lines !== settled[chart].lines && words !== last[chart]);
  assert.ok(waited.length > 0, 'no axis waited');
});

test('lines lie within the axes, where no clip cuts them, and a drawing under the hand keeps its bounds', async (t) => {
  const page = await site.open(t, '?lang=en', { height: 6000 });
  await charted(page, 7);
  await rested(page, REST);
  await page.evaluate(() => {
    globalThis.lines = 0;
    globalThis.astray = new Set();
    globalThis.unbounded = new Set();
    addEventListener('perennial-drawn', ({ target }) => {
      const svg = target.querySelector('svg');
      const name = target.closest('figure[data-chart]')?.dataset.chart;
      for (const group of svg?.querySelectorAll('g[clip-path]') ?? []) {
        if (getComputedStyle(group).clipPath !== 'none') astray.add(`${name} is clipped`);
        // In the units of the drawing; what the clip would have let through.
        const cut = svg.querySelector(`${group.getAttribute('clip-path').slice(4, -1)} > path`).getBBox();
        const { y, height } = group.getBBox();
        lines += 1;
        if (height > 0 && (y < cut.y - 1 || y + height > cut.y + cut.height + 1)) astray.add(`${name}: ${y} ${height}`);
      }
      const room = svg?.querySelector(':scope > g > .chart-room')?.getBBox();
      if (room && !(room.width === svg.clientWidth && room.height === svg.clientHeight)) unbounded.add(name);
    });
  });
  for (const [lever, key] of [['training-compute-growth', 'ArrowRight'], ['cfe-share', 'ArrowLeft'], ['safety-spend-share', 'ArrowRight']]) {
    await press(page, lever, key, 6);
    await rested(page, REST);
  }
  const { lines, astray, unbounded, rooms } = await page.evaluate(() => ({
    lines,
    astray: [...astray],
    unbounded: [...unbounded],
    rooms: document.querySelectorAll('.chart-room').length,
  }));
  assert.ok(lines > 50 && rooms >= 3, `${lines} lines, ${rooms} drawings`);
  assert.deepEqual([astray, unbounded], [[], []]);
});

test('an axis that numbers leave under the hand grows at the same marks, and its words stay true', async (t) => {
  const page = await site.open(t, '?lang=en', { height: 6000 });
  await charted(page, 7);
  // The first move may draw in full: the comparison appears.
  await press(page, 'training-compute-growth', 'ArrowRight');
  await rested(page, 2 * REST);
  await page.evaluate(() => {
    globalThis.axis = (figure) => [...figure.querySelectorAll('svg text[text-anchor="end"]')];
    globalThis.middle = (element) => (({ top, bottom }) => (top + bottom) / 2)(element.getBoundingClientRect());
    globalThis.marks = Object.fromEntries([...document.querySelectorAll('figure[data-chart]')].map((figure) => [
      figure.dataset.chart,
      axis(figure).map((node) => ({ node, words: node.textContent, at: middle(node) })),
    ]));
  });
  // Quicker than the rest after which axes are fitted.
  const slider = page.locator('[data-parameter="training-compute-growth"] input[type="range"]').first();
  await slider.focus();
  for (let time = 0; time < 12; time += 1) await page.keyboard.press('ArrowRight');
  const grown = await page.evaluate(() => new Promise((done) => {
    // What the last move drew stands there with the next frame.
    requestAnimationFrame(() => {
      const look = [...document.querySelectorAll('figure[data-chart]')].map((figure) => {
        const before = marks[figure.dataset.chart];
        const now = axis(figure);
        const ends = [...figure.querySelectorAll('svg path[fill="none"]')]
          .map((path) => path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM()).y);
        const kept = now.length === before.length && now.every((node, at) => node === before[at].node && Math.abs(middle(node) - before[at].at) < 0.5);
        return {
          chart: figure.dataset.chart,
          kept,
          changed: now.some((node, at) => node.textContent !== before[at]?.words),
          labels: now.map((node) => ({ words: node.textContent, y: middle(node) })),
          ends,
        };
      });
      done(look.filter(({ kept, changed }) => kept && changed));
    });
  }));
  assert.ok(grown.length >= 1, 'no axis grew');
  // The address of the first move is there already.
  const query = await rested(page, 2 * REST);
  const [numbers, drawn] = [yearly(query.slice(1)), await lines(page)];
  const suffix = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
  for (const { chart, labels, ends } of grown) {
    const read = labels.map(({ words, y }) => {
      const [, number, size] = /^(-?[\d.,]+)([KMBT]?)$/.exec(words) ?? assert.fail(`${chart}: ${words}`);
      return { value: Number(number.replaceAll(',', '')) * suffix[size], y };
    }).sort((a, b) => a.value - b.value);
    const [low, high] = [read[0], read.at(-1)];
    const height = (value) => low.y + ((value - low.value) / (high.value - low.value)) * (high.y - low.y);
    for (const { value, y } of read) assert.ok(Math.abs(height(value) - y) < 1, `${chart}: mark ${value}`);
    for (const output of drawn[chart]) {
      const last = numbers[output].at(-1);
      assert.ok(last <= high.value && last >= low.value, `${chart}: ${output} leaves the axis`);
      assert.ok(ends.some((end) => Math.abs(end - height(last)) < 1.5), `${chart}: ${output} ends at ${ends}, not ${height(last)}`);
    }
  }
});
