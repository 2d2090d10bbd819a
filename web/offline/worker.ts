/** Lets the service worker keep the page's files. Where there is none, such as on plain HTTP, the page works without. */
export async function register(): Promise<void> {
  // A newer version takes over as soon as it has all its files; parts of the page that is open stay where they are.
  await navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' });
}

/** Takes the service worker and all that it keeps out of this browser. */
export async function remove(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  if (!('caches' in window)) return;
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
