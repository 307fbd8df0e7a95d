/** The plan page: levers move numbers and charts, links carry them, and the command line agrees. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { start, started } from './support/browser.mjs';
import { barriers, charted, drawings, output, outputs, press, slider, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';

/** What the command line answers for a link. */
const told = (link) => JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' })).headline;

/** The digits of a number, without the zeros around them. */
const digits = (text) => (text.includes('e') ? String(Number(text)) : text).replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');

/** What is seen of a part of every figure, by its id. */
const words = (page, part) =>
  page.locator('dd:has(data[data-output])').evaluateAll((all, selector) =>
    Object.fromEntries(all.map((dd) => [dd.querySelector('data').dataset.output, dd.querySelector(selector)?.innerText.trim() ?? ''])), part);

test('shows every headline figure of the command line, bit for bit', async (t) => {
  for (const link of ['', 'preset=deepseek-production-day', 'v=0&training-region=SE&cfe-share=0.2~1~2027~2030']) {
    const page = await site.open(t, `?${link}`);
    const shown = await outputs(page);
    const expected = told(link || 'v=0');
    assert.ok(Object.keys(expected).length > 5);
    for (const [id, value] of Object.entries(expected)) assert.equal(shown[id], value, `${id} of ${link}`);
    // What is read is the same number, to three digits; a month is read as its date.
    const texts = await words(page, '.figure-value');
    for (const [id, value] of Object.entries(expected)) {
      if (value === null) assert.match(texts[id], /\S/, id);
      else if (id.includes('month') || Math.abs(value) < 1e-12) assert.match(texts[id], /\d/, id);
      else assert.equal(digits(texts[id]), digits(Math.abs(value).toPrecision(3)), `${id}: ${value} reads ${texts[id]}`);
    }
  }
});

test('moves numbers and charts with a slider, and writes the link once the hand rests', async (t) => {
  const page = await site.open(t);
  await charted(page);
  const [numbers, charts] = [await outputs(page), await drawings(page)];
  await press(page, 'cfe-share', 'ArrowLeft', 5);
  await until(() => output(page, 'total-carbon-market-t'), (value) => value !== numbers['total-carbon-market-t'], 'the figure stands still');
  await until(
    () => drawings(page),
    (now) => Object.keys(charts).some((id) => now[id] !== charts[id]),
    'no chart moved',
  );
  await until(() => page.evaluate(() => location.search), (query) => query.includes('cfe-share='), 'the link is not written');
  const id = 'total-carbon-market-t';
  assert.match((await words(page, '.figure-change'))[id], /[▲▼].*\d/s);
  assert.equal(digits((await words(page, '.figure-value'))[id]), digits((await output(page, id)).toPrecision(3)));
  assert.match((await words(page, '.figure-unit'))[id], /\S/);
});

test('restores everything from its link', async (t) => {
  const page = await site.open(t);
  await press(page, 'cfe-share', 'ArrowLeft', 5);
  await until(() => page.evaluate(() => location.search), (query) => query.includes('cfe-share='), 'the link is not written');
  // The address is written, and figures out of view follow, once the hand rests.
  const seen = async () => JSON.stringify([page.url(), await outputs(page)]);
  let before = '';
  await until(seen, (now) => { const same = now === before; before = now; return same; }, 'nothing rests', 30_000, 700);
  const [numbers, place, address] = [await outputs(page), await slider(page, 'cfe-share').inputValue(), page.url()];
  const again = await site.open(t, new URL(address).search);
  assert.deepEqual(await outputs(again), numbers);
  assert.equal(await slider(again, 'cfe-share').inputValue(), place);
});

test('reports what it could not follow of a link, and goes on', async (t) => {
  const page = await site.open(t, '?v=0&cfe-share=7&horizon-years=ten&nonsense=1&%00=%ff&training-region=XX');
  const report = page.locator('[data-role="link-report"]');
  await report.waitFor();
  for (const key of ['cfe-share', 'horizon-years', 'nonsense', 'training-region']) {
    assert.ok((await report.textContent()).includes(key), `${key} is not reported`);
  }
  // By the name that people know, too.
  const label = await page.locator('[data-parameter="cfe-share"] .card-label').first().textContent();
  assert.ok(label && (await report.textContent()).includes(label.trim()), `${label} is not named`);
  await charted(page);
  assert.ok(Object.values(await outputs(page)).some((value) => Number.isFinite(value)));
});

test('survives links that mean harm', async (t) => {
  const hostile = [
    `?${'a='.repeat(4000)}`,
    `?v=${'9'.repeat(400)}&horizon-years=1e400`,
    '?lang=<script>alert(1)</script>&theme=%22%3E',
    `?cfe-share=${'~'.repeat(5000)}`,
    '?v=-1&v=0&v=x&=&&&===#~#~',
    '?__proto__=1&constructor=2&toString=3',
  ];
  for (const address of hostile) {
    const page = await site.open(t, address);
    assert.ok(await page.locator('h1').first().isVisible(), address.slice(0, 40));
    assert.ok(Object.values(await outputs(page)).some((value) => Number.isFinite(value)), address.slice(0, 40));
  }
});

test('stands still when a first lever makes another plan of it', async (t) => {
  const page = await site.open(t, '?lang=en');
  await charted(page);
  const range = slider(page, 'cfe-share');
  await range.evaluate((one) => one.focus({ preventScroll: true }));
  const top = () => page.locator('.plan-split').evaluate((part) => Math.round(part.getBoundingClientRect().top + scrollY));
  const before = await top();
  await page.keyboard.press('ArrowLeft');
  // Nothing differs at first; then the line that says what does stands in its place.
  await page.locator('details#differs').waitFor();
  assert.equal(await page.locator('#preset').inputValue(), '');
  assert.equal(await top(), before);
});

