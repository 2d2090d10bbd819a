import type { Reading } from '../kinds.ts';
import type { Book, Meaning, Strength } from './book.ts';
import type { Folded } from './fold.ts';
import { readNamed } from './named.ts';
import { phrases } from './words.ts';

/** What says yes. English and Spanish together: people mix them. */
const yes: Record<Strength, string[]> = {
  starts: phrases(
    'yes|yep|yeah|yea|yup|yeh|yess|yesh|yas|yeap|yessir|yes sir|yessum|yep yep|uh huh|aye|affirmative|absolutely|definitely|certainly',
    'sure|sure thing|for sure|of course|ofc|you bet|count me in|will do|can do|oh yes|oh yeah|hell yes|hell yeah|heck yes|heck yeah|totally|100|100 percent|without a doubt',
    'i can do it|i can do that|i can make it|i can come|i can work|i can be there|i can help|ill be there|i will be there|be there|ill do it|ill come|i will come|ill make it',
    'ill work|im coming|i am coming|im available|i am available|im free|i am free|happy to|glad to|would love to|id love to|id be happy to|sign me up',
    'sip|sipi|sep|simon|claro que si|claro q si|por supuesto|por supuesto que si|desde luego|obvio|obvio que si|afirmativo|como no|con gusto|con mucho gusto|cuenta conmigo',
    'cuente conmigo|cuenten conmigo|ahi estare|alli estare|alla estare|ahi estoy|ahi voy|ahi nos vemos|yo voy|si voy|claro|cierto|eso es|asi es|seguro que si|sin duda',
    '👍|✅|✔|☑|👌|🙆',
  ),
  whole: phrases(
    'ok|okay|okey|okie|okie dokie|okey dokey|okay dokey|k|kk|alright|all right|aight|fine|thats fine|fine by me|fine with me|works for me|works|that works|that works for me|it works',
    'sounds good|sounds great|sounds good to me|good for me|good with me|i can|i will|i do|i am|i did|i have|i would|im in|i am in|im there|im down|we can|we will|correct|thats right|that is right',
    'vale|va|dale|sale|sale y vale|orale|de acuerdo|seguro|correcto|esta bien|okis|puedo|si puedo|si puedo ir|yo puedo|voy|si claro|si senor|si senora|acepto|confirmo|confirmado|confirmed|confirm|i confirm|accept|accepted|agreed|exacto|exactly|i accept',
  ),
  pause: ['si', 'sii'],
  alone: ['1'],
};

const no: Record<Strength, string[]> = {
  starts: phrases(
    'nope|nah|naw|nop|noup|nuh uh|no thanks|no thank you|no thx|no ty|no way|no sir|no maam|no sorry|not this time|not today|not tonight|not tomorrow|not me|not available|im not available|i am not available',
    'no can do|negative|of course not|definitely not|absolutely not|certainly not|hell no|heck no|no i cant|no i cannot|no i can not|no im|no i|no we|no my|no not|no unfortunately|no its',
    'cant make it|cannot make it|can not make it|i cant make it|i cannot make it|cant do it|cant do that|i cant do it|cant come|i cant come|cant work|i cant work|wont make it|i wont make it|wont be able|wont be able to|i wont be able',
    'i wont be able to|wont be there|i wont be there|not able to|im not able to|unable|unable to|im unable|not going to make it|not gonna make it|not coming|im not coming|count me out|i cant today|cant today|not going|im not going|i have to pass|ill pass|gonna pass',
    'no gracias|no puedo|no puedo ir|no voy|no podre|no voy a poder|no ire|no estare|no asistire|no quiero|no lo siento|no perdon|claro que no|por supuesto que no|desde luego que no|para nada|de ninguna manera|ni de broma|negativo|nel|nel pastel|no senor|no senora|no hoy|hoy no|esta vez no|no disponible|no estoy disponible|no cuenten conmigo|no cuentes conmigo',
    '👎|❌|✖|🚫|🙅|⛔',
  ),
  whole: phrases(
    'not|i wont|wont|i will not|i dont|i do not|i didnt|i did not|im not|i am not|pass|never|decline|declined|incorrect',
    'nunca|jamas|tampoco|yo no|imposible|rechazo',
  ),
  pause: phrases('no|noo|cant|cannot|can not|i cant|i cannot|i can not|we cant'),
  alone: ['n'],
};

/** One letter is a word in the other language: "y" is "and", "s" is nothing. */
const yesByLanguage = { en: ['y', 'ya'], es: ['s'] };

const maybe = phrases(
  'maybe|not sure|im not sure|unsure|perhaps|possibly|might|tal vez|talvez|quizas|quiza|no se|a lo mejor|puede ser|🤷',
);

/** The book of a yes/no question for a person who writes this language. */
function yesNoBook(language: 'en' | 'es'): Book {
  const book: Book = new Map();
  for (const [id, lists] of [
    ['yes', yes],
    ['no', no],
  ] as const) {
    for (const [strength, list] of Object.entries(lists) as [Strength, string[]][]) {
      for (const phrase of list) book.set(phrase, answer(id, strength, phrase));
    }
  }
  for (const letter of yesByLanguage[language]) book.set(letter, answer('yes', 'alone', letter));
  // From a list of numbers that nobody gave them; and a two may also be two chairs.
  for (const number of ['2', '0']) book.set(number, { is: 'answer', ids: ['no'], strength: 'alone', isEither: true });
  return book;
}

function answer(id: string, strength: Strength, phrase: string): Meaning {
  const isPicture = /^\p{Extended_Pictographic}/u.test(phrase);
  return { is: 'answer', ids: [id], strength, ...(isPicture && { code: 'emoji' as const }) };
}

/** With its accent "sí" is no "if". */
const certain: Book = new Map([['si', answer('yes', 'starts', 'si')]]);
const books = { en: yesNoBook('en'), es: yesNoBook('es') };

/** What else says a label that is itself a yes or a no, and how much of the text it must be. */
export function yesNoPhrases(name: string): [string, Strength][] {
  const lists = ['yes', 'si'].includes(name) ? yes : name === 'no' ? no : null;
  return Object.entries(lists ?? {}).flatMap(([strength, list]) =>
    // A number or a letter is the place of a choice in its list.
    list.filter((phrase) => phrase.length > 1).map((phrase) => [phrase, strength as Strength] as [string, Strength]),
  );
}

/** What else says a label that leaves it open. */
export function maybePhrases(name: string): string[] {
  return maybe.includes(name) ? maybe : [];
}

/** Reads a text as a yes or a no. "Si" without its accent is also "if", so it is a yes only where it cannot be that. */
export function readYesNo(body: string, folded: Folded, language: 'en' | 'es', taught: Book): Reading {
  const accented = /^[^\p{L}]*s[íÍ]+(?!\p{L})/iu.test(body.normalize('NFC'));
  const reading = readNamed(
    {
      books: [taught, ...(accented ? [certain] : []), books[language]],
      ids: ['yes', 'no'],
      takesSeveral: false,
      hasPositions: false,
    },
    folded,
  );
  const hasMore = reading.sureness === 'sure' && reading.reason.code === 'starts_with';
  if (!hasMore || !/\ssi\s/i.test(body.slice(reading.span?.end))) return reading;
  return { sureness: 'unsure', offers: [reading.value], reason: { code: 'hedged', wrote: 'si' } };
}
