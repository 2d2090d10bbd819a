const key = 'hearback.worker';

/** Whether the service worker was taken out of this browser. */
export function isTakenOut(): boolean {
  return localStorage.getItem(key) === 'out';
}

/** Keeps in mind that it is not wanted here. */
export function leaveOut(): void {
  localStorage.setItem(key, 'out');
}

/** Puts the service worker into this browser. A newer version takes over by itself, as soon as it has all its files. */
export async function putIn(): Promise<void> {
  localStorage.removeItem(key);
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
}
