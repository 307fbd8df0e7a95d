/** The JavaScript side of the chart host, with the real ECharts, apart from the app's own charts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './support/browser.mjs';

const site = await start();

/** A page with an empty element for a chart, and helpers for the functions that run inside it. */
async function bench(t, settings) {
  const page = await site.open(t, '', settings);
  await page.evaluate(() => {
    const place = document.createElement('div');
    place.id = 'bench';
    place.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 600px; height: 300px; z-index: 9';
    document.body.append(place);
    globalThis.place = place;
    globalThis.base = perennialCharts.count();
    globalThis.line = (name, data) => ({ type: 'line', name, data });
    globalThis.option = (...series) => ({
      xAxis: { type: 'category', data: ['2026', '2027', '2028'] },
      yAxis: { type: 'value' },
      legend: {},
      tooltip: { trigger: 'axis' },
      series,
    });
  });
  return page;
}

test('draws, draws anew, drops old series, and is gone after disposal', async (t) => {
  const page = await bench(t);
  const seen = await page.evaluate(() => {
    const chart = perennialCharts.create(place, { renderer: 'svg', locale: 'EN' });
    perennialCharts.set(chart, option(line('a', [1, 2, 3]), line('b', [3, 2, 1])));
    const two = place.textContent;
    perennialCharts.set(chart, option(line('a', [1, 5, 3])));
    const one = place.textContent;
    const alive = perennialCharts.count() - base;
    perennialCharts.dispose(chart);
    perennialCharts.dispose(chart);
    return { two, one, alive, left: perennialCharts.count() - base, empty: place.childElementCount };
  });
  assert.ok(seen.two.includes('a') && seen.two.includes('b'));
  assert.ok(seen.one.includes('a') && !seen.one.includes('b'));
  assert.deepEqual([seen.alive, seen.left, seen.empty], [1, 0, 0]);
});

test('writes numbers in the language, and changes language in place', async (t) => {
  const page = await bench(t);
  const [english, chinese] = await page.evaluate(() => {
    const chart = perennialCharts.create(place, { locale: 'EN' });
    const make = () => option(line('a', [0, 20_000_000, 40_000_000]));
    perennialCharts.set(chart, make());
    const before = place.textContent;
    perennialCharts.locale(chart, 'ZH');
    const after = place.textContent;
    perennialCharts.dispose(chart);
    return [before, after];
  });
  assert.match(english, /40M/);
  assert.match(chinese, /4000万/);
});

test('formats what an axis measures, and leaves given formats alone', async (t) => {
  const page = await bench(t);
  const text = await page.evaluate(() => {
    const chart = perennialCharts.create(place, { locale: 'EN' });
    const drawn = option(line('a', [0, 0.5, 1]), { ...line('b', [0, 2026, 4052]), yAxisIndex: 1 });
    drawn.yAxis = [{ type: 'value' }, { type: 'value', axisLabel: { formatter: 'y{value}' } }];
    perennialCharts.set(chart, drawn, { y: [{ percent: true }] });
    const said = place.textContent;
    perennialCharts.dispose(chart);
    return said;
  });
  assert.match(text, /100%/);
  assert.match(text, /y1,000/);
});

test('keeps what the reader switched off when numbers change, and tells of it', async (t) => {
  const page = await bench(t);
  const told = await page.evaluate(() => {
    const chart = perennialCharts.create(place, {});
    const events = [];
    const off = perennialCharts.on(chart, 'legendselectchanged', (event) => events.push(event));
    const draw = (value) => perennialCharts.set(chart, option(line('a', [1, 2, value]), line('b', [3, 2, 1])));
    const toggle = () => perennialCharts.act(chart, { type: 'legendToggleSelect', name: 'b' });
    draw(3);
    toggle();
    draw(4);
    toggle();
    off();
    toggle();
    perennialCharts.dispose(chart);
    return events.map(({ name, selected }) => [name, selected]);
  });
  // Had the new numbers switched it on again, the second toggle would have switched it off.
  assert.deepEqual(told, [['b', { a: true, b: false }], ['b', { a: true, b: true }]]);
});

