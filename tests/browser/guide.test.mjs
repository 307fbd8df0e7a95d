/** The guide: it reads in both languages, its numbers are those of the command line, its links lead where they say; and the tour. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { start, started } from './support/browser.mjs';
import { barriers, charted, output, press, slider, until } from './support/page.mjs';

const site = await start();
const cli = process.env.PERENNIAL_CLI || 'target/release/perennial';
const LANGUAGES = ['en', 'zh'];

const answers = new Map();
/** What the command line answers for the link that an element leads to. */
function told(href) {
  const link = new URL(href, site.url).search.slice(1) || 'v=0';
  if (!answers.has(link)) answers.set(link, JSON.parse(execFileSync(cli, ['run', link], { encoding: 'utf8' })));
  return answers.get(link);
}

/** The value of an output in an answer, as the guide names years. */
function expected(answer, { output: id, year }) {
  if (!year) return answer.headline[id];
  const years = answer.yearly[id];
  if (year === 'first') return years[0];
  if (year === 'last') return years.at(-1);
  return years.reduce((sum, value) => sum + value, 0);
}

/** Every figure below an element: output, year, case, value. */
const figures = (locator) =>
  locator.locator('data[data-output]').evaluateAll((all) =>
    all.map(({ dataset, value }) => ({ ...dataset, value: value === '' ? null : Number(value) })),
  );

const tour = (page) => page.locator('[data-role="tour"]');
const offer = (page) => page.locator('[data-role="tour-offer"]');
const step = (page) => tour(page).getAttribute('data-step');
const next = (page) => page.locator('[data-action="tour-next"]');
/** The page without the tour's marks on it. */
const unmarked = (page) => page.evaluate(() => document.querySelectorAll('[data-tour-here], [data-touring]').length === 0);

