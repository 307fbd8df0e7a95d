/** The published page starts in a sub-folder of a host, under its own policy, online and off. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start, started } from './support/browser.mjs';

const site = await start();

test('opens in a sub-folder', async (t) => {
  const page = await site.open(t);
  assert.ok(await page.locator('h1').first().isVisible());
  assert.equal(await page.locator('#boot').count(), 0);
});

test('names every file by its content and asks for nothing else', async (t) => {
  const page = await site.open(t);
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  for (const file of files.filter((name) => /\.(js|css|wasm)$/.test(name) && !name.endsWith('/sw.js'))) {
    assert.match(file, /-[0-9a-f]{12}\.(js|css|wasm)$/);
    assert.ok(file.startsWith(site.url), file);
  }
});

test('forbids code from text and other hosts', async (t) => {
  const page = await site.open(t);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval' 'sha256-/);
  assert.doesNotMatch(policy, /'unsafe-eval'|script-src[^;]*'unsafe-inline'|https?:/);
});

test('takes language and theme from the browser, and from the link before it', async (t) => {
  const state = (page) => page.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dataset.theme]);
  assert.deepEqual(await state(await site.open(t, '', { lang: 'zh', theme: 'dark' })), ['zh', 'dark']);
  assert.deepEqual(await state(await site.open(t, '', { lang: 'en', theme: 'light' })), ['en', 'light']);
  assert.deepEqual(await state(await site.open(t, '?lang=zh&theme=dark', { lang: 'en' })), ['zh', 'dark']);
  assert.deepEqual(await state(await site.open(t, '#lang=zh&theme=dark', { lang: 'en' })), ['zh', 'dark']);
  assert.deepEqual(await state(await site.open(t, '?lang=xx&theme=', { lang: 'en' })), ['en', 'light']);
});

test('works without a network after the first visit', async (t) => {
  const page = await site.open(t);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
  const files = await page.evaluate(async () => {
    const names = await caches.keys();
    return (await (await caches.open(names[0])).keys()).map(({ url }) => url);
  });
  assert.ok(files.some((file) => file.endsWith('.wasm')) && files.some((file) => file.includes('echarts.later')));
  await page.context().setOffline(true);
  await page.goto(`${site.url}?lang=zh`);
  await started(page);
  assert.equal((await page.evaluate(() => document.documentElement.lang)).slice(0, 2), 'zh');
});

test('can be installed', async (t) => {
  const page = await site.open(t);
  const address = new URL(await page.locator('link[rel="manifest"]').getAttribute('href'), site.url);
  const manifest = await (await page.request.get(address.href)).json();
  assert.equal(manifest.start_url, './');
  for (const { src } of manifest.icons) {
    assert.equal((await page.request.get(new URL(src, address).href)).status(), 200);
  }
});
