import { api, ask } from '../api.ts';
import { currentLanguage } from '../words/words.ts';
import { putIn } from './worker-file.ts';

/** `unable`: this browser has no notifications of this kind. `insecure`: it has them, but not over plain HTTP. */
export type Standing = 'on' | 'off' | 'blocked' | 'iphone' | 'insecure' | 'unable';

/** Where the id is kept under which the server knows this browser, for each member. */
const idKey = (memberId: string) => `hearback.push.${memberId}`;

/** Whether this member is told of news in this browser, or what stands in the way. */
export function standing(memberId: string): Standing {
  if (!window.isSecureContext) return 'insecure';
  if (!('PushManager' in window) || !('Notification' in window)) return isIphone() ? 'iphone' : 'unable';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' && localStorage.getItem(idKey(memberId)) ? 'on' : 'off';
}

/** Asks for permission, which browsers allow after a tap only, and has the server tell this browser of news. */
export async function turnOn(memberId: string): Promise<Standing> {
  const permission = await Notification.requestPermission();
  if (permission === 'granted') await renew(memberId);
  return standing(memberId);
}

/** Nobody is told in this browser any more: what tells them has been taken out. */
export function forgetPush(): void {
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(idKey('')))) localStorage.removeItem(key);
}

/** Tells the server where to reach this browser, which may have changed: by itself, or because it is another server. */
export async function renew(memberId: string): Promise<void> {
  await putIn();
  const { pushManager } = await navigator.serviceWorker.ready;
  const { publicKey } = await ask(api.GET('/api/v1/push-subscriptions'));
  const key = Uint8Array.from(atob(publicKey.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
  let subscription = await pushManager.getSubscription();
  if (subscription && !isFor(subscription, key)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint = '', keys = {} } = subscription.toJSON();
  const body = { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' }, language: currentLanguage() };
  const { id } = await ask(api.POST('/api/v1/push-subscriptions', { body }));
  localStorage.setItem(idKey(memberId), id);
}

/** Tells this browser of nothing more. */
export async function turnOff(memberId: string): Promise<Standing> {
  const id = localStorage.getItem(idKey(memberId));
  localStorage.removeItem(idKey(memberId));
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  // The server may have found out already that it is gone.
  if (id) await ask(api.DELETE('/api/v1/push-subscriptions/{id}', { params: { path: { id } } })).catch(() => {});
  await navigator.clearAppBadge?.().catch(() => {});
  return standing(memberId);
}

/** Sends a notification the long way round: over the server and the browser's push service. */
export async function sendTrial(memberId: string): Promise<void> {
  const id = localStorage.getItem(idKey(memberId)) ?? '';
  await ask(api.POST('/api/v1/push-subscriptions/{id}/trials', { params: { path: { id } } }));
}

function isFor({ options }: PushSubscription, key: Uint8Array): boolean {
  const used = options.applicationServerKey;
  return used !== null && new Uint8Array(used).every((byte, index) => byte === key[index]);
}

/** Only there, a page must be put onto the Home Screen first (https://webkit.org/blog/13878). */
function isIphone(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
