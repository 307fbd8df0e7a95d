/** The report: its numbers are those of the command line, it prints cleanly, and its files stand on their own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { start } from './support/browser.mjs';
import { barriers, charted, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const LANGUAGES = ['en', 'zh'];
const PLAN = '?v=0&training-region=SE&cfe-share=0.2~1~2027~2030&target.ebitda-usd=least~0~2032&page=report';
const CHARTS = 9;
const SECTIONS = ['summary', 'assumptions', 'results', 'statements', 'inventory', 'energy', 'limits', 'sources', 'reproduce'];
const TEXTS = {
  en: { nav: 'Report', title: 'Sustainability report', against: 'Reference lab', month: /[A-Z][a-z]{2} 20\d\d/ },
  zh: { nav: '报告', title: '可持续发展报告', against: '参考实验室', month: /20\d\d年\d+月/ },
};
/** Height of what a page of paper holds, CSS pixels: A4 less its margins. */
const PAPER = ((297 - 17 - 19) / 25.4) * 96;

/** What the command line answers for a link. */
const told = (link) => JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' }));
const report = (page) => page.locator('[data-role="report"]');
/** The unrounded figures of a row of a table, in its order. */
const row = (page, table, id) =>
  page.locator(`[data-table="${table}"] tr[data-row="${id}"] data`).evaluateAll((all) => all.map(({ value }) => Number(value)));
