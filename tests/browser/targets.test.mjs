/** Comparison, targets and what leads the plan: pinned, set, counted, kept in the link, undone, in words. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { barriers, charted, output, outputs, press, rested, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const setting = (page, key) => page.evaluate((name) => new URLSearchParams(location.search).get(name), key);
const told = (link) => JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' })).headline;
const change = (page, id) => page.locator(`dd:has(data[data-output="${id}"]) .figure-change:not([hidden])`);

test('compares with the plan as it stood when it was pinned', async (t) => {
  const page = await site.open(t, '?lang=en');
  await charted(page);
  await press(page, 'cfe-share', 'ArrowLeft', 5);
  const before = await output(page, 'total-carbon-market-t');
  await page.locator('[data-action="pin"]').click();
  assert.equal(await change(page, 'total-carbon-market-t').count(), 0, 'nothing has changed against itself');
  await press(page, 'cfe-share', 'ArrowLeft', 10);
  const now = await until(() => output(page, 'total-carbon-market-t'), (value) => value !== before, 'stands still');
  assert.ok((await change(page, 'total-carbon-market-t').textContent()).includes(now > before ? '▲' : '▼'));
  // Charts draw it dashed, name it in the legend, and put it into the table.
  const carbon = page.locator('figure[data-chart="carbon"]');
  await carbon.locator('[data-series="pinned"]').waitFor();
  await carbon.locator('details summary').click();
  assert.ok((await carbon.locator('thead').textContent()).includes('(the pinned plan)'));
  // The link keeps it.
  const query = await rested(page);
  assert.match(query, /[?&]b=u1\./, 'the pin is not in the link');
  const again = await site.open(t, query);
  assert.deepEqual(await outputs(again), await outputs(page));
  await again.locator('figure[data-chart="carbon"] [data-series="pinned"]').waitFor();
  assert.equal(await again.locator('#against').inputValue(), 'pinned');
  // Letting go leaves no trace, and the focus where it was.
  await again.locator('[data-action="unpin"]').click();
  await until(() => again.url(), (url) => !url.includes('b='), 'the pin is still in the link');
  assert.equal(await again.locator('[data-series="pinned"]').count(), 0);
  assert.equal(await again.evaluate(() => document.activeElement.id), 'against');
});

test('compares with a preset', async (t) => {
  const page = await site.open(t, '?lang=en');
  const preset = await page.locator('#against option[value^="preset:"]').nth(1).getAttribute('value');
  await page.locator('#against').selectOption(preset);
  const there = told(`preset=${preset.slice('preset:'.length)}`);
  const shown = await outputs(page);
  const differs = Object.keys(shown).find((id) => shown[id] !== null && there[id] !== null && shown[id] !== there[id]);
  assert.ok(await change(page, differs).count(), `${differs} shows no change`);
  assert.ok((await page.locator('[data-role="against"]').textContent()).includes(
    await page.locator(`#against option[value="${preset}"]`).textContent(),
  ));
});

for (const [lang, missed, met] of [['en', 'Missed', 'Met'], ['zh', '未达成', '达成']]) {
  test(`sets, edits, counts and removes a target (${lang})`, async (t) => {
    const page = await site.open(t, `?lang=${lang}`);
    await charted(page);
    assert.equal(await page.locator('[data-role="target-count"]').getAttribute('data-status'), 'none');
    await page.locator('[data-offer="net-carbon-t"]').click();
    const row = page.locator('[data-target="net-carbon-t"]');
    await row.waitFor();
    assert.ok((await row.locator('[data-role="stands"]').textContent()).startsWith(missed));
    // It is drawn across its chart, with the figure it is set on, and said there in words.
    const goal = page.locator('figure[data-chart="carbon"] [data-goal="net-carbon-t"]');
    assert.ok((await goal.textContent()).includes(missed));
    await page.locator('figure[data-chart="carbon"] [data-series="net-carbon-t"]').waitFor();
    // Year by year in words.
    assert.ok((await row.locator('[data-year] .visually-hidden').last().textContent()).length > 8);
    // A second, on any headline output.
    await page.locator('#add-target').focus();
    await page.locator('#add-target').selectOption('total-revenue-usd');
    const revenue = page.locator('[data-target="total-revenue-usd"]');
    await revenue.waitFor();
    await until(() => page.evaluate(() => document.activeElement.id), (id) => id === 'target-total-revenue-usd', 'the focus is elsewhere');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1');
    await until(() => revenue.locator('[data-role="stands"]').textContent(), (text) => text.startsWith(met), 'one dollar is not met');
    await until(() => setting(page, 'target.total-revenue-usd'), (text) => text?.startsWith('least~1~'), 'not in the link');
    const count = page.locator('[data-role="target-count"]');
    assert.match(await count.textContent(), lang === 'en' ? /^1 of 2 targets met$/ : /2.*1/);
    // The link carries them.
    const again = await site.open(t, new URL(page.url()).search);
    assert.equal(await again.locator('[data-target]').count(), 2);
    assert.equal(await again.locator('[data-role="target-count"]').textContent(), await count.textContent());
    // Removed, and undone.
    await row.locator('[data-action="remove-target"]').click();
    await row.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.id), 'targets');
    await page.keyboard.press('Control+z');
    await row.waitFor();
  });
}

for (const [lang, met, missed] of [['en', /^Target met: /, /^Target missed: /], ['zh', /^目标已达成：/, /^目标未达成：/]]) {
  test(`tells of a target that turns, once the hand rests (${lang})`, async (t) => {
    const query = `?lang=${lang}&tour=off&target.total-carbon-location-t=most~`;
    const plain = await site.open(t, `?lang=${lang}&tour=off`);
    const now = await output(plain, 'total-carbon-location-t');
    const page = await site.open(t, query + Math.round(now * 0.995));
    await charted(page);
    // All that is ever said, in order.
    await page.evaluate(() => {
      globalThis.said = [];
      const live = document.querySelector('[data-role="live"]');
      new MutationObserver(() => globalThis.said.push(live.textContent)).observe(live, { childList: true, subtree: true, characterData: true });
    });
    const said = () => page.evaluate(() => globalThis.said);
    const range = page.locator('[data-parameter="pue"] input[type="range"]').first();
    await range.scrollIntoViewIfNeeded();
    const box = await range.boundingBox();
    const at = (share) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 4 });
    const standing = () => page.locator('[data-target="total-carbon-location-t"] [data-role="stands"]').textContent();
    const before = await standing();
    await at(0.5);
    await page.mouse.down();
    await at(0.02);
    await until(standing, (text) => text !== before, 'the target does not turn');
    await page.waitForTimeout(1600);
    assert.deepEqual(await said(), [], 'nothing is said while the slider is held');
    await page.mouse.up();
    await until(said, (texts) => texts.length > 0, 'nothing is said');
    assert.match((await said())[0], met);
    await page.keyboard.press('Control+z');
    await until(said, (texts) => texts.length > 1, 'nothing is said');
    assert.match((await said())[1], missed);
    assert.equal((await said()).length, 2);
  });
}

test('says what the plan comes to, and how that moved', async (t) => {
  const page = await site.open(t, '?lang=en&v=0&subscription-price=40~40');
  const sentence = await page.locator('[data-role="plan-finding"]').textContent();
  assert.match(sentence, /EBITDA positive from .*net profit/);
  const zh = await site.open(t, '?lang=zh');
  assert.match(await zh.locator('[data-role="plan-finding"]').textContent(), /EBITDA .*净利润.*碳排放.*。$/);
  assert.equal(await zh.locator('.lead svg.spark').count(), 6);
  assert.ok((await zh.locator('[data-says="break-even-month"]').textContent()).includes('净利润'));
});

test('targets and comparison have no barriers', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await site.open(t, `?theme=${theme}&lang=en&target.ebitda-usd=least~0~2029&target.net-carbon-t=most~0~2035&b=u1.dj0w`);
    await charted(page);
    await page.locator('[data-target="ebitda-usd"]').waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    // Charts follow the window a frame later.
    await until(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), (over) => over <= 0, 'too wide');
  }
});
