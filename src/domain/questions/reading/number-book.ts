import { bookOf } from './book.ts';
import { negations } from './doubts.ts';
import { about } from './mentions.ts';
import { phrases } from './words.ts';

/** What people say around a number, and whether it is still that number. */
export const numberBook = bookOf({
  negation: negations,
  doubt: phrases(
    'more than|less than|fewer than|over|under|above|below|at least|at most|up to|max|maximum|minimum|min of|almost|nearly|close to|not even|a couple|couple|couple of|a few|few|several|some|many|a lot|lots|a bunch|plus or minus|something|odd|more|less|extra|each|short|too many|between',
    'mas de|menos de|por lo menos|al menos|como maximo|como minimo|maximo|minimo|entre|casi|varios|varias|algunos|algunas|unos cuantos|unas cuantas|un par|muchos|muchas|pocos|pocas|bastante|de mas|cada uno|cada una|y tantos',
  ),
  polite: [
    ...about,
    ...phrases(
      'i have|i got|i have got|ive got|we have|we got|weve got|got|have|there are|there is|there were|theres|just|only|i did|i worked|i drove|we did|total|total of|a total of|exactly|id say|i say|i would say|say|a|an|id give it|id give it a|i give it|i give it a|i rate it|my|was|were|is|are|around a',
      'tengo|tenemos|hay|son|es|fueron|fue|quedan|solo|solamente|nomas|hice|trabaje|maneje|en total|total|exactamente|yo diria|diria|le doy|le pongo|un|serian|seria',
    ),
  ],
});