test('goes back to the place that was being read', async (t) => {
  const page = await site.open(t, '?lang=en');
  await charted(page);
  await page.locator('.all-figures').scrollIntoViewIfNeeded();
  const at = () => page.evaluate(() => Math.round(scrollY));
  // Parts that come as they are scrolled to make the page longer.
  let before = 0;
  const place = await until(at, (now) => { const same = now > 500 && now === before; before = now; return same; }, 'the page does not stand still', 15_000, 700);
  await page.locator('.all-figures [data-explain]').first().click();
  await page.locator('#explained').waitFor();
  await page.goBack();
  await until(at, (now) => Math.abs(now - place) < 2, `not back at ${place}`);
  // Another page begins at its top, head included.
  await page.locator('nav [data-page="report"]').click();
  await page.locator('nav [data-page="report"][aria-current="page"]').waitFor();
  await until(at, (now) => now === 0, 'the report does not begin at its top');
});

for (const [lang, same, plan] of [['en', 'Every input stands as in the reference lab.', 'This plan'], ['zh', '各项输入均与参考实验室相同。', '本方案']]) {
  test(`says to whoever is sent a plan what differs, in ${lang}`, async (t) => {
    const link = 'v=0&cfe-share=0.2~1~2027~2030&pue-today=1.4&target.ebitda-usd=least~0~2029';
    const page = await site.open(t, `?lang=${lang}&${link}`);
    const block = page.locator('#differs');
    const rows = page.locator('#differs tr[data-input]');
    assert.equal(await rows.count(), 0, 'the list is open');
    await block.locator('summary').focus();
    await page.keyboard.press('Enter');
    await rows.first().waitFor();
    const keys = await rows.evaluateAll((all) => all.map((row) => row.dataset.input));
    assert.deepEqual(keys.slice(0, 2).sort(), ['cfe-share', 'pue-today']);
    assert.ok((await block.locator('summary').textContent()).includes(String(keys.length)));
    assert.equal(await block.locator('thead th').nth(1).textContent(), plan);
    const values = (key) => block.locator(`tr[data-input="${key}"] data`).evaluateAll((all) => all.map(({ value }) => value));
    assert.deepEqual((await values('pue-today'))[0], '1.4');
    assert.equal((await values('cfe-share'))[0], '0.2~1~2027~2030');
    // The name of an input leads to its field, though its panel is folded.
    await block.locator('tr[data-input="pue-today"] a').click();
    await page.locator('#pue-today:focus').waitFor();
    // Against what is pinned, nothing differs any more.
    await page.locator('[data-action="pin"]').click();
    await block.waitFor({ state: 'hidden' });
    await page.locator('[data-action="unpin"]').click();
    await block.waitFor({ state: 'visible' });
    await page.locator('#preset').selectOption({ index: 1 });
    await page.locator('p.differs', { hasText: same }).waitFor();
  });
}

test('goes back to where it was', async (t) => {
  const page = await site.open(t);
  const before = await outputs(page);
  await page.locator('[data-page="article"]').click();
  await started(page);
  await until(() => page.url(), (url) => url.includes('page=article'), 'the address stays');
  await page.goBack();
  await until(() => outputs(page), (now) => Object.keys(before).every((id) => now[id] === before[id]), 'not as before');
});

for (const lang of ['en', 'zh']) {
  test(`says what a tonne avoided costs, where it costs anything, in ${lang}`, async (t) => {
    const cost = (page) => page.locator('[data-role="tonne-cost"]');
    const clean = await site.open(t, '?cfe-share=0.2~1~2027~2028', { lang });
    const usual = await site.open(t, '', { lang });
    const [now, then] = [await outputs(clean), await outputs(usual)];
    const change = (id) => now[id] - then[id];
    assert.ok(change('npv-usd') < 0 && change('total-carbon-market-t') < 0);
    const text = await cost(clean).textContent();
    const said = Number(text.replaceAll(',', '').match(/[\d.]+(?=美元|:)/)[0]);
    const expected = change('npv-usd') / change('total-carbon-market-t');
    assert.ok(Math.abs(said / expected - 1) < 0.01, `${text}: ${expected}`);
    assert.equal(await cost(usual).textContent(), '');
  });

  test(`shows what decides the plan most once it is asked, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    const block = page.locator('#decides');
    assert.equal(await block.locator('table').count(), 0);
    await block.locator('summary').click();
    const inputs = () => block.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.dataset.input));
    const spreads = () =>
      block.locator('tbody tr').evaluateAll((rows) =>
        rows.map((row) => {
          const [low, high] = [...row.querySelectorAll('data')].map(({ value }) => Number(value));
          return Math.abs(high - low);
        }),
      );
    const assumptions = await until(inputs, (all) => all.length === 6, 'no assumptions');
    const sizes = await spreads();
    assert.ok(sizes.every((size, at) => size > 0 && (at === 0 || size <= sizes[at - 1])), `${sizes}`);

    // A name leads to the card, in a panel that was folded.
    await block.locator('tbody a').first().click();
    const focused = () => page.evaluate(() => document.activeElement?.closest('[data-parameter]')?.dataset.parameter ?? null);
    await until(focused, (id) => id === assumptions[0], 'the card is not reached');

    await block.locator('[data-choice="levers"]').click();
    await until(inputs, (all) => all.length === 6 && all[0] !== assumptions[0], 'no levers');
    assert.deepEqual(await barriers(page), []);
  });
}