/** Presses a button that saves a file; its name and bytes. */
async function saved(page, kind) {
  const download = page.waitForEvent('download');
  await page.locator(`[data-save="${kind}"]`).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

for (const lang of LANGUAGES) {
  test(`says the numbers of the command line, bit for bit, in ${lang}`, async (t) => {
    const page = await site.open(t, PLAN.replace('&page=report', '&tour=off'), { lang });
    const nav = page.locator('nav [data-page="report"]');
    assert.equal((await nav.textContent()).trim(), TEXTS[lang].nav);
    await nav.click();
    await charted(page, CHARTS);
    assert.match(await report(page).locator('h1').textContent(), new RegExp(TEXTS[lang].title));
    const ids = await report(page).locator('section').evaluateAll((all) => all.map(({ id }) => id));
    assert.deepEqual(ids, SECTIONS.map((id) => `report-${id}`));
    const text = await report(page).innerText();
    assert.doesNotMatch(text, /[{}]|undefined|NaN|report\.|column\./);
    assert.match(text, new RegExp(TEXTS[lang].against));
    if (lang === 'zh') {
      const foreign = (await report(page).locator(':is(h2, h3, p, caption, dt, thead th, tbody th, figcaption)').allInnerTexts())
        .filter((words) => /[a-z]{4,}/.test(words) && !/[\u4e00-\u9fff]/.test(words));
      assert.deepEqual(foreign, []);
    }

    const [here, there] = [told(PLAN), told('v=0')];
    for (const id of Object.keys(here.headline)) {
      const expected = [here.headline[id], there.headline[id]].filter((value) => value !== null);
      const shown = await row(page, 'headline', id);
      assert.deepEqual(shown.slice(0, expected.length), expected, id);
      if (expected.length === 2) assert.equal(shown[2], expected[0] - expected[1], id);
    }
    assert.match(await report(page).locator('[data-table="headline"] tr[data-row="break-even-month"]').textContent(), TEXTS[lang].month);
    for (const [table, id] of [['money', 'revenue-usd'], ['carbon', 'carbon-market-t'], ['society', 'trust'], ['profit-and-loss', 'revenue-usd'], ['balance', 'cash-usd']]) {
      assert.deepEqual(await row(page, table, id), here.yearly[id], `${table} ${id}`);
    }
    // The inventory adds up, and so do the scopes of the run.
    const [gross, removals, net] = await Promise.all(['gross', 'removals', 'net'].map((id) => row(page, 'location', id)));
    gross.forEach((value, at) => assert.ok(near(value + removals[at], net[at]), `${at}`));
    assert.deepEqual(await row(page, 'location', 'scope-1'), here.yearly['scope1-t']);
    assert.deepEqual(await row(page, 'market', 'scope-2'), here.yearly['scope2-market-t']);
    const differing = await report(page).locator('[data-table="differences"] tr[data-row]').evaluateAll((all) => all.map(({ dataset }) => dataset.row));
    assert.deepEqual(differing.sort(), ['cfe-share', 'training-region']);
    assert.equal(await report(page).locator('[data-table="targets"] tr[data-row]').count(), 1);

    // The link opens the same plan.
    const link = new URL(await report(page).locator('#report-reproduce a').getAttribute('href'));
    assert.equal(link.origin + link.pathname, site.url);
    assert.deepEqual(told(link.search.replace('?', '')).headline, here.headline);
    assert.deepEqual(await barriers(page), []);
  });

  test(`gives files that stand on their own, in ${lang}`, async (t) => {
    const page = await site.open(t, PLAN, { lang });
    await charted(page, CHARTS);
    const here = told(PLAN);
    await page.locator('#report-name').fill('Nordic <b>lab</b> & 北欧');
    await until(() => report(page).locator('h1').textContent(), (text) => text === 'Nordic <b>lab</b> & 北欧', 'no title');
    await charted(page, CHARTS);

    const html = await saved(page, 'html');
    assert.match(html.name, /^perennial-nordic.*\.html$/);
    const folder = await mkdtemp(join(tmpdir(), 'perennial-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'report.html');
    await writeFile(path, html.bytes);
    const context = await site.browser.newContext({ colorScheme: 'dark' });
    t.after(() => context.close());
    const [asked, complaints] = [[], []];
    context.on('request', (request) => asked.push(request.url()));
    context.on('console', (message) => complaints.push(message.text()));
    const alone = await context.newPage();
    await alone.goto(pathToFileURL(path).href);
    assert.deepEqual([asked.length, complaints], [1, []], `${asked}`);
    assert.equal(await alone.locator('figure svg[role="img"]').count(), CHARTS);
    assert.equal(await alone.locator('script, link, img, iframe').count(), 0);
    assert.equal((await row(alone, 'headline', 'npv-usd'))[0], here.headline['npv-usd']);
    assert.equal(await alone.evaluate(() => document.documentElement.lang), lang);
    assert.deepEqual(await barriers(alone), []);

    const markdown = (await saved(page, 'md')).bytes.toString();
    assert.match(markdown, /^# Nordic \\<b\\>lab\\<\/b\\> & 北欧\n/);
    assert.equal(markdown.split('\n').filter((line) => line.startsWith('## ')).length, SECTIONS.length);

    const csv = (await saved(page, 'csv')).bytes.toString();
    const revenue = csv.split('\r\n').find((line) => line.startsWith('revenue-usd,'));
    assert.deepEqual(revenue.split(',').slice(-here.yearly['revenue-usd'].length).map(Number), here.yearly['revenue-usd']);

    const json = JSON.parse((await saved(page, 'json')).bytes);
    assert.deepEqual(json.headline, here.headline);
    assert.equal(json.scenario.name, 'Nordic <b>lab</b> & 北欧');

    const { bytes: xlsx } = await saved(page, 'xlsx');
    assert.equal(xlsx.subarray(0, 4).toString('latin1'), 'PK\u0003\u0004');
    for (const part of ['xl/worksheets/sheet8.xml', JSON.stringify(here.headline['npv-usd']), 'training-region']) {
      assert.ok(xlsx.includes(part), part);
    }
  });

  test(`prints cleanly, in ${lang}`, async (t) => {
    for (const theme of ['light', 'dark']) {
      const page = await site.open(t, PLAN, { lang, theme });
      await charted(page, CHARTS);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
      t.diagnostic(`${pages} pages`);
      assert.ok(pages >= 8 && pages <= 20, `${pages} pages`);
      assert.match(pdf, /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);

      await page.setViewportSize({ width: Math.round(((210 - 30) / 25.4) * 96), height: 900 });
      await page.emulateMedia({ media: 'print' });
      // Ink on white in either theme, and nothing but the document.
      assert.equal(await page.evaluate(() => getComputedStyle(document.body.parentElement).backgroundColor), 'rgb(255, 255, 255)');
      const around = page.locator('.site-header, .site-footer, .report-tools, .report-contents');
      for (const part of await around.all()) assert.equal(await part.isVisible(), false);
      const wide = await report(page).evaluate((all) => [...all.querySelectorAll(':not(.said-above)')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible').map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(wide, []);
      const sheet = await report(page).evaluate((all) => [all.scrollWidth, all.clientWidth]);
      assert.ok(sheet[0] <= sheet[1] + 1, `${sheet}`);
      const blocks = await report(page).locator('.report-chart, tr').evaluateAll((all) =>
        all.map((one) => [getComputedStyle(one).breakInside, one.getBoundingClientRect().height]),
      );
      for (const [rule, height] of blocks) assert.ok(rule === 'avoid' && height < PAPER, `${rule} ${height}`);
    }
  });
}

test('compares with the pinned plan, and the link keeps it', async (t) => {
  const other = await site.open(t, '?page=compare&tour=off');
  await other.locator('#compare-source').selectOption('preset:deepseek-production-day');
  await other.locator('[data-action="case-add"]').click();
  await until(() => other.evaluate(() => location.search), (query) => query.includes('&b='), 'no second scenario');
  const query = await other.evaluate(() => location.search.replace('page=compare', 'page=report'));
  const page = await site.open(t, query);
  await charted(page, CHARTS);
  const [lab, company] = [told('v=0'), told('preset=deepseek-production-day')];
  assert.deepEqual((await row(page, 'headline', 'npv-usd')).slice(0, 2), [lab.headline['npv-usd'], company.headline['npv-usd']]);
  assert.ok((await report(page).locator('[data-table="differences"] tr[data-row]').count()) > 3);
  assert.match(await report(page).locator('#report-reproduce a').getAttribute('href'), /[?&]b=/);
});

test('is honest about the reference lab, and tells of a plan of thirty years', async (t) => {
  const page = await site.open(t, '?page=report');
  await charted(page, CHARTS);
  assert.equal(await report(page).locator('[data-table="differences"]').count(), 0);
  assert.equal(await report(page).locator('[data-table="headline"] thead th').count(), 2);
  const long = await site.open(t, '?v=0&horizon-years=30&page=report');
  await charted(long, CHARTS);
  assert.equal(await long.locator('[data-table="money"] thead th').count(), 11);
  assert.deepEqual((await row(long, 'money', 'revenue-usd')).at(-1), told('v=0&horizon-years=30').yearly['revenue-usd'].at(-1));
});

test('fits a narrow phone, dark as well, and follows language and theme', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await site.open(t, PLAN, { width: 320, height: 640, theme, lang: 'zh' });
    await charted(page, CHARTS);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    assert.deepEqual(await barriers(page), []);
    const ink = () => page.locator('figure[data-chart="money"] svg path[stroke]').first().evaluate((path) => getComputedStyle(path).stroke);
    const before = await ink();
    await page.locator('[data-action="theme"]').click();
    await until(ink, (now) => now !== before, 'the charts keep the colours of the other theme');
    await page.locator('[data-action="lang"]').click();
    await until(() => report(page).locator('h2').first().textContent(), (text) => text === 'Summary', 'another language');
  }
});
