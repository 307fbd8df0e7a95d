/**
 * Seconds of a run of the model in WebAssembly, in Node and in Chromium: the least of many measurements of runs one
 * after the other, and of runs in two lanes.
 *
 *     node benches/wasm.mjs MODULE     MODULE: the example `bits`; prints one JSON object
 *
 * The module is first made small and quick by binaryen, as the page's is (`xtask/node/post-build.mjs`). Without
 * PERENNIAL_CHROMIUM, or where the browser does not start, there is no figure for Chromium.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFile, stat } from 'node:fs/promises';

/** Runs a measurement takes, and how many are taken. */
const RUNS = 500;
const TIMES = 40;

/** Measures an instance of the module; runs here and, as text, in the browser. */
async function measure(bytes, runs, times) {
  const { instance: { exports } } = await WebAssembly.instantiate(Uint8Array.from(bytes));
  const best = (work) => {
    let least = Infinity;
    for (let time = 0; time < times; time += 1) {
      const start = performance.now();
      work(runs);
      least = Math.min(least, performance.now() - start);
    }
    return (least * 1e-3) / runs;
  };
  return { one: best(exports.runs), lanes: best(exports.lanes) };
}

/** The module as wasm-opt leaves it, kept beside it; as it is where binaryen is not installed. */
async function optimised(file) {
  const out = file.replace(/\.wasm$/, '.opt.wasm');
  const time = async (path) => (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
  if ((await time(out)) > (await time(file))) return readFile(out);
  try {
    const tool = createRequire(import.meta.url).resolve('binaryen/bin/wasm-opt');
    execFileSync(process.execPath, [tool, file, '-O3', '--enable-simd', '--enable-bulk-memory',
      '--enable-nontrapping-float-to-int', '--enable-sign-ext', '--enable-mutable-globals', '-o', out]);
    return await readFile(out);
  } catch (error) {
    console.error(`without wasm-opt: ${error.message.split('\n')[0]}`);
    return await readFile(file);
  }
}

async function inChromium(bytes) {
  if (!process.env.PERENNIAL_CHROMIUM) return undefined;
  try {
    const { launch } = await import('../tests/browser/support/browser.mjs');
    const browser = await launch();
    try {
      const page = await browser.newPage();
      return await page.evaluate(`(${measure})(${JSON.stringify([...bytes])}, ${RUNS}, ${TIMES})`);
    } finally {
      await browser.close();
    }
  } catch (error) {
    console.error(`without Chromium: ${error.message.split('\n')[0]}`);
    return undefined;
  }
}

const bytes = await optimised(process.argv[2]);
console.log(JSON.stringify({ node: await measure(bytes, RUNS, TIMES), chromium: await inChromium(bytes) }));
