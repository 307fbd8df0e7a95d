/** Levers and the strategy map: found, told apart by what they do, opened from the map by mouse and keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { charted, press, reveal, until } from './support/page.mjs';

const site = await start();
const LEAVES = 8;
const OUTPUTS = ['npv-usd', 'total-carbon-location-t', 'final-social-index', 'final-quality-gap-oom'];

/** Waits until the effects of the levers are known. */
async function weighed(page) {
  await page.waitForFunction(() => !document.querySelector('.pulls[aria-busy="true"]'), undefined, { timeout: 20_000 });
}

test('every lever stands in a leaf and says which way it pulls before it is touched', async (t) => {
  const page = await site.open(t, '?lang=en');
  await weighed(page);
  assert.equal(await page.locator('.leaf').count(), LEAVES);
  const cards = page.locator('.leaf [data-parameter]:has(input[type="range"])');
  assert.ok((await cards.count()) > 20);
  for (const card of await cards.all()) {
    const marks = await card.locator('[data-pull]').evaluateAll((all) => all.map(({ dataset }) => dataset.pull));
    // Contracts change no carbon by location: those levers are told on that by market.
    const usual = marks.map((id) => (id === 'total-carbon-market-t' ? 'total-carbon-location-t' : id));
    assert.deepEqual(usual, OUTPUTS, await card.getAttribute('data-parameter'));
  }
  assert.equal(await page.locator('[data-parameter="cfe-share"] [data-pull="total-carbon-market-t"]').count(), 1);
  assert.equal(await page.locator('[data-parameter="pue"] [data-pull="total-carbon-market-t"]').count(), 0);
  // In words for those who do not see the signs.
  const clean = page.locator('[data-parameter="pue"] [data-pull="total-carbon-location-t"] .visually-hidden');
  assert.match(await clean.textContent(), /t.*(better|worse)/);
});

test('a card opens into its path, its sketch, its evidence and its source', async (t) => {
  const page = await site.open(t, '?lang=en');
  const card = page.locator('[data-parameter="pue"]');
  await card.locator('summary').click();
  for (const part of ['.sketch svg[role="img"]', '#pue-from-number', '#pue-first', '#pue-last', '.about dl', '.sources li', '.badge[data-grade]']) {
    await card.locator(part).first().waitFor({ state: 'attached' });
  }
  assert.equal(await card.locator('[data-action="reset"]').isVisible(), false);
  await press(page, 'pue', 'ArrowRight', 3);
  await card.locator('[data-action="reset"]').click();
  assert.equal(await card.locator('[data-action="reset"]').isVisible(), false);
});

for (const wanted of ['Power usage', '电能', 'pue', 'PUE']) {
  test(`search finds an input by “${wanted}” in either language`, async (t) => {
    for (const lang of ['en', 'zh']) {
      const page = await site.open(t, `?lang=${lang}`);
      await page.locator('#search-inputs').fill(wanted);
      await until(() => page.locator('[data-parameter="pue"]').isVisible(), (seen) => seen || wanted === 'Power usage' || wanted === '电能', 'not found');
      assert.ok((await page.locator('.leaf [data-parameter]:visible').count()) < 20, 'nothing was left out');
    }
  });
}

test('the map leads to the levers of a leaf, by mouse and keyboard, also out of a search', async (t) => {
  const page = await site.open(t, '?lang=en');
  await weighed(page);
  const leaves = page.locator('.map-plan a[data-leaf]');
  assert.equal(await leaves.count(), LEAVES);
  const reached = (id) => until(() => page.evaluate(() => document.activeElement.id), (now) => now === id, 'the focus is elsewhere');
  await leaves.nth(2).click();
  await reached(await leaves.nth(2).getAttribute('data-leaf'));
  await page.locator('#search-inputs').fill('pue');
  await leaves.nth(5).focus();
  await page.keyboard.press('Enter');
  const id = await leaves.nth(5).getAttribute('data-leaf');
  await reached(id);
  assert.ok(await page.locator(`#${id}`).isVisible());
  // What a leaf does is told, not only drawn.
  const told = await leaves.first().getAttribute('aria-describedby');
  assert.ok((await page.locator(`#${told}`).textContent()).length > 20);
});

test('a moved leaf is marked on the map with what it changes', async (t) => {
  const page = await site.open(t, '?lang=en');
  await press(page, 'cfe-share', 'ArrowLeft', 10);
  await page.locator('.map-plan a[data-moved="true"]').first().waitFor({ timeout: 20_000 });
  assert.match(await page.locator('[data-role="map-finding"]').textContent(), /changes (profit|carbon) most/);
});

test('charts out of view follow when the hand rests', async (t) => {
  const page = await site.open(t, '?lang=en');
  await charted(page);
  const last = page.locator('figure[data-chart="carbon"] h3');
  const before = await last.textContent();
  await press(page, 'pue', 'ArrowRight', 8);
  await until(() => last.textContent(), (now) => now !== before, 'the finding stands still');
  await reveal(page.locator('[data-yearly="energy-mwh"]'));
});