test('forgets a marked line that the new option no longer has', async (t) => {
  const page = await bench(t);
  const [marked, plain] = await page.evaluate(async () => {
    const chart = perennialCharts.create(place, {});
    const mark = { data: [{ yAxis: 2, name: 'goal' }], label: { formatter: 'goal' } };
    await perennialCharts.set(chart, option({ ...line('a', [1, 2, 3]), markLine: mark }));
    const before = place.textContent.includes('goal');
    perennialCharts.set(chart, option(line('a', [1, 2, 3])));
    const after = place.textContent.includes('goal');
    perennialCharts.dispose(chart);
    return [before, after];
  });
  assert.deepEqual([marked, plain], [true, false]);
});

test('draws bands, and fetches rarer charts when they are asked for', async (t) => {
  const page = await bench(t);
  const seen = await page.evaluate(async () => {
    const chart = perennialCharts.create(place, {});
    const rows = [[0, 1, 3], [1, 2, 5], [2, 2, 6]];
    await perennialCharts.set(chart, option({
      type: 'custom', renderItem: 'band', name: 'range', encode: { x: 0, y: [1, 2] }, data: rows,
    }));
    const filled = [...place.querySelectorAll('path')].filter((path) => path.getAttribute('fill-opacity') === '0.18');
    await perennialCharts.set(chart, {
      series: [{ type: 'sankey', data: [{ name: 'in' }, { name: 'out' }], links: [{ source: 'in', target: 'out', value: 1 }] }],
    });
    const flow = place.textContent;
    perennialCharts.dispose(chart);
    return { bands: filled.length, flow };
  });
  assert.equal(seen.bands, 1);
  assert.match(seen.flow, /in.*out/);
});

test('gives pictures of both kinds from either renderer', async (t) => {
  const page = await bench(t);
  const pictures = await page.evaluate(() =>
    ['svg', 'canvas'].map((renderer) => {
      const chart = perennialCharts.create(place, { renderer, locale: 'ZH' });
      perennialCharts.set(chart, option(line('甲', [1, 2, 3])));
      const png = perennialCharts.image(chart, 'png', { pixelRatio: 2, background: '#fff' });
      const svg = perennialCharts.image(chart, 'svg', { background: '#fff' });
      perennialCharts.dispose(chart);
      return { png, svg, left: perennialCharts.count() - base };
    }),
  );
  for (const { png, svg, left } of pictures) {
    assert.match(png, /^data:image\/png;base64,/);
    assert.equal(Buffer.from(png.split(',')[1], 'base64').readUInt32BE(16), 1200, 'twice the width on the page');
    assert.match(svg, /^<svg[^>]*viewBox="0 0 600 300"/);
    assert.match(svg, /甲/);
    assert.equal(left, 0);
  }
});

test('draws pictures of what is not on the page', async (t) => {
  const page = await bench(t);
  const [svg, left] = await page.evaluate(async () => {
    const bars = option({ type: 'bar', name: 'b', data: [1, 2, 20_000] });
    const settings = { locale: 'EN', width: 800, height: 400, background: '#fff' };
    return [await perennialCharts.picture('svg', bars, {}, settings), perennialCharts.count() - base];
  });
  assert.match(svg, /viewBox="0 0 800 400"/);
  assert.match(svg, /20K/);
  assert.equal(left, 0);
});

test('follows the size of its element', async (t) => {
  const page = await bench(t);
  await page.evaluate(() => {
    globalThis.chart = perennialCharts.create(place, {});
    perennialCharts.set(chart, option(line('a', [1, 2, 3])));
    place.style.width = '320px';
  });
  await page.waitForFunction(() => place.querySelector('svg').getAttribute('width') === '320');
  await page.evaluate(() => perennialCharts.dispose(chart));
});
