/** Undo and redo, the draft, the scenarios of the device, files in and out, and a storage that refuses. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { barriers, output, outputs, press, reveal, slider, until } from './support/page.mjs';

const site = await start();
const LANGUAGES = ['en', 'zh'];
const TEXTS = {
  en: { undo: /^Undo: /, nothing: 'Nothing to undo', full: /full/, blocked: /does not let/, kept: /Nothing is lost: one scenario/, taken: /1 scenario imported/, bad: /not valid JSON/, copy: 'Copy link', copied: 'Link copied. It opens this plan with the same numbers.', picture: /picture.*no text/ },
  zh: { undo: /^撤销：/, nothing: '没有可撤销的改动', full: /已满/, blocked: /不允许本页存储/, kept: /没有丢失：1 个情景/, taken: /导入了 1 个情景/, bad: /不是有效的 JSON/, copy: '复制链接', copied: '链接已复制，打开即为同一方案。', picture: /picture.*不是文本/ },
};

const action = (page, name) => page.locator(`[data-action="${name}"]`);
const label = (page, name) => action(page, name).getAttribute('aria-label');
const place = (page) => slider(page, 'cfe-share').inputValue();
const library = (page) => page.locator('dialog[data-role="library"]');
const names = (page) => page.locator('.library-entry h3').evaluateAll((all) => all.map((each) => each.firstChild.textContent));
const open = async (page) => {
  await action(page, 'scenarios').click();
  await library(page).locator('#library-name').waitFor();
};
/** Names the present plan and saves it, in the open dialog. */
const save = async (page, name) => {
  await page.locator('#library-name').fill(name);
  await action(page, 'save-as').click();
};
const entry = (page, name, what) =>
  page.locator('.library-entry', { has: page.locator('h3', { hasText: name }) }).locator(`[data-action="${what}"]`).first().click();
const stored = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('perennial/scenario/')).length);
const drafted = (page) => until(() => page.evaluate(() => localStorage.getItem('perennial/draft')), Boolean, 'no draft is kept');
/** The storage refuses from now on, as a browser does. */
const refuse = (page, name) =>
  page.evaluate((name) => {
    Storage.prototype.setItem = () => {
      throw new DOMException('refused', name);
    };
  }, name);
const text = (locator) => locator.textContent();

