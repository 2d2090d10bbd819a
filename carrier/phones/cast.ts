import type { Delay } from '../delay.ts';
import type { Answer, Behaviour, Rule } from './behaviour.ts';

/** Somebody to practise with: a fictional number (555-01xx is kept free for fiction) and a way of answering. */
type Person = { number: string; name: string; temperament: string; behaviour: Behaviour };

type Words = { yesNo: Answer[]; number: Answer[]; time: Answer[]; open: Answer[] };

/** Where a sentence begins, give or take two words. */
const opening = '(^|[.!?¿,:]\\s*)(\\w+\\s+){0,2}';

/** Answers by the kind of question; a text that asks nothing is left alone, so that "Thank you" ends a conversation. */
function answers(words: Words, delayMs: Delay): Rule[] {
  const to = (match: string, answers: Answer[]): Rule => ({ match, answers, delayMs });
  return [
    to('\\b1\\s*([=.):]|for\\b|(to|-|–|or|,)\\s*\\d)|\\b(how many|how much|cuánt[oa]s)\\b', words.number),
    to('\\byes\\b[^]*\\bno\\b|\\by/n\\b|\\bsí?[\\s/o]+no\\b', words.yesNo),
    to(`${opening}(what time|when|a qué hora|cuándo)\\s[^]*\\?`, words.time),
    to(`${opening}(who|what|which|where|why|how|qué|quién|dónde|cómo)\\s[^]*\\?`, words.open),
    to('\\?', words.yesNo),
  ];
}

const prompt: Words = {
  yesNo: ['Yes', 'Yes, I can', 'Yes', 'No, sorry'],
  number: ['2', '1', '2'],
  time: ['7:30', '8am', '6.45'],
  open: ['Let me check and come back to you', 'All good here'],
};
const late: Words = {
  yesNo: ['Yes. Sorry only saw this now', 'Yes sorry for the late reply', 'No, sorry, just saw this'],
  number: ['2, sorry for the delay'],
  time: ['Around 9, sorry for the delay'],
  open: ['Sorry, only saw this now. Which gate do I use?'],
};
const emoji: Words = { yesNo: ['👍', '👍👍', '👍🏾', '👎'], number: ['2️⃣', '1️⃣'], time: ['🕗'], open: ['🙏', '😅'] };
const misspelt: Words = {
  yesNo: ['yess', 'yea il be there', 'Yse', 'nope srry'],
  number: ['2 i thnik', 'onee'],
  time: ['arond 8', '730'],
  open: ['dont knwo yet'],
};
const asksBack: Words = {
  yesNo: [
    ['Which gate do I use?', 'Yes'],
    ['Is it the same pay as last time?', 'ok, yes'],
  ],
  number: [['For which day?', '2']],
  time: [['Does 8 work?', '8:00']],
  open: ['Who is this?', 'Why do you ask?'],
};
const spanish: Words = {
  yesNo: [
    'Sí, ahí estaré, gracias por avisar 😊',
    'Sí claro, cuenta conmigo, saludos a todos',
    'No puedo, lo siento mucho, tengo cita médica',
  ],
  number: ['Seríamos 2, mi primo también viene'],
  time: ['A las 8 de la mañana si les parece bien'],
  open: ['Buenas tardes, todo bien por aquí, muchas gracias por preguntar'],
};
const quiet: Words = { yesNo: ['yes', 'yes', 'no'], number: ['1', '2'], time: ['7am'], open: ['ok'] };
const driving: Words = {
  yesNo: ['Yes. Was driving', 'Running 20 min late, traffic on the ring road. Yes', 'Yes, just parked'],
  number: ['2, just parked'],
  time: ['About 9:15, traffic'],
  open: ['Driving, will call you'],
};

const wantsNoTexts: Rule[] = [
  { match: '\\?', answers: [['No', 'STOP']], delayMs: [4000, 9000] },
  { answers: ['STOP'], delayMs: [4000, 9000] },
];

const someone = (number: string, name: string, temperament: string, behaviour: Behaviour): Person => ({
  number,
  name,
  temperament,
  behaviour,
});

export const cast: readonly Person[] = [
  someone('+12125550101', 'Ana Duarte', 'prompt', { replies: answers(prompt, [800, 2000]) }),
  someone('+13035550102', 'Ben Okafor', 'late', { replies: answers(late, [15_000, 25_000]) }),
  someone('+14045550103', 'Chidi Eze', 'emoji only', { replies: answers(emoji, [2000, 6000]) }),
  someone('+17735550104', 'Dana Kowalski', 'phone off', { power: 'off' }),
  someone('+16175550105', 'Emre Yılmaz', 'misspeller', { replies: answers(misspelt, [3000, 8000]) }),
  someone('+13135550106', 'Farah Nouri', 'asks back', { replies: answers(asksBack, [4000, 7000]) }),
  someone('+16125550107', 'Gus Lindqvist', 'texts STOP', { replies: wantsNoTexts }),
  someone('+15125550108', 'Lucía Herrera', 'chatty, in Spanish', { replies: answers(spanish, [5000, 12_000]) }),
  someone('+12065550109', 'Ivo Petrov', 'landline', { line: 'landline' }),
  someone('+15035550110', 'Jo Whitfield', 'blocks us', { blocked: true }),
  someone('+13055550111', 'Kofi Mensah', 'no receipts', {
    delivery: 'silent',
    replies: answers(quiet, [6000, 14_000]),
  }),
  someone('+16025550112', 'Lena Fischer', 'slow driver', { slow: true, replies: answers(driving, [25_000, 38_000]) }),
];
