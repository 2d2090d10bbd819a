// The service worker: keeps the page's own files, so that it opens without a network, and shows notifications. What a
// member sees comes from the API, and never into these caches. bin/page.ts writes the version and the files.
const version = '__VERSION__';
const files = ['__FILES__'];

const prefix = 'hearback-page-';
const cacheName = prefix + version;
const page = '/';
const slowMs = 4000;

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

async function fill() {
  const cache = await caches.open(cacheName);
  // What has a hash in its name may come from the browser's cache, all else must be as new as this worker.
  await cache.addAll(
    files.map((path) => new Request(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' })),
  );
}

/** The version before this one stays: a page that is still open may ask for a part of it. */
async function tidy() {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (/^\/(api|webhooks)\/|^\/(healthz|readyz|metrics)$/.test(pathname)) return;
  if (pathname.startsWith('/assets/')) event.respondWith(part(request));
  else if (request.mode === 'navigate') event.respondWith(fresh(request, page));
  else if (files.includes(pathname)) event.respondWith(fresh(request, pathname));
});

/** A file with a hash in its name is the same for ever, so two versions cannot be mixed. */
async function part(request) {
  const known = await caches.match(request, { ignoreVary: true });
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(cacheName)).put(request, answer.clone());
  return answer;
}

/** From the server, or what is kept when that is away or too slow. */
async function fresh(request, path) {
  const asked = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, slowMs));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  return (await (await caches.open(cacheName)).match(path, { ignoreVary: true })) ?? asked;
}