for (const lang of LANGUAGES) {
  test(`takes back and brings again, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    const [before, usual] = [await outputs(page), await place(page)];
    assert.equal(await label(page, 'undo'), TEXTS[lang].nothing);
    assert.equal(await action(page, 'undo').getAttribute('aria-disabled'), 'true');

    // A run of presses is one step, named after what it moved.
    await press(page, 'cfe-share', 'ArrowLeft', 5);
    const moved = await place(page);
    assert.notEqual(moved, usual);
    await until(() => label(page, 'undo'), (name) => TEXTS[lang].undo.test(name), 'undo says nothing');
    assert.equal(await action(page, 'undo').getAttribute('title'), await label(page, 'undo'));
    await action(page, 'undo').click();
    assert.equal(await place(page), usual);
    await until(() => outputs(page), (now) => Object.keys(before).every((id) => now[id] === before[id]), 'not as before');
    assert.ok((await text(page.locator('[data-role="history-said"]'))).length > 5);

    // The keys, on the slider.
    await slider(page, 'cfe-share').focus();
    await page.keyboard.press('Control+Shift+Z');
    assert.equal(await place(page), moved);
    await page.keyboard.press('Control+z');
    assert.equal(await place(page), usual);
    await page.keyboard.press('Control+y');
    assert.equal(await place(page), moved);
    await page.keyboard.press('Meta+z');
    assert.equal(await place(page), usual);
  });

  test(`copies a link that opens the same plan, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const usual = await output(page, 'npv-usd');
    await press(page, 'cfe-share', 'ArrowLeft', 5);
    const moved = await until(() => output(page, 'npv-usd'), (now) => now !== usual, 'nothing moved');
    const button = action(page, 'copy-plan-link');
    assert.equal((await text(button)).trim(), TEXTS[lang].copy);
    await button.click();
    const said = page.locator('[data-role="link-said"]');
    await until(() => text(said), (now) => now === TEXTS[lang].copied, 'copying is not said');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(link.startsWith(site.url) && link.includes('cfe-share='), link);
    const other = await site.open(t, link.slice(site.url.length), { lang });
    assert.equal(await output(other, 'npv-usd'), moved);

    // Of another plan it would not be true.
    await press(page, 'cfe-share', 'ArrowLeft', 1);
    await until(() => text(said), (now) => now === '', 'it is still said');
    assert.deepEqual(await barriers(page), []);
  });

  test(`shows the link where the clipboard is refused, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off&cfe-share=0.4', { lang });
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
    });
    await action(page, 'copy-plan-link').click();
    const field = page.locator('[data-role="plan-link"]');
    await field.waitFor();
    const selected = () => field.evaluate((input) => [input.value, input.value.slice(input.selectionStart, input.selectionEnd)]);
    const [link] = await until(selected, ([all, part]) => all !== '' && all === part, 'the link is not selected');
    assert.ok(link.startsWith(site.url) && link.includes('cfe-share=0.4'), link);
    assert.deepEqual(await barriers(page), []);
  });

  test(`offers the draft of the last visit, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    const usual = await place(page);
    await press(page, 'cfe-share', 'ArrowLeft', 5);
    const moved = await place(page);
    await drafted(page);
    await page.goto(`${site.url}?tour=off`);
    const offer = page.locator('[data-role="draft-offer"]');
    await offer.waitFor();
    assert.equal(await place(page), usual, 'the bare address opens the reference lab');
    assert.deepEqual(await barriers(page), []);
    await action(page, 'draft-go-on').click();
    assert.equal(await place(page), moved);
    await offer.waitFor({ state: 'detached' });
    await action(page, 'undo').click();
    assert.equal(await place(page), usual);
  });

  test(`keeps scenarios by name, in ${lang}`, async (t) => {
    const page = await site.open(t, '?tour=off', { lang });
    const usual = await place(page);
    await press(page, 'cfe-share', 'ArrowLeft', 5);
    const moved = await place(page);
    await action(page, 'save').click();
    await page.waitForFunction(() => document.activeElement?.id === 'library-name');
    await save(page, 'Nordic lab 北欧');
    assert.deepEqual(await names(page), ['Nordic lab 北欧']);
    assert.deepEqual(await barriers(page), []);

    await entry(page, 'Nordic lab', 'duplicate');
    assert.deepEqual(await names(page), ['Nordic lab 北欧', 'Nordic lab 北欧 (2)']);
    await entry(page, '(2)', 'rename');
    await page.locator('.library-rename input').fill('Southern lab');
    await page.keyboard.press('Enter');
    assert.deepEqual(await names(page), ['Nordic lab 北欧', 'Southern lab']);
    await entry(page, 'Southern', 'rename');
    await page.locator('.library-rename input').fill('never');
    await page.locator('.library-rename input').press('Escape');
    assert.deepEqual(await names(page), ['Nordic lab 北欧', 'Southern lab']);
    assert.ok(await library(page).isVisible());

    await entry(page, 'Nordic lab', 'delete');
    assert.deepEqual(await names(page), ['Southern lab']);
    assert.equal(await stored(page), 1);
    await page.waitForFunction(() => document.activeElement?.id === 'undo-delete');
    await page.keyboard.press('Enter');
    assert.deepEqual(await names(page), ['Nordic lab 北欧', 'Southern lab']);

    // On the next visit they are there, and open.
    await page.goto(`${site.url}?tour=off`);
    await open(page);
    assert.deepEqual(await names(page), ['Nordic lab 北欧', 'Southern lab']);
    await entry(page, 'Nordic lab', 'open');
    assert.equal(await place(page), moved);
    assert.equal(await text(page.locator('[data-role="plan-name"]')), 'Nordic lab 北欧');
    // Changes are saved over it.
    await press(page, 'cfe-share', 'ArrowLeft', 2);
    await action(page, 'save').click();
    const further = await place(page);
    await action(page, 'undo').click();
    await open(page);
    await entry(page, 'Nordic lab', 'open');
    assert.equal(await place(page), further);
    assert.notEqual(further, usual);
  });

  test(`takes scenarios out as files and in again, in ${lang}`, async (t) => {
    const page = await site.open(t, '?v=0&cfe-share=0.2~1~2027~2030&tour=off', { lang });
    const figure = await output(page, 'npv-usd');
    await open(page);
    await save(page, 'Clean');
    const files = {};
    for (const [name, what] of [['all', 'export-json'], ['table', 'export-csv'], ['one', 'export-one-json'], ['row', 'export-one-csv']]) {
      const download = page.waitForEvent('download');
      await action(page, what).first().click();
      const file = await download;
      files[name] = { name: file.suggestedFilename(), mimeType: 'text/plain', buffer: await readFile(await file.path()) };
    }
    const json = JSON.parse(files.all.buffer);
    assert.deepEqual([json.schema, json.schema_version, json.scenarios.length], ['perennial-library', 1, 1]);
    assert.equal(files.one.name, 'perennial-clean.json');
    await entry(page, 'Clean', 'delete');

    const input = page.locator('#library-files');
    const report = page.locator('[data-role="import-report"]');
    const broken = { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"schema": ') };
    const partly = { name: 'partly.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ ...json, scenarios: [...json.scenarios, { schema: 'other', name: 'Odd' }] })) };
    await input.setInputFiles([files.all, files.table, files.one, files.row, broken, partly]);
    await until(() => report.locator('[data-file]').count(), (count) => count === 6, 'not every file is told of');
    const said = await report.locator('[data-file]').allTextContents();
    for (const index of [0, 1, 2, 3, 5]) assert.match(said[index], TEXTS[lang].taken);
    assert.match(said[4], TEXTS[lang].bad);
    assert.match(said[5], /Odd/);
    assert.deepEqual(await names(page), ['Clean', 'Clean (2)', 'Clean (3)', 'Clean (4)', 'Clean (5)']);
    assert.deepEqual(await barriers(page), []);

    // Dropped, instead of picked.
    await library(page).evaluate((dialog, content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'dropped.json', { type: 'application/json' }));
      dialog.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, files.one.buffer.toString());
    await until(() => names(page), (all) => all.length === 6, 'what was dropped is not there');
    await page.locator('[data-action="library-close"]').click();
    // On the page beside the dialog as well, which opens and tells.
    await page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'picture.png', { type: 'image/png' }));
      document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, '\u0089PNG\u0000\u0001');
    await until(() => report.locator('[data-file]').allTextContents(), (all) => all.some((one) => TEXTS[lang].picture.test(one)), 'the picture is not told of');
    assert.equal((await names(page)).length, 6);
    await page.locator('[data-action="library-close"]').click();
    for (const name of ['(2)', '(6)']) {
      await page.goto(`${site.url}?tour=off`);
      await open(page);
      await entry(page, name, 'open');
      await until(() => output(page, 'npv-usd'), (value) => value === figure, `${name} is another plan`);
    }
  });

  for (const [name, reason] of [['QuotaExceededError', 'full'], ['SecurityError', 'blocked']]) {
    test(`says that the storage is ${reason}, and loses nothing, in ${lang}`, async (t) => {
      const page = await site.open(t, '?tour=off', { lang });
      await refuse(page, name);
      await press(page, 'cfe-share', 'ArrowLeft', 3);
      const trouble = page.locator('[data-role="storage-trouble"]').first();
      await trouble.waitFor();
      assert.match(await text(trouble), TEXTS[lang][reason]);
      await open(page);
      await save(page, 'Kept');
      assert.deepEqual(await names(page), ['Kept']);
      const told = library(page).locator('[data-role="storage-trouble"]');
      await until(() => text(told), (said) => TEXTS[lang].kept.test(said), 'what is kept is not said');
      assert.deepEqual(await barriers(page), []);
      const download = page.waitForEvent('download');
      await told.locator('[data-action="trouble-export"]').click();
      assert.match((await readFile(await (await download).path())).toString(), /"Kept"/);
      // Room again: one press, and it is stored.
      await page.evaluate(() => delete Storage.prototype.setItem);
      await page.evaluate(() => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        Storage.prototype.setItem = frame.contentWindow.Storage.prototype.setItem;
      });
      await told.locator('[data-action="trouble-retry"]').click();
      await until(() => library(page).locator('[data-role="storage-trouble"]').count(), (count) => count === 0, 'the trouble stays');
      assert.equal(await stored(page), 1);
    });
  }
}

