/** Evidence: any figure explained down to its inputs, the registries, the equations, the validation, by link and by keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { barriers, charted, output, reveal, until } from './support/page.mjs';

const site = await start();
const LANGUAGES = ['en', 'zh'];
const TEXTS = {
  en: { nav: 'Evidence', npv: 'Net present value' },
  zh: { nav: '依据', npv: '净现值' },
};

const explained = (page) => page.locator('.explained');
/** The explained figure, unrounded, once its run is recorded. */
const value = async (page) => {
  await page.locator('.explained [aria-busy="false"] .terms, .explained [aria-busy="false"] .aside').first().waitFor();
  return Number(await explained(page).locator('.explained-value data').getAttribute('value'));
};
const whole = (page) => page.locator('[data-role="versions"]').waitFor();
const query = (page) => page.evaluate(() => location.search);
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
const shownInputs = (page) => page.locator('tr[data-input]:not([hidden])').evaluateAll((all) => all.map(({ dataset }) => dataset.input));

/** The label of an input or output as the page shows it in its table. */
const label = (page, place) => page.locator(`#${place} .registry-name`).innerText();

for (const lang of LANGUAGES) {
  test(`explains a headline figure with its own bits, in ${lang}`, async (t) => {
    const page = await site.open(t, '?v=0&training-region=SE&tour=off', { lang });
    const headline = await output(page, 'npv-usd');
    const link = page.locator('.lead a[data-explain="npv-usd"]');
    assert.match(await link.getAttribute('href'), /training-region=SE.*explain=npv-usd/);
    await link.click();
    await until(() => query(page), (now) => now.includes('page=evidence') && now.includes('explain=npv-usd'), 'the address stays');
    assert.equal((await page.locator('[data-page="evidence"]').textContent()).trim(), TEXTS[lang].nav);
    assert.equal(await value(page), headline);
    assert.equal(await output(page, 'npv-usd'), headline);
    assert.ok((await explained(page).locator('.explained-name').innerText()).includes(TEXTS[lang].npv));
    // The equation has its names, its values and its result.
    const rows = await explained(page).locator('.equation-filled math mtr').evaluateAll((all) => all.map((row) => row.textContent.trim()));
    assert.ok(rows.length >= 3 && rows.some((row) => row.includes('∑')), JSON.stringify(rows));
    // The addends are those of the sum.
    const addends = await explained(page).locator('.terms > ul > li > details > summary data').evaluateAll((all) => all.map((one) => Number(one.value)));
    const sum = addends.reduce((total, one) => total + one, 0);
    assert.ok(Math.abs(sum - headline) <= 1e-9 * Math.abs(headline), `${sum} ${headline}`);

    // A link restores it; without a figure the page suggests some.
    const again = await site.open(t, `${await query(page)}`, { lang });
    assert.equal(await value(again), headline);
    const none = await site.open(t, '?page=evidence&tour=off', { lang });
    assert.equal(await none.locator('.suggestions a').count(), 6);
    await none.locator('.suggestions a[data-explain="final-revenue-usd"]').click();
    assert.ok(Number.isFinite(await value(none)));
    await none.goBack();
    await none.locator('.suggestions').waitFor();
  });

  test(`opens down to an input with its source by keyboard, in ${lang}`, async (t) => {
    const page = await site.open(t, '?page=evidence&explain=subscription-revenue-usd~2027-03&tour=off', { lang });
    await value(page);
    const summary = (at) => at.locator(':scope > details > summary');
    const terms = page.locator('.explained > div > .terms > ul > li');
    // Payers are opened by Enter, and what they are made of in turn, until an input stands there.
    let row = terms.first();
    for (let depth = 0; depth < 12 && (await row.getAttribute('data-kind')) !== 'input'; depth += 1) {
      await summary(row).focus();
      await page.keyboard.press('Enter');
      const inside = row.locator(':scope > details > .term-body > .terms > ul > li');
      await inside.first().waitFor();
      const input = row.locator(':scope > details > .term-body > .terms > ul > li[data-kind="input"]').first();
      row = (await input.count()) > 0 ? input : inside.last();
    }
    assert.equal(await row.getAttribute('data-kind'), 'input');
    await summary(row).focus();
    await page.keyboard.press('Space');
    const card = row.locator('.leaf-card');
    await card.waitFor();
    assert.ok((await card.locator('.source').count()) > 0, 'no source');
    assert.ok((await row.locator('summary .badge[data-grade]').count()) === 1, 'no grade');
    assert.ok((await card.locator('dl dd').count()) >= 5, 'no default, range, limits, grade, equation');
    assert.deepEqual(await barriers(page), []);
    // Closed again by the same key.
    await page.keyboard.press('Space');
    await until(() => card.count(), (count) => count === 0, 'it stays open');
    // A figure inside stands by itself, and the way back is the browser's.
    const alone = page.locator('.term-body .explain-equation .explain-link').first();
    const figure = await alone.getAttribute('data-explain');
    await alone.click();
    await until(() => explained(page).getAttribute('data-explained'), (now) => now === figure, 'not by itself');
    await page.goBack();
    await until(() => explained(page).getAttribute('data-explained'), (now) => now === 'subscription-revenue-usd~2027-03', 'not back');
  });

  test(`finds inputs by label in either language and by id, in ${lang}`, async (t) => {
    const page = await site.open(t, '?page=evidence&tour=off', { lang });
    await whole(page);
    const all = (await shownInputs(page)).length;
    assert.ok(all > 150);
    const search = page.locator('#search-evidence-inputs');
    for (const words of ['Discount rate', '折现率', 'discount-rate', 'RATE discount']) {
      await search.fill(words);
      await until(() => shownInputs(page), (found) => found.includes('discount-rate') && found.length < 20, `not found by ${words}`);
    }
    await search.fill('no such thing');
    await until(() => shownInputs(page), (found) => found.length === 0, 'found nothing');
    await search.fill('');
    await page.locator('#filter-grade').selectOption('primary');
    const primary = await until(() => shownInputs(page), (found) => found.length > 0 && found.length < all, 'not filtered');
    const badges = await page.locator('tr[data-input]:not([hidden]) .badge').evaluateAll((list) => [...new Set(list.map(({ dataset }) => dataset.grade))]);
    assert.deepEqual(badges, ['primary']);
    // A link to a row that is filtered away shows it.
    const hidden = await page.locator('tr[data-input][hidden]').first().getAttribute('data-input');
    assert.ok(!primary.includes(hidden));
    await page.locator('#search-evidence-outputs').fill('npv');
    await until(() => page.locator('tr[data-listed]:not([hidden])').count(), (count) => count > 0 && count < 20, 'outputs');
    assert.deepEqual(await barriers(page), []);
  });

  test(`leads from output to equation to inputs and back, in ${lang}`, async (t) => {
    const page = await site.open(t, '?page=evidence&tour=off', { lang });
    await whole(page);
    await page.locator('#output-npv-usd .registry-links a').first().click();
    await until(() => focused(page), (id) => id.startsWith('equation-'), 'no equation');
    const number = await focused(page);
    const equation = page.locator(`#${number}`);
    assert.ok((await equation.locator('math mtr').count()) > 0);
    await equation.locator('.symbols-table').waitFor();
    const input = equation.locator('[id^="uses-"] a').first();
    const id = await input.getAttribute('data-ref');
    await input.click();
    await until(() => focused(page), (now) => now === `input-${id}`, 'no input');
    assert.ok((await label(page, `input-${id}`)).length > 1);
    await page.locator(`#input-${id} td a[href^="#equation-"]`).first().click();
    await until(() => focused(page), (now) => now.startsWith('equation-'), 'not back');
    const targets = await page.locator('.evidence-page a[href^="#"]').evaluateAll((links) =>
      [...new Set(links.map((link) => link.getAttribute('href').slice(1)))].filter((place) => !document.getElementById(place)),
    );
    assert.deepEqual(targets, [], 'links that lead nowhere');
    // An address leads there as well.
    const deep = await site.open(t, '?page=evidence&tour=off#input-pue', { lang });
    await until(() => focused(deep), (now) => now === 'input-pue', 'the address leads elsewhere');
    await until(
      () => deep.locator('#input-pue').evaluate((row) => row.getBoundingClientRect().top),
      (top) => top > -20 && top < 400,
      'it is out of sight',
    );
  });

  test(`computes the validation in the page, in ${lang}`, async (t) => {
    const page = await site.open(t, '?page=evidence&tour=off', { lang });
    await page.locator('[data-role="checks"] tbody tr').first().waitFor();
    const outside = await page.locator('[data-role="checks"] [data-verdict="outside"]').count();
    assert.equal(outside, 0);
    assert.ok((await page.locator('[data-flagged]').count()) > 0, 'nothing flagged');
    const groups = page.locator('[data-group]');
    let counted = 0;
    for (let index = 0; index < (await groups.count()); index += 1) {
      const group = groups.nth(index);
      await group.locator('summary').click();
      await group.locator('tbody tr').first().waitFor();
      const rows = await group.locator('tbody tr').evaluateAll((all) =>
        all.map((row) => ({ counts: row.dataset.counts, label: row.querySelector('.badge[data-label]').dataset.label, not: Boolean(row.querySelector('.not-counted')), error: row.querySelectorAll('data')[2].value })),
      );
      assert.ok(rows.length > 0);
      for (const { counts, label: name, not } of rows) {
        assert.equal(counts === 'true', ['measured', 'self-reported'].includes(name));
        assert.equal(not, counts === 'false');
      }
      const summary = page.locator(`[data-summary="${await group.getAttribute('data-group')}"] td`).first();
      if ((await summary.count()) > 0) {
        const told = Number(await summary.innerText());
        assert.equal(rows.filter(({ counts, error }) => counts === 'true' && error !== '').length, told);
        counted += told;
      }
    }
    assert.ok(counted > 20);
    assert.ok((await page.locator('tr.contradictory .contradiction').count()) > 0);
    assert.deepEqual(await barriers(page), []);
  });
}

