import { type Faults, noFaults } from './control/faults.ts';
import { makeListeners } from './control/listeners.ts';
import { makeSendLog } from './control/send-log.ts';
import { type Message, makeMessages } from './messages.ts';
import { makeLoopGuard } from './network/loop-guard.ts';
import { makeTimers } from './network/timers.ts';
import type { NumberSettings } from './numbers.ts';
import { makePhones } from './phones/phones.ts';
import { makeRate } from './rest/rate.ts';
import { makeCaller } from './webhooks/call.ts';

/** Everything one carrier knows. Rooms take it first and keep no state of their own. */
export type Exchange = ReturnType<typeof makeExchange>;

const defaultToken = 'carrier-token';

export function makeExchange(options: { now: () => number; random: () => number }) {
  return {
    /** Where the carrier listens, for addresses in webhooks. */
    url: '',
    now: options.now,
    random: options.random,
    /** Called whenever something changed that should outlive a restart. */
    changed: (): void => {},
    /** Where a message that reached its destination goes. */
    onArrival: (_message: Message): void => {},
    timers: makeTimers(),
    caller: makeCaller(),
    messages: makeMessages(),
    phones: makePhones(),
    numbers: new Map<string, NumberSettings>(),
    tokens: new Map<string, string>(),
    optOuts: new Set<string>(),
    stickySenders: new Map<string, string>(),
    media: new Map<string, { contentType: string; bytes: Buffer }>(),
    loops: makeLoopGuard(),
    faults: { ...noFaults } as Faults,
    rate: makeRate(),
    log: makeSendLog(),
    listeners: makeListeners(),
  };
}

export function tokenOf(exchange: Exchange, accountSid: string): string {
  return exchange.tokens.get(accountSid) ?? defaultToken;
}

/** Forgets everything: texts, settings, faults, opt-outs and what was still under way. The practice people are as on the first day. */
export function resetExchange(exchange: Exchange): void {
  exchange.timers.stop();
  exchange.messages.clear();
  exchange.phones.castAgain();
  exchange.numbers.clear();
  exchange.tokens.clear();
  exchange.optOuts.clear();
  exchange.stickySenders.clear();
  exchange.media.clear();
  exchange.loops.clear();
  exchange.log.clear();
  exchange.faults = { ...noFaults };
  exchange.listeners.tell('reset', {});
  exchange.changed();
}