test('takes a drag as one step, and text as its own', async (t) => {
  const page = await site.open(t, '?tour=off');
  const usual = await place(page);
  const range = slider(page, 'cfe-share');
  await reveal(range);
  const box = await range.boundingBox();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
  await page.mouse.down();
  for (const share of [0.7, 0.5, 0.3]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  await page.waitForTimeout(1400);
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await page.mouse.up();
  assert.notEqual(await place(page), usual);
  await action(page, 'undo').click();
  assert.equal(await place(page), usual);
  assert.equal(await label(page, 'undo'), TEXTS.en.nothing);

  // In a field the keys are the field's.
  await press(page, 'cfe-share', 'ArrowLeft', 2);
  const moved = await place(page);
  await page.locator('#search-inputs').fill('water');
  await page.keyboard.press('Control+z');
  assert.equal(await place(page), moved);
});

test('takes a company back, and a step of the browser', async (t) => {
  const page = await site.open(t, '?tour=off');
  const before = await outputs(page);
  await page.locator('#preset').selectOption('deepseek-production-day');
  await until(() => output(page, 'npv-usd'), (value) => value !== before['npv-usd'], 'no other company');
  const company = await output(page, 'npv-usd');
  await action(page, 'undo').click();
  await until(() => output(page, 'npv-usd'), (value) => value === before['npv-usd'], 'not the lab');
  await action(page, 'redo').click();
  await until(() => output(page, 'npv-usd'), (value) => value === company, 'not the company');
  await page.goBack();
  await until(() => output(page, 'npv-usd'), (value) => value === before['npv-usd'], 'not back');
  await action(page, 'undo').click();
  await until(() => output(page, 'npv-usd'), (value) => value === company, 'going back is no step');
});

test('never writes over a draft that nobody answered', async (t) => {
  const page = await site.open(t, '?tour=off');
  await press(page, 'cfe-share', 'ArrowLeft', 5);
  const moved = await place(page);
  await drafted(page);
  await page.goto(`${site.url}?tour=off`);
  await page.locator('[data-role="draft-offer"]').waitFor();
  await press(page, 'cfe-share', 'ArrowLeft', 1);
  await page.locator('[data-role="draft-offer"]').waitFor({ state: 'detached' });
  await open(page);
  assert.equal((await names(page)).length, 1);
  await page.locator('[data-action="open"]').click();
  assert.equal(await place(page), moved);
});

test('fits a narrow phone, dark as well', async (t) => {
  for (const theme of ['light', 'dark']) {
    const page = await site.open(t, '?tour=off', { width: 320, height: 640, theme, lang: 'zh' });
    await open(page);
    await save(page, '一个名字很长很长很长很长很长很长很长很长很长很长的情景');
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.querySelector('dialog').scrollWidth]);
    assert.ok(wide.every((width) => width <= 320), `${wide}`);
    assert.deepEqual(await barriers(page), []);
  }
});
