/**
 * Stands in for wasm-bindgen while trunk builds the page that is published: splits what the linker made into
 * the files that are fetched later (`later!` in `src/app/later.rs`), then runs the real wasm-bindgen on the rest.
 *
 * The files go to PERENNIAL_PARTS, from where `post-build.mjs` takes them. PERENNIAL_WASM_BINDGEN and
 * PERENNIAL_WASM_SPLIT name the two programs.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const { PERENNIAL_WASM_BINDGEN: bindgen, PERENNIAL_WASM_SPLIT: splitter, PERENNIAL_PARTS: parts } = process.env;

function run(program, options) {
  const { status, error } = spawnSync(program, options, { stdio: 'inherit' });
  if (error) console.error(`${program}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const options = process.argv.slice(2);
const input = options.findIndex((option) => option.endsWith('.wasm'));
if (input < 0) {
  run(bindgen, options);
  process.exit();
}
const valueOf = (name) => {
  const at = options.findIndex((option) => option === name || option.startsWith(`${name}=`));
  return at < 0 ? undefined : options[at] === name ? options[at + 1] : options[at].slice(name.length + 1);
};
const name = valueOf('--out-name');
rmSync(parts, { recursive: true, force: true });
mkdirSync(parts, { recursive: true });
run(splitter, [options[input], parts, '--target', 'web', '--out-name', name]);
const main = join(parts, `${name}.wasm`);
run(bindgen, [...options.with(input, main), '--keep-lld-exports']);
rmSync(main);
console.log(`split into ${readdirSync(parts).filter((file) => file.endsWith('.wasm')).length} parts besides the first`);
