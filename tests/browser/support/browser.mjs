/**
 * One Chromium and one static host for a test file, and pages that are watched: a console error, an
 * uncaught exception, or a request to any other host fails the test.
 */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

/** The page must work in any sub-folder of any host. */
export const PREFIX = '/any/sub/folder/';

/** How long a page may take over anything, milliseconds: a machine may be busy. */
const PATIENCE = 15_000;

const SWITCHES = [
  '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Chromium as `cargo xtask` found it, or under its usual name. */
export function launch() {
  const executablePath = process.env.PERENNIAL_CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: SWITCHES });
}

/**
 * Starts what a test file needs, and ends it after the file's last test. The result opens pages:
 * `await site.open(t, '?page=article', { width: 390, lang: 'zh' })`.
 */
export async function start() {
  const [host, browser] = await Promise.all([serve('dist', { prefix: PREFIX }), launch()]);
  after(async () => {
    await browser.close();
    await host.close();
  });
  return { browser, host, url: host.url, open: (t, address, settings) => open(t, browser, host, address, settings) };
}

async function open(t, browser, host, address = '', settings = {}) {
  const { width = 1280, height = 900, lang = 'en', theme = 'light', ready = true, ...context } = settings;
  const session = await browser.newContext({
    viewport: { width, height },
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...context,
  });
  session.setDefaultTimeout(PATIENCE);
  const complaints = watch(session, host.url);
  t.after(async () => {
    await session.close();
    assert.deepEqual(complaints, [], 'what the page complained of');
  });
  const page = await session.newPage();
  await page.goto(host.url + address);
  if (ready) await started(page);
  return page;
}

/** Resolves when the app stands in the page with all its parts, and the charts' code has arrived. */
export async function started(page) {
  await page.waitForFunction(
    () =>
      !document.getElementById('boot') &&
      Boolean(globalThis.perennialCharts) &&
      document.querySelector('main h1') &&
      !document.querySelector('.awaited, .plan-bar:empty'),
  );
}

/** Collects everything a page must not do. */
function watch(session, url) {
  const complaints = [];
  const { origin } = new URL(url);
  session.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  session.on('weberror', (error) => complaints.push(`uncaught: ${error.error().stack ?? error.error()}`));
  session.on('request', (request) => {
    const address = request.url();
    if (/^(data|blob):/.test(address) || address.startsWith(`${origin}/`)) return;
    complaints.push(`request to another host: ${address}`);
  });
  return complaints;
}
