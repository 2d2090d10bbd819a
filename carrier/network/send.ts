import { type Delay, delayMs } from '../delay.ts';
import type { Exchange } from '../exchange.ts';
import type { Message, Status } from '../messages.ts';
import { fateOf } from '../phones/behaviour.ts';
import { countSegments } from '../segments.ts';
import { isOptedOut } from './opt-outs.ts';
import { fetchMedia, isHere } from './outbound-media.ts';
import { moveTo } from './status.ts';

const stepMs: Delay = [20, 60];
const receiptMs: Delay = [100, 400];
const slowReceiptMs: Delay = [4000, 9000];
const pricePerSegment = 0.0079;
const pricePerPicture = 0.02;

type Step = {
  waitMs: (exchange: Exchange, message: Message) => number;
  /** What takes a while goes on by itself when it is done. */
  act: (exchange: Exchange, message: Message) => void;
};

const aStep = (exchange: Exchange) => delayMs(stepMs, exchange.random);

/** What comes after each status. Statuses that are not here are the last. */
const steps: Partial<Record<Status, Step>> = {
  scheduled: { waitMs: (exchange, message) => (message.sendAt ?? 0) - exchange.now(), act: leaveTheService },
  accepted: { waitMs: aStep, act: leaveTheService },
  queued: { waitMs: aStep, act: (exchange, message) => moveTo(exchange, message, 'sending') },
  sending: { waitMs: aStep, act: handOverWithMedia },
  sent: { waitMs: receiptAfterMs, act: awaitReceipt },
};

/** Takes a message on its way, from whatever status it has to its last. Takes up one kept over a restart, too. */
export function travel(exchange: Exchange, message: Message): void {
  const before = message.status;
  const step = steps[before];
  if (!step) return;
  exchange.timers.later(step.waitMs(exchange, message), () => {
    if (message.status !== before) return;
    step.act(exchange, message);
    if (message.status !== before) travel(exchange, message);
  });
}

/** The service picks up what it accepted: only now is it known from which number, in how many parts, and whether they opted out. */
function leaveTheService(exchange: Exchange, message: Message) {
  message.senderShown = true;
  message.segments = countSegments(message.body);
  if (isOptedOut(exchange, message.to, message.sender, message.serviceSid)) moveTo(exchange, message, 'failed', 21610);
  else moveTo(exchange, message, 'queued');
}

/** Not to be had: HTTP retrieval failure (https://www.twilio.com/docs/api/errors/11200). */
const mediaAway = 11200;

function handOverWithMedia(exchange: Exchange, message: Message) {
  if (!message.media.some(isHere)) {
    handOver(exchange, message);
    return;
  }
  void fetchMedia(exchange, message).then((isFetched) => {
    if (message.status !== 'sending') return;
    if (isFetched) handOver(exchange, message);
    else moveTo(exchange, message, 'failed', mediaAway);
    travel(exchange, message);
  });
}

function handOver(exchange: Exchange, message: Message) {
  const fate = fateOf(behaviourAt(exchange, message));
  if (fate.status === 'failed') {
    moveTo(exchange, message, 'failed', fate.errorCode);
    return;
  }
  const price = message.media.length > 0 ? pricePerPicture : pricePerSegment * message.segments;
  message.sentAt = exchange.now();
  message.price = (-price).toFixed(5);
  moveTo(exchange, message, 'sent');
}

function receiptAfterMs(exchange: Exchange, message: Message): number {
  return delayMs(behaviourAt(exchange, message).slow ? slowReceiptMs : receiptMs, exchange.random);
}

function awaitReceipt(exchange: Exchange, message: Message) {
  const fate = fateOf(behaviourAt(exchange, message));
  // A carrier that starts again takes it up once more.
  if (fate.arrives && !message.arrivedAt) {
    message.arrivedAt = exchange.now();
    exchange.changed();
    exchange.onArrival(message);
  }
  if (fate.status !== 'sent') moveTo(exchange, message, fate.status, fate.errorCode);
}

function behaviourAt(exchange: Exchange, message: Message) {
  return exchange.phones.get(message.to)?.behaviour ?? {};
}
