/** From any figure on any page to its explanation: of the right scenario, by hand and by keyboard, and plain on paper. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { barriers, charted, press, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const told = (link) => JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' }));
/** A scenario in the compact form of links. */
const compact = (link) => `u1.${Buffer.from(link).toString('base64url')}`;
const SWEDEN = 'v=0&training-region=SE&serving-region=SE';
const TEXTS = {
  en: { explain: 'explain: ', own: /not of your plan/, keys: /Arrow keys/, revenue: 'Revenue', of: 'scenario B' },
  zh: { explain: '解释：', own: /不是您的规划/, keys: /方向键/, revenue: '营业收入', of: '情景 B' },
};

const setting = (page, key) => page.evaluate((name) => new URLSearchParams(location.search).get(name), key);
/** The value and the text of the address of what is explained. */
const explained = async (page) => {
  const data = page.locator('.explained-value data');
  await data.waitFor();
  return { figure: await data.getAttribute('data-figure'), value: Number(await data.getAttribute('value')) };
};
const whose = (page) => page.locator('[data-role="explain-whose"]');
/** The element with the focus: its figure, its name, its address. */
const focus = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return {
      figure: at.closest('[data-explain]')?.dataset.explain ?? '',
      name: at.getAttribute('aria-label') ?? '',
      link: at.getAttribute('href') ?? '',
      region: at.matches('.table-scroll, .report-scroll'),
    };
  });
/** How many stops the tab key makes inside an element, itself included. */
const stops = (locator) =>
  locator.evaluate((region) => [region, ...region.querySelectorAll('a[href], button, input, select, [tabindex]')].filter((one) => one.tabIndex >= 0).length);

