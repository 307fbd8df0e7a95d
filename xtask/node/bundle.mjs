/**
 * Bundles what trunk does not: ECharts, tree-shaken, with the interface Rust calls, and the style
 * sheets, into `target/web/`. Trunk runs this before every build (`hooks` in `Trunk.toml`).
 */
import { build } from 'esbuild';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const OUT = 'target/web';
/** The oldest browsers that the page promises to work in; all have SIMD and references in WebAssembly. */
const TARGET = ['es2022', 'chrome109', 'firefox115', 'safari16.4'];
const shared = { bundle: true, minify: true, legalComments: 'none', target: TARGET, logLevel: 'warning' };
const charts = { ...shared, format: 'esm', define: { 'process.env.NODE_ENV': '"production"' } };

await rm(join(OUT, 'charts'), { recursive: true, force: true });
await Promise.all([
  // The page's charts: the entry, and what it shares with the part that is fetched later.
  build({
    ...charts,
    entryPoints: { charts: 'src/app/chart/echarts.entry.mjs' },
    outdir: join(OUT, 'charts'),
    splitting: true,
    chunkNames: '[name]-[hash]',
  }),
  // The same in one file, for the wasm tests, whose server knows no other files.
  build({ ...charts, entryPoints: ['src/app/chart/echarts.entry.mjs'], outfile: join(OUT, 'charts.test.js') }),
  build({ ...shared, entryPoints: ['style/main.css'], outfile: join(OUT, 'style.css') }),
]);

if (process.argv.includes('--sizes')) {
  const { brotliSize } = await import('./sizes.mjs');
  for (const name of await readdir(join(OUT, 'charts'))) {
    const path = join(OUT, 'charts', name);
    console.log(name, (await stat(path)).size, brotliSize(await readFile(path)));
  }
}
