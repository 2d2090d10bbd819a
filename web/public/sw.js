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
  const asked = files.map((path) => new Request(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' }));
  try {
    await cache.addAll(asked);
  } catch (error) {
    // Else it would count as the version before the next one, in place of the one that runs.
    await caches.delete(cacheName);
    throw error;
  }
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
  if (answer.ok) {
    const cache = await caches.open(cacheName);
    // One without the page was taken out of this browser, together with this worker: to open it has made it anew.
    if (await cache.match(page)) await cache.put(request, answer.clone());
    else await caches.delete(cacheName);
  }
  return answer;
}

/** From the server, or what is kept when that is away or too slow. */
async function fresh(request, path) {
  const asked = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, slowMs));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  return (await caches.match(path, { cacheName, ignoreVary: true })) ?? asked;
}

/** A name, so that it turns nothing around in the words beside it. */
const apart = (name) => `\u2068${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;

const notices = {
  en: {
    wrote: (name) => `New text from ${name}`,
    wroteMany: (name, n) => `${n} new texts from ${name}`,
    many: (n) => `${n} new texts`,
    mention: (name) => `You are mentioned in a note about ${name}`,
    test: 'This is how a new text will show.',
    near: (spent, cap) => `${spent} of this month’s ${cap} is spent`,
    spent: (cap) => `This month’s ${cap} is spent`,
    spentBody: 'Nothing leaves until more is allowed. What is written waits.',
    abroad: (country) => `Many new numbers: ${country}`,
    abroadBody: 'As many as an hour has were texted; the others wait. Is that you?',
  },
  es: {
    wrote: (name) => `Mensaje nuevo de ${name}`,
    wroteMany: (name, n) => `${n} mensajes nuevos de ${name}`,
    many: (n) => `${n} mensajes nuevos`,
    mention: (name) => `Se le menciona en una nota sobre ${name}`,
    test: 'Así se mostrará un mensaje nuevo.',
    near: (spent, cap) => `Se han gastado ${spent} de los ${cap} de este mes`,
    spent: (cap) => `Los ${cap} de este mes están gastados`,
    spentBody: 'No sale nada hasta que se permita más. Lo escrito espera.',
    abroad: (country) => `Muchos números nuevos: ${country}`,
    abroadBody: 'Ya se ha escrito a tantos como caben en una hora; los demás esperan. ¿Es cosa suya?',
  },
};

self.addEventListener('push', (event) => event.waitUntil(show(event.data.json())));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPlace(event.notification.data.place));
});
// The browser has got another address: it is told to the server like the first one.
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

async function show({ kind, language, name, words, count, conversationId, spent, cap, currency, country, waiting }) {
  const say = notices[language] ?? notices.en;
  const money = (amount) => new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
  const isLimit = kind === 'abroad' || kind.startsWith('money_');
  const title = {
    test: () => 'Hearback',
    mention: () => say.mention(apart(name)),
    many: () => say.many(count),
    money_near: () => say.near(money(spent), money(cap)),
    money_spent: () => say.spent(money(cap)),
    abroad: () => say.abroad(new Intl.DisplayNames(language, { type: 'region' }).of(country)),
    texts: () => (count > 1 ? say.wroteMany(apart(name), count) : say.wrote(apart(name))),
  }[kind]();
  if (waiting !== undefined) await self.navigator.setAppBadge?.(waiting).catch(() => {});
  await self.registration.showNotification(title, {
    body: { test: say.test, money_spent: say.spentBody, abroad: say.abroadBody }[kind] ?? words ?? '',
    lang: language,
    dir: 'auto',
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    // A newer one of the same conversation takes the place of the one before.
    tag: conversationId ?? kind,
    renotify: true,
    data: { place: isLimit ? '/limits' : conversationId ? `/inbox/all/${conversationId}` : '/inbox/waiting' },
  });
}

async function openPlace(place) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find((client) => client.focused) ?? pages[0];
  if (!open) return self.clients.openWindow(place);
  // The page goes there by itself, so that it need not be loaded again.
  open.postMessage({ place });
  return open.focus();
}

async function renew({ oldSubscription, newSubscription }) {
  const subscription = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  const headers = { 'content-type': 'application/json' };
  await fetch('/api/v1/push-subscriptions', { method: 'POST', headers, body: JSON.stringify(subscription) });
}