test('stands in the navigation, whole in both languages', async (t) => {
  for (const lang of LANGUAGES) {
    const page = await site.open(t, '', { lang });
    await page.locator('[data-page="guide"]').click();
    await started(page);
    await until(() => page.url(), (url) => url.includes('page=guide'), 'the address stays');
    assert.equal(await page.locator('.guide-contents > ol > li').count(), 8);
    assert.equal(await page.locator('.guide-leaf').count(), 8);
    assert.equal(await page.locator('.guide-sector').count(), 8);
    assert.ok((await page.locator('.guide-word').count()) > 40);
    const text = await page.locator('.guide-page').innerText();
    assert.doesNotMatch(text, /[{}]|\*\*|\]\(/, 'markup that was not followed');
    const empty = await page.locator('.guide-page :is(p, dt, dd, th, h2, h3, h4, li)').evaluateAll((all) =>
      all.filter((one) => one.textContent.trim() === '').map((one) => one.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(empty, []);
    if (lang === 'zh') {
      const foreign = await page.locator('.guide-page :is(p, li, dd, dt, th, h2, h3, h4, caption, legend)').evaluateAll((all) =>
        all.map((one) => one.innerText.trim()).filter((words) => /[a-z]{4,}/i.test(words) && !/[\u4e00-\u9fff]/.test(words)),
      );
      // Addresses are in no language.
      const address = (words) => ['?', '#', site.url].some((start) => words.startsWith(start));
      assert.deepEqual(foreign.filter((words) => !address(words)), []);
    }
  }
});

test('has a place for every entry of its contents, and leads there', async (t) => {
  const page = await site.open(t, '?page=guide');
  const targets = await page.locator('.guide-page a[href*="page=guide#"]').evaluateAll((all) =>
    all.map((link) => [link.hash, Boolean(document.querySelector(link.hash))]),
  );
  assert.ok(targets.length > 25);
  assert.deepEqual(targets.filter(([, there]) => !there), []);
  await page.locator('.guide-contents a[href$="#sci"]').click();
  await until(() => page.evaluate(() => document.activeElement.id), (id) => id === 'sci', 'the place is not reached');
  const deep = await site.open(t, '?page=guide#privacy');
  await until(
    () => deep.evaluate(() => document.querySelector('#privacy').getBoundingClientRect().top),
    (top) => Math.abs(top) < 200,
    'the address leads elsewhere',
  );
});

for (const [name, address] of [['the reference lab', '?page=guide'], ['a plan', '?page=guide&v=0&horizon-years=6&training-region=SE']]) {
  test(`shows the numbers of the command line, bit for bit, for ${name}`, async (t) => {
    const page = await site.open(t, address);
    let compared = 0;
    for (const row of await page.locator('.guide-table tbody tr').all()) {
      const href = await row.locator('a[data-opens]').getAttribute('href');
      for (const figure of await figures(row)) {
        assert.equal(figure.value, expected(told(href), figure), `${figure.output} of ${href}`);
        compared += 1;
      }
    }
    assert.ok(compared > 150, `${compared} figures`);
    // In sentences, by the same cases.
    const links = await page.locator('a[data-opens]').evaluateAll((all) => Object.fromEntries(all.map((a) => [a.dataset.opens, a.getAttribute('href')])));
    const sentences = (await figures(page.locator('.guide-prose').locator('..'))).filter((figure) => figure.case);
    assert.ok(sentences.length > 20, `${sentences.length} figures in sentences`);
    for (const figure of sentences) {
      assert.equal(figure.value, expected(told(links[figure.case]), figure), `${figure.output} of ${figure.case}`);
    }
  });
}

test('says what it teaches: batches save energy, contracts move one method, noise lowers ε', async (t) => {
  const page = await site.open(t, '?page=guide');
  const value = async (row, output) => {
    const cell = page.locator(`.guide-table tr[data-case="${row}"] data[data-output="${output}"]`).first();
    return Number(await cell.getAttribute('value'));
  };
  const rows = async (names, output) => Promise.all(names.map((name) => value(name, output)));
  const falling = (values) => values.every((one, at) => at === 0 || one < values[at - 1]);
  const batches = ['batch-64', 'batch-128', 'batch-256', 'batch-512', 'batch-1024', 'batch-2048'];
  assert.ok(falling(await rows(batches, 'wh-per-request')));
  assert.ok(falling(await rows(['clean-none', 'clean-half', 'clean-all'], 'total-carbon-market-t')));
  assert.equal(new Set(await rows(['clean-none', 'clean-half', 'clean-all'], 'total-carbon-location-t')).size, 1);
  const noise = ['privacy-weak', 'privacy-usual', 'privacy-strong', 'privacy-strict'];
  assert.ok(falling(await rows(noise, 'privacy-epsilon')));
  assert.ok(falling(await rows(noise, 'final-quality-gap-oom')));
});

test('follows the plan in hand, or the reference lab if asked to', async (t) => {
  const page = await site.open(t, '?page=guide&v=0&pue=1.4~1.4');
  const energy = page.locator('#questions data[data-case="base"][data-output="total-energy-mwh"]').first();
  const own = await energy.getAttribute('value');
  await page.locator('[data-role="base"] input[value="reference"]').check();
  await until(() => energy.getAttribute('value'), (value) => value !== own, 'the numbers stay');
  assert.equal(Number(await energy.getAttribute('value')), told('?v=0').headline['total-energy-mwh']);
  await page.locator('[data-role="base"] input[value="plan"]').check();
  await until(() => energy.getAttribute('value'), (value) => value === own, 'the numbers do not come back');
});

test('leads to the leaves, to the plan of a case and to sectors, and back', async (t) => {
  for (const lang of LANGUAGES) {
    const page = await site.open(t, '?page=guide', { lang });
    const leaves = await page.locator('.guide-leaf').evaluateAll((all) => all.map((leaf) => leaf.dataset.leaf));
    for (const leaf of leaves.slice(0, lang === 'en' ? 8 : 2)) {
      await page.locator(`.guide-leaf[data-leaf="${leaf}"] h4 a`).click();
      await until(() => page.evaluate(() => document.activeElement.id), (id) => id === leaf, `${leaf} is not reached`);
      assert.ok(await page.locator(`#${leaf}`).isVisible());
      await page.goBack();
      await page.locator('.guide-page').waitFor();
    }
    await page.locator('tr[data-case="batch-1024"] a').click();
    await until(() => page.url(), (url) => url.includes('serving-batch=1024~1024') && !url.includes('page=guide'), 'the case does not open');
    const seen = await output(page, 'npv-usd');
    assert.equal(seen, told(new URL(page.url()).search).headline['npv-usd']);
    await page.goBack();
    await page.locator('.guide-sector[data-sector="finance"] a[data-opens]').click();
    await until(() => page.locator('#preset').inputValue(), (id) => id === 'finance', 'the sector does not open');
  }
});

test('gives examples of links that all work', async (t) => {
  const page = await site.open(t, '?page=guide');
  const links = await page.locator('.guide-example a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.ok(links.length >= 8);
  for (const link of links) {
    const opened = await site.open(t, link);
    assert.equal(await opened.locator('[data-role="link-report"]').count(), 0, link);
  }
});

test('has no serious barrier, and stays within 320 pixels', async (t) => {
  for (const lang of LANGUAGES) {
    for (const theme of ['light', 'dark']) {
      const page = await site.open(t, '?page=guide', { lang, theme });
      assert.deepEqual(await barriers(page), [], `${lang}, ${theme}`);
    }
    for (const width of [320, 390]) {
      const page = await site.open(t, '?page=guide', { lang, width, height: 640 });
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${inner} wide in ${lang}`);
    }
  }
});

test('offers a tour once, in the flow, without taking the focus', async (t) => {
  const page = await site.open(t);
  await offer(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  assert.equal(await offer(page).evaluate((element) => getComputedStyle(element).position), 'static');
  await page.locator('[data-action="tour-decline"]').click();
  assert.equal(await offer(page).count(), 0);
  await page.reload();
  await charted(page);
  assert.equal(await offer(page).count(), 0);
  for (const address of ['?tour=off', '?embed=chart', '?page=article', '?page=guide']) {
    const other = await site.open(t, address);
    assert.equal(await offer(other).count(), 0, address);
    assert.equal(await other.locator('[data-role="link-report"]').count(), 0, address);
  }
});

for (const lang of LANGUAGES) {
  test(`leads through the plan by keyboard, and notices the lever (${lang})`, async (t) => {
    const page = await site.open(t, '', { lang });
    await charted(page);
    await page.locator('[data-action="tour-start"]').focus();
    await page.keyboard.press('Enter');
    await tour(page).waitFor();
    const focused = () => page.evaluate(() => document.activeElement.dataset.action);
    await until(focused, (action) => action === 'tour-next', 'the focus is elsewhere');
    const seen = [];
    for (;;) {
      const here = await step(page);
      seen.push(here);
      if (here !== 'address') {
        const marked = page.locator('[data-tour-here]');
        await marked.waitFor();
        await until(
          () => marked.evaluate((element) => {
            const { top, bottom } = element.getBoundingClientRect();
            return [top, bottom, innerHeight];
          }),
          ([top, bottom, height]) => top < height && bottom > 0,
          `${here} is out of sight`,
        );
      } else {
        assert.match(await page.locator('.tour-address').innerText(), /cfe-share=/);
      }
      if (here === 'lever') {
        assert.equal(await page.locator('[data-role="tour-noticed"]').count(), 0);
        const market = await output(page, 'total-carbon-market-t');
        await page.locator('[data-action="tour-lever"]').click();
        await until(() => page.evaluate(() => document.activeElement.type), (type) => type === 'range', 'not at the lever');
        for (let time = 0; time < 4; time += 1) await page.keyboard.press('ArrowRight');
        await page.locator('[data-role="tour-noticed"]').waitFor();
        // Out of view it follows when the hand rests.
        await until(() => output(page, 'total-carbon-market-t'), (now) => now !== market, 'the figure stays');
      }
      if (here === 'language') break;
      await page.keyboard.press('Enter');
      await until(() => step(page), (now) => now !== here, 'the tour stands still');
    }
    assert.deepEqual(seen, ['preset', 'headline', 'lever', 'finding', 'methods', 'table', 'address', 'language']);
    await page.locator('[data-action="tour-back"]').click();
    assert.equal(await step(page), 'address');
    await next(page).click();
    // The real switch, while the tour is on.
    const title = await page.locator('.tour-title').textContent();
    await page.locator('[data-action="lang"]').click();
    await until(() => page.locator('.tour-title').textContent(), (now) => now !== title, 'the tour keeps its language');
    await next(page).click();
    await until(() => tour(page).count(), (count) => count === 0, 'the tour does not end');
    assert.ok(await unmarked(page));
    await page.reload();
    await charted(page);
    assert.equal(await offer(page).count(), 0, 'it is offered again');
  });
}

test('can be left with Escape at any step, and taken again from the guide', async (t) => {
  const page = await site.open(t);
  for (let steps = 0; steps < 8; steps += 1) {
    await page.locator('[data-page="guide"]').click();
    await started(page);
    await page.locator('.guide-page [data-action="tour-start"]').click();
    await tour(page).waitFor();
    for (let time = 0; time < steps; time += 1) await next(page).click();
    await page.keyboard.press('Escape');
    await until(() => tour(page).count(), (count) => count === 0, `it stays at step ${steps}`);
    assert.ok(await unmarked(page));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  }
  assert.equal(await offer(page).count(), 0);
  // Leaving the page ends it as well.
  await page.locator('[data-page="guide"]').click();
  await started(page);
  await page.locator('.guide-page [data-action="tour-start"]').click();
  await tour(page).waitFor();
  await page.locator('[data-page="article"]').click();
  await started(page);
  await until(() => tour(page).count(), (count) => count === 0, 'it goes along');
});

test('leaves the page usable on a small screen', async (t) => {
  for (const lang of LANGUAGES) {
    const page = await site.open(t, '', { lang, width: 320, height: 640 });
    await charted(page);
    await page.locator('[data-action="tour-start"]').click();
    for (let time = 0; time < 7; time += 1) {
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${inner} wide at step ${time} in ${lang}`);
      // The card never lies on what it speaks of.
      await until(
        () => page.evaluate(() => {
          const here = document.querySelector('[data-tour-here]');
          if (!here) return true;
          const card = document.querySelector('.tour-card').getBoundingClientRect();
          const { top } = here.getBoundingClientRect();
          return top >= 0 && top + 24 <= card.top;
        }),
        (free) => free,
        `${await step(page)} lies below the card`,
      );
      await next(page).click();
    }
    assert.deepEqual(await barriers(page), [], lang);
    await page.keyboard.press('Escape');
    await press(page, 'cfe-share', 'ArrowLeft', 2);
    assert.ok(await slider(page, 'cfe-share').isVisible());
  }
});