for (const lang of ['en', 'zh']) {
  test(`a cell of the comparison explains the figure of its scenario, in ${lang}`, async (t) => {
    const address = `?page=compare&tour=off&b=${compact(SWEDEN)}&c=${compact('v=0&pue-today=1.5')}`;
    const page = await site.open(t, address, { lang });
    const row = page.locator('tr[data-headline="total-carbon-location-t"]');
    assert.deepEqual(
      await row.locator('td').evaluateAll((all) => all.map(({ dataset }) => dataset.explain)),
      ['', 'b~', 'c~'].map((scenario) => `${scenario}total-carbon-location-t`),
    );
    const expected = [told('v=0'), told(SWEDEN)].map((answer) => answer.headline['total-carbon-location-t']);
    assert.notEqual(expected[0], expected[1]);
    await row.locator('td').nth(1).locator('data').click();
    assert.deepEqual(await explained(page), { figure: 'b~total-carbon-location-t', value: expected[1] });
    assert.match(await whose(page).textContent(), TEXTS[lang].own);
    // What it is made of is that scenario's as well, and so is what is opened from there.
    const year = page.locator('.terms > ul > li > details > summary data').first();
    await year.waitFor();
    assert.equal(Number(await year.getAttribute('value')), told(SWEDEN).yearly['carbon-location-t'][0]);
    await page.locator('#explain-what').selectOption('revenue-usd');
    await until(() => setting(page, 'explain'), (text) => text?.startsWith('b~revenue-usd~'), 'another scenario');
    // The link says all of it.
    const again = await site.open(t, `${new URL(page.url()).search}`, { lang });
    assert.deepEqual(await explained(again), await explained(page));
    // The plan is untouched, and its own figure one step away.
    await whose(page).locator('a').click();
    await until(() => setting(page, 'explain'), (text) => text?.startsWith('revenue-usd~'), 'not the plan');
    assert.equal(await whose(page).count(), 0);
    assert.equal(await setting(page, 'training-region'), null);
    await page.locator('nav [data-page="compare"]').click();
    await row.locator('td').nth(2).waitFor();
    assert.equal(await setting(page, 'b'), compact(SWEDEN));

    // Year by year, with the keyboard alone.
    const fold = page.locator('[data-role="yearly"]');
    await fold.locator('summary').click();
    const region = fold.locator('.table-scroll');
    assert.equal(await stops(region), 1);
    await region.focus();
    assert.match(await page.locator(`#${await region.getAttribute('aria-describedby')}`).textContent(), TEXTS[lang].keys);
    await page.keyboard.press('ArrowDown');
    const first = await focus(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const at = await focus(page);
    assert.equal(at.figure, `b~${first.figure.replace(/\d{4}$/, (text) => String(Number(text) + 1))}`);
    assert.ok(at.name.includes(TEXTS[lang].explain) && at.name.includes(TEXTS[lang].of), at.name);
    assert.ok(at.link.includes(`explain=${at.figure}`), at.link);
    const [, id, at_year] = at.figure.split('~');
    await page.keyboard.press('Enter');
    const answer = told(SWEDEN);
    assert.equal((await explained(page)).value, answer.yearly[id][Number(at_year) - answer.years[0]]);
  });

  test(`arrow keys lead through a table of the plan, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    await charted(page);
    const region = page.locator('#yearly .table-scroll');
    await region.scrollIntoViewIfNeeded();
    assert.equal(await stops(region), 1, 'one stop a table');
    await region.focus();
    await page.keyboard.press('Enter');
    assert.match((await focus(page)).figure, /^revenue-usd~2026$/);
    await page.keyboard.press('End');
    const last = await focus(page);
    assert.equal(last.figure, 'revenue-usd~2035');
    assert.ok(last.name.includes(`${TEXTS[lang].explain}${TEXTS[lang].revenue} 2035`), last.name);
    await page.keyboard.press('ArrowDown');
    assert.equal((await focus(page)).figure, 'cost-of-revenue-usd~2035');
    // Headings of groups are passed over, and the head of a row is a link of its own.
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    assert.equal((await focus(page)).figure, 'trust~2035');
    await page.keyboard.press('Escape');
    assert.ok((await focus(page)).region);
    // A link that stays true while the plan moves.
    const cell = page.locator('#yearly td[data-explain="revenue-usd~2030"]');
    await cell.hover();
    await press(page, 'subscription-price', 'ArrowRight', 4);
    await until(() => setting(page, 'subscription-price'), Boolean, 'not in the link');
    await cell.dispatchEvent('pointerdown');
    assert.ok((await cell.locator('a').getAttribute('href')).includes('subscription-price='));
    const shown = Number(await cell.locator('data').getAttribute('value'));
    await cell.click();
    assert.deepEqual(await explained(page), { figure: 'revenue-usd~2030', value: shown });
  });
}

test('the inventory leads to what is an output, by either method', async (t) => {
  const page = await site.open(t, '?lang=en&tour=off');
  await charted(page);
  await page.locator('#books').scrollIntoViewIfNeeded();
  await page.locator('[data-choice="market"]').click();
  const cell = page.locator('[data-book="inventory"] tr[data-row="scope-2"] td').nth(4);
  await until(() => cell.getAttribute('data-explain'), (figure) => figure === 'scope2-market-t~2030', 'another figure');
  const shown = Number(await cell.locator('data').getAttribute('value'));
  await cell.click();
  assert.equal((await explained(page)).value, shown);
});

for (const [lang, name] of [['en', 'Net income'], ['zh', '净利润']]) {
  test(`sums of the statements and the inventory open as well, in ${lang}`, async (t) => {
    const rows = [['statements', 'net-income-usd', 'net-income-usd~2030'], ['inventory', 'net', 'inventory-net-location-t~2030']];
    for (const [book, row, figure] of rows) {
      const page = await site.open(t, `?lang=${lang}&tour=off`);
      await charted(page);
      await page.locator('#books').scrollIntoViewIfNeeded();
      const cell = page.locator(`[data-book="${book}"] tr[data-row="${row}"] td`).nth(4);
      await until(() => cell.getAttribute('data-explain'), (text) => text === figure, 'another figure');
      const shown = Number(await cell.locator('data').getAttribute('value'));
      await cell.hover();
      if (book === 'statements') assert.ok((await cell.locator('a').getAttribute('aria-label')).includes(name), 'the row is not named');
      await cell.click();
      assert.deepEqual(await explained(page), { figure, value: shown });
      // What is added up adds up.
      const parts = page.locator('.terms > ul > li > details > summary data');
      await parts.first().waitFor();
      assert.ok((await parts.count()) >= 2, 'of one part');
    }
  });
}

test('the report leads there from leading figures, tables and the comparison, and prints them plain', async (t) => {
  const page = await site.open(t, `?page=report&lang=en&tour=off&b=${compact(SWEDEN)}`);
  await charted(page, 9);
  const report = page.locator('[data-role="report"]');
  const lead = report.locator('.report-figures a[data-explain="npv-usd"]');
  assert.ok((await lead.getAttribute('href')).includes('explain=npv-usd'));
  const cells = await report.locator('td[data-explain]').evaluateAll((all) => all.map(({ dataset }) => dataset.explain));
  for (const figure of ['b~npv-usd', 'revenue-usd~2030', 'ebitda-usd~2026', 'scope2-location-t~2035']) {
    assert.ok(cells.includes(figure), figure);
  }
  // On paper nothing looks like a link.
  await report.locator('td[data-explain="npv-usd"]').hover();
  await page.emulateMedia({ media: 'print' });
  const looks = await report.locator('.cell-link').evaluateAll((all) =>
    all.map((link) => [getComputedStyle(link).textDecorationLine, getComputedStyle(link).color === getComputedStyle(link.parentElement).color]),
  );
  assert.ok(looks.length > 6 && looks.every(([line, same]) => line === 'none' && same), JSON.stringify(looks.slice(0, 3)));
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await stops(report.locator('.report-scroll').first()), 1);
  assert.deepEqual(await barriers(page), []);
  await report.locator('td[data-explain="b~total-carbon-location-t"]').click();
  assert.equal((await explained(page)).value, told(SWEDEN).headline['total-carbon-location-t']);
});

test('the guide leads there from its sentences and tables, of the case that is shown', async (t) => {
  const page = await site.open(t, '?page=guide&lang=en&tour=off');
  // The address of the plan stays; the case is named in the figure.
  const cell = page.locator('tr[data-case="clean-all"] td:has(data[data-output="total-carbon-market-t"])').first();
  const shown = Number(await cell.locator('data').getAttribute('value'));
  assert.match(await cell.getAttribute('data-explain'), /^u1\.[\w-]+~total-carbon-market-t$/);
  await cell.click();
  assert.equal((await explained(page)).value, shown);
  assert.match(await whose(page).textContent(), /another scenario/);
  await page.goBack();
  const link = page.locator('a[data-explain]:has(data[data-case="base"][data-output="npv-usd"])').first();
  assert.match(await link.textContent(), /explain: /);
  await link.click();
  assert.equal((await explained(page)).figure, 'npv-usd');
  assert.equal(await whose(page).count(), 0);
});

test('says when the scenario of a link cannot be read', async (t) => {
  const page = await site.open(t, '?page=evidence&lang=en&explain=b~npv-usd&tour=off');
  assert.match(await whose(page).textContent(), /cannot be read/);
  assert.equal((await explained(page)).value, told('v=0').headline['npv-usd']);
});
