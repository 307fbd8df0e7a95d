/** Languages, themes, small screens, the keyboard, assistive technology, and charts that do not pile up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './support/browser.mjs';
import { barriers, charted, drawings, outputs, pages, press, slider, state, until, visit } from './support/page.mjs';

const site = await start();

test('switches language and theme, keeps them, and leaves the numbers alone', async (t) => {
  const page = await site.open(t);
  await charted(page);
  const numbers = await outputs(page);
  const title = await page.locator('h1').first().textContent();
  await page.locator('[data-action="lang"]').click();
  await page.locator('[data-action="theme"]').click();
  await until(() => state(page), ([lang, theme]) => lang === 'zh' && theme === 'dark', 'nothing switched');
  assert.notEqual(await page.locator('h1').first().textContent(), title);
  assert.deepEqual(await outputs(page), numbers);
  await charted(page);
  await page.reload();
  await until(() => state(page), ([lang, theme]) => lang === 'zh' && theme === 'dark', 'forgotten on reload');
});

test('says nothing in the wrong language', async (t) => {
  const page = await site.open(t, '', { lang: 'zh' });
  await charted(page);
  for (const name of await pages(page)) {
    await visit(page, name);
    const words = await page.locator('h1, h2, h3, label, button, summary').evaluateAll((all) =>
      all.filter((one) => one.checkVisibility() && !one.closest('[lang="en"]')).map((one) => one.innerText.trim()),
    );
    const foreign = words.filter((text) => text.length > 12 && /[a-z]{4,}/i.test(text) && !/[\u4e00-\u9fff]/.test(text));
    assert.deepEqual(foreign, []);
  }
});

test('does not scroll sideways on 320 pixels', async (t) => {
  for (const lang of ['zh', 'en']) {
    const page = await site.open(t, '', { width: 320, height: 640, lang });
    for (const name of await pages(page)) {
      await visit(page, name);
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${name} in ${lang} is ${inner} wide`);
    }
  }
});

test('can be worked with the keyboard alone', async (t) => {
  const page = await site.open(t);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => document.activeElement.id), (id) => id === 'main', 'the skip link leads elsewhere');

  // From there to the first slider, by Tab alone, with the focus to be seen on the way.
  let reached = false;
  for (let step = 0; step < 80 && !reached; step += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
      return { type: document.activeElement.type, seen: outlineStyle !== 'none' || boxShadow !== 'none' };
    });
    assert.ok(focus.seen, 'the focus cannot be seen');
    reached = focus.type === 'range';
  }
  assert.ok(reached, 'no slider is reached');
  const before = await outputs(page);
  for (let time = 0; time < 5; time += 1) await page.keyboard.press('ArrowRight');
  await until(() => outputs(page), (now) => Object.keys(before).some((id) => now[id] !== before[id]), 'nothing moved');
});

test('has no serious barrier for assistive technology', async (t) => {
  for (const lang of ['zh', 'en']) {
    for (const theme of ['light', 'dark']) {
      const page = await site.open(t, '', { lang, theme });
      for (const name of await pages(page)) {
        await visit(page, name);
        assert.deepEqual(await barriers(page), [], `${name}, ${lang}, ${theme}`);
      }
    }
  }
});

test('keeps as many charts as it shows', async (t) => {
  const page = await site.open(t);
  const turn = async () => {
    for (const name of (await pages(page)).reverse()) await visit(page, name);
    for (const action of ['lang', 'theme', 'lang', 'theme']) await page.locator(`[data-action="${action}"]`).click();
    await charted(page);
    return page.evaluate(() => [perennialCharts.count(), document.querySelectorAll('figure[data-chart] svg').length]);
  };
  const [charts, drawn] = await turn();
  for (let round = 0; round < 3; round += 1) assert.deepEqual(await turn(), [charts, drawn]);
  assert.ok(charts > 0 && charts <= drawn);
});

test('follows the hand: a slider held down redraws within a frame or few', async (t) => {
  const page = await site.open(t);
  await charted(page);
  await press(page, 'cfe-share', 'ArrowLeft');
  const first = await drawings(page);
  const times = await slider(page, 'cfe-share').evaluate(async (range) => {
    const spent = [];
    for (let move = 0; move < 20; move += 1) {
      const begin = performance.now();
      range.value = String(Number(range.min) + ((Number(range.max) - Number(range.min)) * move) / 20);
      range.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
      spent.push(performance.now() - begin);
    }
    return spent.sort((a, b) => a - b);
  });
  assert.notDeepEqual(await drawings(page), first);
  t.diagnostic(`a move takes ${times[10].toFixed(0)} ms in the middle, ${times[19].toFixed(0)} ms at most`);
  assert.ok(times[10] < 250, `a move takes ${times[10].toFixed(0)} ms`);
});
