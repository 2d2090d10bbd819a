import { forgetPush, renew, standing } from './push.ts';
import { isTakenOut, leaveOut, putIn } from './worker-file.ts';

/** Lets the service worker keep the page's files and bring notifications; where there is none, as on plain HTTP, the page works without. */
export async function startWorker(memberId: string): Promise<void> {
  if (!navigator.serviceWorker || isTakenOut()) return;
  await putIn();
  if (standing(memberId) === 'on') await renew(memberId);
}

/** Whether the service worker is wanted in this browser. */
export function isKept(): boolean {
  return !isTakenOut();
}

/** Puts the service worker into this browser again, or takes it out for good, with all files that it keeps. */
export async function setKept(isWanted: boolean): Promise<void> {
  if (isWanted) return putIn();
  leaveOut();
  forgetPush();
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  if ('caches' in window) await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