test('any year and month, from the tables of the plan too', async (t) => {
  const page = await site.open(t, '?tour=off');
  const cell = page.locator('[data-yearly="revenue-usd"] td').nth(3);
  const shown = Number(await cell.locator('data').getAttribute('value'));
  await cell.click();
  assert.equal(await value(page), shown);
  const year = await page.locator('#explain-year').evaluate((select) => select.selectedOptions[0].textContent);
  assert.ok((await query(page)).includes(`explain=revenue-usd~${year}`));
  const months = await page.locator('.terms > ul > li > details > summary data').evaluateAll((all) => all.map((one) => Number(one.value)));
  assert.equal(months.length, 12);
  await page.locator('#explain-month').selectOption({ index: 5 });
  await until(() => query(page), (now) => now.includes(`explain=revenue-usd~${year}-05`), 'no month');
  await until(() => value(page), (now) => now === months[4], 'another value');
  await page.locator('#explain-year').selectOption({ index: 0 });
  await until(() => query(page), (now) => /explain=revenue-usd~\d{4}-05/.test(now) && !now.includes(year), 'the month is lost');
  await page.locator('#explain-what').selectOption('gross-margin');
  await until(() => explained(page).getAttribute('data-explained'), (now) => now.startsWith('gross-margin~'), 'another figure');
  // What cannot be followed is said.
  for (const [given, says] of [['nothing', /nothing/], ['revenue-usd~2999', /2999/]]) {
    const odd = await site.open(t, `?page=evidence&explain=${given}&tour=off`);
    await until(() => odd.locator('[data-role="explain-notice"]').textContent(), (text) => says.test(text), 'not said');
  }
});

