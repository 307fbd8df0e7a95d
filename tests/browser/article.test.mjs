/** The article's model, with the numbers worked out by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { charted, drawings, output, outputs, press, until } from './support/page.mjs';

const site = await start();
const EXAMPLE =
  '?page=article&operating-cost=1000&market-share=500&price=10&responsibility=5&education=200&carbon=2000&energy=1000';

test('computes the article', async (t) => {
  const shown = await outputs(await site.open(t, EXAMPLE));
  assert.deepEqual([shown.profit, shown.social_impact, shown.carbon_emission], [3800, 165.5, 2300]);
});

test('moves with the price, and the link with it', async (t) => {
  const page = await site.open(t, EXAMPLE);
  await charted(page);
  const charts = await drawings(page);
  await press(page, 'price', 'ArrowRight', 3);
  await until(() => output(page, 'profit'), (profit) => profit > 3800, 'the profit stands still');
  await until(() => page.url(), (url) => url.includes('price=') && !url.includes('price=10&'), 'the link stands still');
  await until(() => drawings(page), (now) => Object.keys(charts).some((id) => now[id] !== charts[id]), 'no chart moved');
});
