/**
 * A static host like any other: it serves files, and nothing it serves is stored by the browser's
 * HTTP cache, so that what works offline works because of the service worker.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves `folder` under `prefix`, which begins and ends with a slash; everything else is 404.
 * Resolves to the address of the folder and a function that ends the server.
 */
export async function serve(folder, { prefix = '/', port = 0 } = {}) {
  const root = resolve(folder);
  const server = createServer({ maxHeaderSize: 1 << 17 }, async (request, response) => {
    const answer = (status, headers = {}) => {
      response.writeHead(status, { 'Cache-Control': 'no-store', ...headers });
    };
    const path = decodePath(request.url);
    if (path === prefix.slice(0, -1) && prefix !== '/') {
      answer(301, { Location: prefix });
      return response.end();
    }
    const inside = path?.startsWith(prefix) ? normalize(path.slice(prefix.length) || 'index.html') : undefined;
    const file = inside && join(root, inside.endsWith('/') ? join(inside, 'index.html') : inside);
    const known = file?.startsWith(root + sep) && (await stat(file).catch(() => undefined))?.isFile();
    if (!known) {
      answer(404, { 'Content-Type': 'text/plain' });
      return response.end('not here');
    }
    answer(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    return createReadStream(file).pipe(response);
  });
  await new Promise((ready, failed) => server.once('error', failed).listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

function decodePath(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}
