/** What the tests do on a page, by the conventions of its markup. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Repeats `read` every `pause` ms until `holds` is content with what it gives; fails with the last of it. */
export async function until(read, holds, what, patience = 15_000, pause = 25) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await read();
    if (holds(seen)) return seen;
    if (Date.now() > end) assert.fail(`${what}: ${JSON.stringify(seen)}`);
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

/** Every figure that the page shows as a value, by its id; null where there is none. */
export function outputs(page) {
  return page.locator('data[data-output]').evaluateAll((all) =>
    Object.fromEntries(all.map(({ dataset, value }) => [dataset.output, value === '' ? null : Number(value)])),
  );
}

/** One of them. */
export const output = async (page, id) => (await outputs(page))[id];

/** The slider of a parameter: a path's end, or the one there is. */
export function slider(page, parameter) {
  return page.locator(`[data-parameter="${parameter}"] input[type="range"]`).first();
}

/** Presses a key on a slider some times, as a hand on the keyboard does. */
export async function press(page, parameter, key, times = 1) {
  const range = slider(page, parameter);
  await reveal(range);
  await range.focus();
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

/** Opens the disclosures around an element, outermost first. */
export async function reveal(locator) {
  await locator.evaluate((element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
  });
  await locator.scrollIntoViewIfNeeded();
}

/**
 * Waits until the page has shown what it was told and its hand has rested so many ms, by the page's own clock: a
 * timer that it set before goes off before. Answers the query of the address, which is written by then.
 */
export function rested(page, pause = 600) {
  return page.evaluate((time) => new Promise((resume) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resume(location.search), time)));
  }), pause);
}

/** The shapes of every chart that is drawn, by its id. */
export function drawings(page) {
  return page.locator('figure[data-chart]').evaluateAll((figures) =>
    Object.fromEntries(
      figures.flatMap((figure) => {
        const drawn = figure.querySelector('svg');
        return drawn ? [[figure.dataset.chart, [...drawn.querySelectorAll('path')].map((path) => path.getAttribute('d')).join()]] : [];
      }),
    ),
  );
}

/** Resolves when every chart that is not hidden is drawn; at least so many must be there. */
export async function charted(page, atLeast = 1) {
  await page.waitForFunction((least) => {
    const figures = [...document.querySelectorAll('figure[data-chart]')].filter((figure) => figure.checkVisibility());
    return figures.length >= least && figures.every((figure) => figure.querySelector('svg, canvas'));
  }, atLeast);
}

/** Every page that the navigation names. */
export function pages(page) {
  return page.locator('nav [data-page]').evaluateAll((links) => links.map((link) => link.dataset.page));
}

/** Goes to a page by the navigation, and waits until its charts are drawn. */
export async function visit(page, name) {
  await page.locator(`nav [data-page="${name}"]`).click();
  await page.locator(`nav [data-page="${name}"][aria-current="page"]`).waitFor();
  await charted(page, 0);
}

/** Language and theme as the document states them. */
export function state(page) {
  return page.evaluate(() => [document.documentElement.lang.slice(0, 2), document.documentElement.dataset.theme]);
}

let axe;
/** What axe-core finds against WCAG 2.2 AA, the serious and the critical, in a few words each. */
export async function barriers(page) {
  axe ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} (${failureSummary})`).join('; ')}`);
}
