/** Pictures of every page: `node screenshots.mjs FOLDER`, from a built `dist/`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, PREFIX, started } from '../../tests/browser/support/browser.mjs';
import { charted, pages } from '../../tests/browser/support/page.mjs';
import { serve } from '../../tests/browser/support/server.mjs';

const LANGUAGES = ['zh', 'en'];
const THEMES = ['light', 'dark'];
const SIZES = [
  { name: 'desktop', width: 1440, height: 900, full: false },
  { name: 'desktop-full', width: 1440, height: 900, full: true },
  { name: 'phone', width: 390, height: 844, full: true },
  { name: 'narrow', width: 320, height: 640, full: true },
];

const [folder] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const [host, browser] = await Promise.all([serve('dist', { prefix: PREFIX }), launch()]);
let taken = 0;
try {
  for (const lang of LANGUAGES) {
    for (const theme of THEMES) await series(lang, theme);
  }
} finally {
  await browser.close();
  await host.close();
}
console.log(`   ${taken} pictures in ${folder}`);

async function series(lang, theme) {
  const context = await browser.newContext({
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(host.url);
  await started(page);
  for (const name of await pages(page)) {
    for (const size of SIZES) {
      await page.setViewportSize({ width: size.width, height: size.height });
      await page.goto(`${host.url}?page=${name}&lang=${lang}&theme=${theme}`);
      await started(page);
      await charted(page, 0).catch(() => console.log(`   ${name}: a chart is not drawn`));
      if (size.full) await whole(page);
      await rested(page);
      const path = join(folder, `${name}-${lang}-${theme}-${size.name}.png`);
      await page.screenshot({ path, fullPage: size.full });
      taken += 1;
    }
  }
  await context.close();
}

/** Everything is there that is made, or painted, only once it comes into view. */
async function whole(page) {
  await page.evaluate(async () => {
    const shown = new CSSStyleSheet();
    shown.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, shown];
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
      scrollTo({ top, behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    scrollTo({ top: 0, behavior: 'instant' });
  });
  await page.waitForLoadState('networkidle');
}

/** Fonts are there, and two frames have passed since. */
function rested(page) {
  return page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  })));
}
