/**
 * The page without a network, after the first visit. `xtask/node/post-build.mjs` fills in the two
 * constants: every file of this build, and a name for them that changes when any of them does.
 *
 * The page itself is asked for from the network first, so that a reader who is online sees the
 * newest build at once; everything else has its content in its name and is kept for good.
 */
const BUILD = '';
const FILES = [];

/** Pages of one host share its caches: the scope keeps this page's apart. */
const PREFIX = `perennial ${self.registration.scope} `;
const CACHE = PREFIX + BUILD;
/** After this long a slow network counts as none, milliseconds. */
const PATIENCE = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      // A page opened before this build may still fetch a part of the one before: keep that too.
      .then((names) => names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).slice(0, -1))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const file = pathname.slice(scope.pathname.length);
  if (file === '' || file === 'index.html') event.respondWith(page(request));
  else if (request.mode !== 'navigate') event.respondWith(kept(request));
});

/** The page whatever its query: the newest if the network answers in time, else the kept one. */
async function page(request) {
  const saved = async () => (await caches.open(CACHE)).match('./', { ignoreSearch: true });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(saved);
  const fresh = fetch(request).then((answer) => (answer.ok ? answer : saved().then((copy) => copy ?? answer)));
  try {
    return (await Promise.race([fresh, late])) ?? (await fresh);
  } catch {
    return (await saved()) ?? Response.error();
  }
}

/** A file of this build, or of the one before for a page still open, or one that is not kept. */
async function kept(request) {
  const current = await (await caches.open(CACHE)).match(request);
  return current ?? (await caches.match(request)) ?? fetch(request);
}