test('the statements and the levers of the plan lead to evidence', async (t) => {
  const page = await site.open(t, '?tour=off');
  await charted(page);
  await page.locator('#books').scrollIntoViewIfNeeded();
  const statements = page.locator('[data-book="statements"]');
  const cell = statements.locator('td[data-explain^="revenue-usd~"]').first();
  const shown = Number(await cell.locator('data').getAttribute('value'));
  await cell.click();
  assert.equal(await value(page), shown);
  await page.goBack();
  // The equation that a card names.
  const card = page.locator('[data-parameter="pue"] .card-more').first();
  await reveal(card);
  await card.locator('summary').first().click();
  const link = card.locator('a[href*="#equation-"]');
  const place = (await link.getAttribute('href')).split('#')[1];
  await link.click();
  await until(() => focused(page), (id) => id === place, 'no equation');
});

test('the table behind a chart leads to explanations', async (t) => {
  const page = await site.open(t, '?tour=off');
  const chart = page.locator('figure[data-chart="money"]');
  await chart.locator('summary').click();
  const cell = chart.locator('td[data-explain^="ebitda-usd~"]').nth(2);
  const shown = Number(await cell.locator('data').getAttribute('value'));
  await cell.click();
  assert.equal(await value(page), shown);
});

test('sources are told with publisher, year and address, and nothing is asked of them', async (t) => {
  const page = await site.open(t, '?page=evidence&tour=off');
  await whole(page);
  const sources = await page.locator('[data-source]').evaluateAll((all) =>
    all.map((one) => ({ text: one.querySelector('.source').textContent, links: [...one.querySelectorAll('.source a')].map(({ rel, href }) => ({ rel, href })) })),
  );
  assert.ok(sources.length > 90);
  assert.deepEqual(sources.filter(({ text }) => !/\(\d{4}\)/.test(text)), []);
  for (const { rel, href } of sources.flatMap(({ links }) => links)) {
    assert.ok(rel.includes('noreferrer') && href.startsWith('https://'), href);
  }
});

test('fits a narrow phone, dark as well', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await site.open(t, '?page=evidence&explain=ebit-usd~2031-04&tour=off', { width: 320, height: 640, theme, lang: 'zh' });
    await value(page);
    await whole(page);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    const first = page.locator('.terms > ul > li > details > summary').first();
    await first.click();
    await page.locator('.term-body .equation-filled').first().waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await reveal(page.locator('#equation-P1'));
    assert.deepEqual(await barriers(page), []);
  }
});
