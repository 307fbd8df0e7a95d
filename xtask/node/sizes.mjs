/** Transfer sizes: what a browser fetches before the page works, in brotli of the highest quality. */
import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes of `content` as a host that compresses ahead of time sends them. */
export function brotliSize(content) {
  return brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }).length;
}

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

/** Rows of `{ name, bytes, brotli, first }` as a table, the first load above the rest, with its sum. */
export function sizeTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length), 10);
  const line = ({ name, bytes, brotli }) => `  ${name.padEnd(width)} ${kilobytes(bytes)} ${kilobytes(brotli)}`;
  const ordered = (first) => rows.filter((row) => row.first === first).sort((a, b) => b.brotli - a.brotli);
  const sum = (list, field) => list.reduce((total, row) => total + row[field], 0);
  const first = ordered(true);
  const total = { name: 'first load', bytes: sum(first, 'bytes'), brotli: sum(first, 'brotli') };
  const head = `  ${''.padEnd(width)} ${'kB'.padStart(9)} ${'brotli'.padStart(9)}`;
  const text = [head, ...first.map(line), line(total), '  later:', ...ordered(false).map(line)].join('\n');
  return { text, total: total.brotli };
}
