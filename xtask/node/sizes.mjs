/** Transfer sizes: what a browser fetches before the page works, in brotli of the highest quality. */
import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes of `content` as a host that compresses ahead of time sends them. */
export function brotliSize(content) {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }).length;
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

/**
 * Rows of `{ name, bytes, brotli, group }` as a table: the first load with its sum; what follows by itself once
 * the page answers; what is fetched when a reader asks for it.
 */
export function sizeTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length), 10);
  const line = ({ name, bytes, brotli }) => `  ${name.padEnd(width)} ${kilobytes(bytes)} ${kilobytes(brotli)}`;
  const of = (group) => rows.filter((row) => row.group === group).sort((a, b) => b.brotli - a.brotli);
  const sum = (name, list) => ({
    name,
    bytes: list.reduce((total, row) => total + row.bytes, 0),
    brotli: list.reduce((total, row) => total + row.brotli, 0),
  });
  const [first, follows, asked] = ['first', 'follows', 'asked'].map(of);
  const total = sum('first load', first);
  const text = [
    `  ${''.padEnd(width)} ${'kB'.padStart(9)} ${'brotli'.padStart(9)}`,
    ...first.map(line),
    line(total),
    '  once the page answers, by itself:',
    ...follows.map(line),
    line(sum('with the first load', [...first, ...follows])),
    '  when it is asked for:',
    ...asked.map(line),
  ].join('\n');
  return { text, total: total.brotli };
}
