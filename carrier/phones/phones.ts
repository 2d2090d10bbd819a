import type { Message } from '../messages.ts';
import type { Behaviour } from './behaviour.ts';
import { cast } from './cast.ts';

/** One text on a phone's screen. Directions are the account's: `inbound` is what this person wrote. */
export type ScreenText = {
  sid: string;
  direction: 'inbound' | 'outbound';
  from: string;
  to: string;
  body: string;
  media: { url: string; contentType: string }[];
  at: number;
};

export type Phone = {
  number: string;
  name: string;
  /** In a word or two, what kind of person this is; '' for numbers that nobody described. */
  temperament: string;
  behaviour: Behaviour;
  screen: ScreenText[];
  /** How many answers each rule has given, by what it matches. */
  turns: Map<string, number>;
};

const mostTexts = 500;
const mostPhones = 100_000;

/** The practice people, and a phone for every other number as soon as somebody texts it. */
export function makePhones() {
  const phones = new Map<string, Phone>();
  const join = (phone: Omit<Phone, 'screen' | 'turns'>): Phone => {
    const joined = { ...phone, screen: [], turns: new Map() };
    phones.set(phone.number, joined);
    return joined;
  };
  const castAgain = () => {
    phones.clear();
    for (const person of cast) join(person);
  };
  castAgain();

  return {
    all: () => [...phones.values()],
    get: (number: string) => phones.get(number),
    /** The phone with this number; a number never seen before gets one that receives and says nothing. */
    reach(number: string): Phone {
      const phone = phones.get(number);
      if (phone) return phone;
      if (phones.size >= mostPhones) dropAStranger(phones);
      return join({ number, name: number, temperament: '', behaviour: {} });
    },
    show(phone: Phone, text: ScreenText): void {
      phone.screen.push(text);
      if (phone.screen.length > mostTexts) phone.screen.shift();
    },
    /** Lets a screen forget what the carrier itself has forgotten. */
    forget(message: Message): void {
      const screen = phones.get(message.direction === 'inbound' ? message.sender : message.to)?.screen;
      if (screen?.[0]?.sid === message.sid) screen.shift();
    },
    castAgain,
  };
}

function dropAStranger(phones: Map<string, Phone>) {
  for (const phone of phones.values()) {
    if (phone.temperament !== '') continue;
    phones.delete(phone.number);
    return;
  }
}
