/**
 * From what trunk built to what is published: `node post-build.mjs RAW PARTS DIST LIMIT_KB`.
 *
 * Trunk names files before wasm-opt has run, and leaves copied files without a hash. So here, in
 * order: the parts that are fetched later (`wasm-bindgen.mjs`) joined to the page; wasm-opt; names by final content, references following; the policy of the page (CSP) with
 * the hashes of its inline scripts; the list of files that the service worker keeps; the sizes.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, extname, join, posix, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliSize, sizeTable } from './sizes.mjs';

const [raw, parts, dist, limitKb] = process.argv.slice(2);
const run = promisify(execFile);

/** Files people or browsers know by name, and which therefore keep theirs. */
const NAMED = new Set(['index.html', 'sw.js', 'manifest.webmanifest', 'icon.svg']);
const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.json', '.svg', '.webmanifest']);

const sha256 = (content, encoding) => createHash('sha256').update(content).digest(encoding);
const isText = (name) => TEXT.has(extname(name));

/** Every file below `root`, by its path with forward slashes. */
async function readTree(root) {
  const files = new Map();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(relative(root, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}

/** Faster. In brotli the levels of wasm-opt differ by less than a kilobyte, so the one for speed. */
async function optimise(wasm, name) {
  const input = join(tmpdir(), `perennial-${process.pid}-${basename(name)}`);
  const output = `${input}.opt`;
  await writeFile(input, wasm);
  try {
    await run(process.execPath, [
      'node_modules/binaryen/bin/wasm-opt', input, '-o', output, '-O3',
      '--enable-simd', '--enable-bulk-memory', '--enable-nontrapping-float-to-int', '--enable-sign-ext',
      '--enable-mutable-globals', '--enable-reference-types', '--enable-multivalue',
    ]);
    return await readFile(output);
  } finally {
    await Promise.all([rm(input, { force: true }), rm(output, { force: true })]);
  }
}

/**
 * Takes the module that fetches the parts into the page's own: each imports the other, and two files
 * that name each other cannot both be named by their content.
 */
function joinLoader(files) {
  const loader = '__wasm_split.js';
  const text = files.get(loader).toString();
  files.delete(loader);
  const names = [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const body = text.replace(/^import [^\n]*\n/gm, '').replace(/^export const /gm, 'const ');
  const joined = `(() => {\n${body}\nreturn { ${names.join(', ')} };\n})()`;
  const page = [...files.keys()].find((name) => /^app-[^/]*\.js$/.test(name));
  const js = files.get(page).toString();
  const pattern = /^import \* as (\w+) from ["']\.\/__wasm_split\.js["'];?$/gm;
  const found = [...js.matchAll(pattern)].map(([, name]) => name);
  if (found.length === 0) throw new Error(`${page} does not import ${loader}`);
  const [first] = found;
  let once = false;
  files.set(page, Buffer.from(js.replace(pattern, (_, name) => {
    if (once) return `const ${name} = ${first};`;
    once = true;
    return `const ${name} = ${joined};`;
  })));
}

/** The name without the hash trunk or esbuild gave it. */
function stem(name) {
  const { dir, name: base, ext } = posix.parse(name);
  return { dir, base: base.replace(/-(?:[0-9a-f]{14,16}|[0-9A-Z]{8})(?=_bg$|$)/, ''), ext };
}

/**
 * Renames every file by its content, those first that refer to no other, and writes the new name
 * into every file that refers to it. References are found by file name, which is unique here.
 */
function renameByContent(files) {
  const names = [...files.keys()].map((name) => posix.basename(name));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`files of the same name in different folders: ${twice.join(', ')}`);
  const waiting = new Set([...files.keys()].filter((name) => !NAMED.has(name)));
  const refersTo = (name, other) => isText(name) && files.get(name).includes(posix.basename(other));
  while (waiting.size > 0) {
    const ready = [...waiting].filter((name) => ![...waiting].some((other) => other !== name && refersTo(name, other)));
    if (ready.length === 0) throw new Error(`files refer to each other in a circle: ${[...waiting].join(', ')}`);
    for (const old of ready) {
      waiting.delete(old);
      const content = files.get(old);
      const { dir, base, ext } = stem(old);
      const name = posix.join(dir, `${base}-${sha256(content, 'hex').slice(0, 12)}${ext}`);
      files.delete(old);
      files.set(name, content);
      for (const [referrer, text] of files) {
        if (!isText(referrer) || !text.includes(posix.basename(old))) continue;
        files.set(referrer, Buffer.from(text.toString().replaceAll(posix.basename(old), posix.basename(name))));
      }
    }
  }
}

/**
 * What the page loads by itself: reachable from it by anything but an `import()`, and the texts of the first
 * view in one language, the larger. `isPart` tells the files that are fetched when they are needed.
 */
function firstLoad(files, isPart) {
  const seen = new Set(['index.html']);
  for (const name of seen) {
    if (!isText(name)) continue;
    const text = files.get(name).toString().replace(/\bimport\(\s*(["'`])[^"'`]*\1\s*\)/g, '');
    for (const other of files.keys()) {
      if (other !== 'sw.js' && !isPart(other) && text.includes(posix.basename(other))) seen.add(other);
    }
  }
  const texts = [...files.keys()].filter((name) => /^split_\w\w_first-/.test(name));
  if (texts.length === 0) throw new Error('no part holds the texts of the first view');
  seen.add(texts.reduce((a, b) => (files.get(a).length > files.get(b).length ? a : b)));
  return seen;
}

/**
 * Nothing but this host's own files, and no code from text. Style attributes are allowed: charts
 * and bars set them; style elements are not.
 */
function policy(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = inline.map(([, script]) => `'sha256-${sha256(script, 'base64')}'`);
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(' ')}`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function fill(html, mark, content) {
  const comment = `<!-- post-build: ${mark} -->`;
  if (!html.includes(comment)) throw new Error(`index.html has no ${comment}`);
  return html.replace(comment, () => content);
}

const files = await readTree(raw);
for (const [name, content] of await readTree(parts)) files.set(name, content);
joinLoader(files);
const wasm = [...files.keys()].filter((name) => name.endsWith('.wasm'));
for (let start = 0; start < wasm.length; start += availableParallelism()) {
  const batch = wasm.slice(start, start + availableParallelism());
  const done = await Promise.all(batch.map((name) => optimise(files.get(name), name)));
  batch.forEach((name, index) => files.set(name, done[index]));
}

renameByContent(files);

let html = files.get('index.html').toString();
const register = "<script>navigator.serviceWorker?.register('./sw.js').catch(() => {});</script>";
html = fill(html, 'offline', register);
html = fill(html, 'policy', `<meta http-equiv="Content-Security-Policy" content="${policy(html)}">`);
files.set('index.html', Buffer.from(html));

const listed = [...files.keys()].filter((name) => name !== 'sw.js' && name !== 'index.html').sort();
const build = sha256(listed.concat('index.html').map((name) => sha256(files.get(name), 'hex')).join(), 'hex').slice(0, 12);
const worker = files.get('sw.js').toString()
  .replace("const BUILD = '';", () => `const BUILD = '${build}';`)
  .replace('const FILES = [];', () => `const FILES = ${JSON.stringify(['./', ...listed.map((name) => `./${name}`)])};`);
if (!worker.includes(build) || !worker.includes('"./"')) throw new Error('sw.js lost its two constants');
files.set('sw.js', Buffer.from(worker));

await rm(dist, { recursive: true, force: true });
for (const [name, content] of files) {
  await mkdir(dirname(join(dist, name)), { recursive: true });
  await writeFile(join(dist, name), content);
}

const first = firstLoad(files, (name) => /^(split|chunk)_[^/]*\.wasm$/.test(name));
const language = [...first].find((name) => /_first-/.test(name)).slice('split_'.length, 'split_'.length + 2);
/** What the page fetches by itself once it answers: charts and what draws them, the library, what weighs levers, longer texts. */
const follows = (name) =>
  /^charts\/(?!echarts\.later)/.test(name) || /^split_(charts|around|effects)-/.test(name) || name.startsWith(`split_${language}_rest-`);
const rows = [...files].map(([name, content]) => ({
  name,
  bytes: content.length,
  brotli: brotliSize(content),
  group: first.has(name) ? 'first' : follows(name) ? 'follows' : 'asked',
}));
const { text, total } = sizeTable(rows);
console.log(text);
console.log(`  limit ${limitKb} kB, build ${build}`);
if (total > Number(limitKb) * 1000) {
  console.error(`The first load is ${(total / 1000).toFixed(1)} kB in brotli, over the limit of ${limitKb} kB.`);
  process.exitCode = 1;
}
