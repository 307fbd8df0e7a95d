/** The plan's books: statements, carbon inventory and energy flow, with the command line's numbers. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { barriers, charted, press, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const yearly = (link) => JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' })).yearly;

/** Opens a plan and goes to its books. */
async function books(t, query) {
  const page = await site.open(t, query);
  await charted(page);
  await page.locator('#books').scrollIntoViewIfNeeded();
  await page.locator('[data-book="statements"] tbody tr').first().waitFor();
  return page;
}
const row = (page, book, id) =>
  page.locator(`[data-book="${book}"] tr[data-row="${id}"] data`).evaluateAll((all) => all.map(({ value }) => Number(value)));

test('are not made before they are seen', async (t) => {
  const page = await site.open(t, '?lang=en');
  await charted(page);
  assert.equal(await page.locator('[data-book]').count(), 0);
});

for (const [lang, negative, quarter] of [['en', /^\([\d,.]+\)$/, 'Q1 2026'], ['zh', /^−[\d,.]+$/, '2026 年第 1 季']]) {
  test(`statements by year and by quarter, for finance and for spreadsheets (${lang})`, async (t) => {
    const page = await books(t, `?lang=${lang}`);
    const expected = yearly('v=0');
    if (expected) assert.deepEqual(await row(page, 'statements', 'revenue-usd'), expected['revenue-usd']);
    // Costs take off, as accounts write it.
    const cost = page.locator('[data-row="cost-of-revenue-usd"] data').first();
    assert.match(await cost.textContent(), negative);
    assert.ok(Number(await cost.getAttribute('value')) < 0);
    // The sums close.
    const [revenue, costs, gross] = await Promise.all(
      ['revenue-usd', 'cost-of-revenue-usd', 'gross-profit-usd'].map((id) => row(page, 'statements', id)),
    );
    gross.forEach((value, at) => assert.ok(Math.abs(value - revenue[at] - costs[at]) <= 1e-9 * Math.abs(revenue[at])));
    await page.locator('[data-choice="quarter"]').click();
    await page.locator('[data-book="statements"] thead th').nth(1).filter({ hasText: quarter }).waitFor();
    const quarters = await row(page, 'statements', 'revenue-usd');
    assert.equal(quarters.length, 40);
    const first = quarters.slice(0, 4).reduce((sum, value) => sum + value, 0);
    assert.ok(Math.abs(first / revenue[0] - 1) < 1e-9, 'four quarters are a year');
    for (const statement of ['cash-flow', 'balance']) {
      await page.locator(`[data-choice="${statement}"]`).click();
      await page.locator(`[data-statement="${statement}"]`).waitFor();
      assert.equal(await page.locator(`[data-choice="${statement}"]`).getAttribute('aria-pressed'), 'true');
    }
    // What is taken along is unrounded.
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-book="statements"] [data-take="csv"]').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'perennial-balance.csv');
  });
}

test('copies a statement for a spreadsheet', async (t) => {
  const page = await books(t, '?lang=en');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('[data-book="statements"] [data-take="copy"]').click();
  await until(() => page.locator('[data-book="statements"] [role="status"]').textContent(), (text) => text.startsWith('Copied'), 'nothing was copied');
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n').map((line) => line.split('\t'));
  assert.ok(lines.length > 25 && lines.every((cells) => cells.length === 11));
  const [name, ...values] = lines.find(([first]) => first === 'Revenue');
  assert.equal(name, 'Revenue');
  assert.deepEqual(values.map(Number), await row(page, 'statements', 'revenue-usd'));
});

test('the inventory keeps the two methods apart and says what it leaves out', async (t) => {
  const page = await books(t, '?lang=en&v=0&cfe-share=0.2~1~2027~2030');
  const location = await row(page, 'inventory', 'gross');
  await page.locator('[data-choice="market"]').click();
  const market = await until(() => row(page, 'inventory', 'gross'), (now) => now[9] !== location[9], 'both methods are the same');
  assert.ok(market[9] < location[9]);
  const scopes = await Promise.all(['scope-1', 'scope-2', 'scope-3'].map((id) => row(page, 'inventory', id)));
  assert.ok(Math.abs(scopes.reduce((sum, scope) => sum + scope[9], 0) / market[9] - 1) < 1e-9);
  await page.locator('[data-book="inventory"] summary').click();
  assert.ok((await page.locator('.left-out').textContent()).includes('Business travel'));
});

test('draws the flow of electricity, year by year, and follows the hand', async (t) => {
  const page = await books(t, '?lang=zh');
  const flow = page.locator('[data-flow="energy"]');
  await flow.scrollIntoViewIfNeeded();
  await flow.locator('svg').waitFor();
  await until(() => flow.locator('svg path').count(), (count) => count > 4, 'no flows are drawn');
  const said = await flow.locator('h3').textContent();
  await page.locator('[data-role="flow-year"]').selectOption('2026');
  await until(() => flow.locator('h3').textContent(), (text) => text !== said && text.includes('2026'), 'the year stands still');
  // It can be taken away as a picture with its words.
  for (const kind of ['svg', 'png']) {
    const [picture] = await Promise.all([page.waitForEvent('download'), flow.locator(`[data-save="${kind}"]`).click()]);
    assert.equal(picture.suggestedFilename(), `perennial-energy-flow.${kind}`);
    const bytes = await readFile(await picture.path());
    if (kind === 'png') assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
    else assert.ok(bytes.toString().includes('2026') && (bytes.toString().match(/<path/g) ?? []).length > 8);
  }
  // A lever moves from the second year on.
  await page.locator('[data-role="flow-year"]').selectOption('2030');
  await flow.locator('summary').click();
  const cell = () => flow.locator('tbody data').first().getAttribute('value');
  const before = await cell();
  await press(page, 'pue', 'ArrowRight', 6);
  await flow.scrollIntoViewIfNeeded();
  await until(cell, (now) => now !== before, 'the table stands still');
});

test('the books have no barriers, also at 320 px', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await books(t, `?lang=en&theme=${theme}`);
    assert.deepEqual(await barriers(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.locator('[data-flow="energy"]').scrollIntoViewIfNeeded();
    // Charts follow the window a frame later.
    await until(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), (over) => over <= 0, 'too wide');
  }
});
