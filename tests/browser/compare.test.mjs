/** The comparison: scenarios side by side, who leads, one link for all. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { start, started } from './support/browser.mjs';
import { barriers, charted, drawings, rested, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const LANGUAGES = ['en', 'zh'];
const TEXTS = {
  en: { nav: 'Compare', best: 'best', differs: /inputs differ|input differs/, bad: /no link/, full: /Four scenarios/ },
  zh: { nav: '对比', best: '最优', differs: /项输入不同/, bad: /不是长青的链接/, full: /四个情景/ },
};

/** What the command line answers for a link. */
const told = (link) => JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' })).headline;
const action = (page, name) => page.locator(`[data-action="${name}"]`);
const letters = (page) => page.locator('li[data-case]').evaluateAll((all) => all.map(({ dataset }) => dataset.case));
const said = (page) => page.locator('[data-role="compare-said"]').textContent();
/** The figures of a row, unrounded. */
const row = (page, id) =>
  page.locator(`[data-headline="${id}"] data`).evaluateAll((all) => all.map(({ value }) => (value === '' ? null : Number(value))));
const add = async (page, source) => {
  await page.locator('#compare-source').selectOption(source);
  await action(page, 'case-add').click();
};

for (const lang of LANGUAGES) {
  test(`compares up to four, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    const nav = page.locator('[data-page="compare"]');
    assert.equal((await nav.textContent()).trim(), TEXTS[lang].nav);
    await nav.click();
    await page.locator('[data-role="alone"]').waitFor();
    assert.deepEqual(await letters(page), ['a']);

    await add(page, 'preset:deepseek-production-day');
    await until(() => letters(page), (all) => all.length === 2, 'no second scenario');
    assert.match(await page.locator('[data-role="differing"]').textContent(), TEXTS[lang].differs);
    assert.ok((await page.locator('[data-role="inputs"] [data-input]').count()) > 3);
    // The figures are those of the command line, and the leader has the better one.
    const [lab, company] = [told('v=0'), told('preset=deepseek-production-day')];
    for (const id of ['npv-usd', 'total-carbon-location-t']) assert.deepEqual(await row(page, id), [lab[id], company[id]]);
    const better = lab['npv-usd'] > company['npv-usd'] ? 0 : 1;
    const badges = await page.locator('[data-headline="npv-usd"] td').evaluateAll((all) => all.map((cell) => cell.querySelector('.badge')?.textContent ?? ''));
    assert.equal(badges[better], TEXTS[lang].best);
    assert.equal(badges[1 - better], '');
    await charted(page);
    assert.deepEqual(await barriers(page), []);

    // A pasted link, and a copy: then it is full.
    await page.locator('#compare-paste').fill('nothing of the kind');
    await action(page, 'case-paste').click();
    assert.match(await said(page), TEXTS[lang].bad);
    await page.locator('#compare-paste').fill('https://example.org/tool/?v=0&training-region=SE&cfe-share=0.2~1~2027~2030');
    await page.keyboard.press('Enter');
    await until(() => letters(page), (all) => all.length === 3, 'the link is not taken');
    await add(page, 'plan');
    await until(() => letters(page), (all) => all.length === 4, 'no fourth scenario');
    // A fifth is refused, and said so; the button tells that it does nothing.
    await page.locator('#compare-source').selectOption('plan');
    assert.equal(await action(page, 'case-add').getAttribute('aria-disabled'), 'true');
    await action(page, 'case-add').click({ force: true });
    assert.match(await said(page), TEXTS[lang].full);
    assert.equal((await letters(page)).length, 4);

    // One link for all.
    await until(() => page.evaluate(() => location.search), (query) => ['b', 'c', 'd'].every((key) => query.includes(`&${key}=`)), 'the link is not whole');
    const figures = await row(page, 'npv-usd');
    const link = await page.locator('#compare-link').inputValue();
    assert.equal(link, page.url());
    const again = await site.open(t, new URL(link).search, { lang });
    assert.deepEqual(await letters(again), ['a', 'b', 'c', 'd']);
    assert.deepEqual(await row(again, 'npv-usd'), figures);
    assert.equal(await again.locator('[data-role="link-report"]').count(), 0);
  });

  test(`removes, replaces and adopts by keyboard, in ${lang}`, async (t) => {
    const page = await site.open(t, '?page=compare&tour=off', { lang });
    await page.locator('#compare-source').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(() => letters(page), (all) => all.length === 2, 'nothing added');
    const figures = await row(page, 'npv-usd');
    assert.equal(figures[0], figures[1]);
    await page.locator('#case-b').focus();
    await page.locator('#case-b').selectOption('preset:deepseek-production-day');
    const company = told('preset=deepseek-production-day')['npv-usd'];
    await until(() => row(page, 'npv-usd'), (now) => now[1] === company, 'not replaced');
    await page.locator('[data-case="b"] [data-action="case-adopt"]').focus();
    await page.keyboard.press('Enter');
    await until(() => row(page, 'npv-usd'), (now) => now[0] === company, 'not adopted');
    await page.keyboard.press('Control+z');
    await until(() => row(page, 'npv-usd'), (now) => now[0] === figures[0], 'not undone');
    await page.locator('[data-case="b"] [data-action="case-remove"]').focus();
    await page.keyboard.press('Enter');
    await until(() => letters(page), (all) => all.length === 1, 'not removed');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-source');
    // The browser's way back brings it again.
    await page.goBack();
    await until(() => letters(page), (all) => all.length === 2, 'not back');
  });

  test(`draws the outputs that are chosen, in ${lang}`, async (t) => {
    const page = await site.open(t, '?page=compare&tour=off', { lang });
    await add(page, 'preset:deepseek-production-day');
    await charted(page);
    assert.equal(Object.keys(await drawings(page)).length, 4);
    await page.locator('[data-role="output-choice"] > summary').click();
    await page.locator('[data-output-choice="water-onsite-kl"]').check();
    await page.locator('[data-output-choice="revenue-usd"]').uncheck();
    await charted(page);
    await until(() => drawings(page), (all) => 'water-onsite-kl' in all && !('revenue-usd' in all), 'another choice');
    assert.match(await rested(page), /[?&]chart=[^&]*water-onsite-kl/, 'the choice is not in the link');
    await page.locator('[data-role="yearly"] > summary').click();
    await until(() => page.locator('[data-yearly="water-onsite-kl"] tr[data-case]').count(), (rows) => rows === 2, 'no table');
    assert.deepEqual(await barriers(page), []);
    const again = await site.open(t, new URL(page.url()).search, { lang });
    await charted(again);
    assert.deepEqual(Object.keys(await drawings(again)).sort(), Object.keys(await drawings(page)).sort());
  });
}

test('takes scenarios from the library by name', async (t) => {
  const page = await site.open(t, '?v=0&training-region=SE&tour=off');
  await action(page, 'save').click();
  await page.locator('#library-name').fill('Nordic lab');
  await action(page, 'save-as').click();
  await page.locator('[data-action="library-close"]').click();
  await page.locator('#preset').selectOption('reference-lab');
  await page.locator('[data-page="compare"]').click();
  await started(page);
  const value = await page.locator('#compare-source option', { hasText: 'Nordic lab' }).getAttribute('value');
  await add(page, value);
  await until(() => page.locator('li[data-case="b"] h3').textContent(), (name) => name.includes('Nordic lab'), 'no name');
  assert.deepEqual(await page.locator('[data-role="inputs"] [data-input]').evaluateAll((all) => all.map(({ dataset }) => dataset.input)), ['training-region']);
});

test('tells of what it cannot read, and goes on', async (t) => {
  const page = await site.open(t, '?page=compare&b=broken&c=u1.zzzz!&chart=money&tour=off');
  await page.locator('[data-role="compare-unread"]').waitFor();
  assert.ok(await page.locator('h1').first().isVisible());
  await add(page, 'preset:reference-lab');
  await until(() => letters(page), (all) => all.length === 2, 'nothing added');
});

test('fits a narrow phone, dark as well, and paper', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await site.open(t, '?page=compare&tour=off', { width: 320, height: 640, theme, lang: 'zh' });
    await add(page, 'preset:deepseek-production-day');
    await charted(page);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    assert.deepEqual(await barriers(page), []);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.case-add').isVisible(), false);
    assert.ok(await page.locator('[data-role="headlines"]').isVisible());
  }
});
