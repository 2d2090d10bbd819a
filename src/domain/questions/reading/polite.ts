import { phrases } from './words.ts';

/** What people say around an answer without changing it. */
export const polite = phrases(
  'please|pls|plz|plse|thanks|thank you|thank u|thankyou|thx|thnx|tks|ty|tysm|thanks so much|thank you so much',
  'sir|maam|madam|man|bro|dude|boss|coach|chief|captain|buddy|friend|team|guys|everyone|all good thanks',
  'sorry|so sorry|im sorry|i am sorry|unfortunately|lol|lmao|haha|hahaha|hehe|hey|hi|hello|hey there|hi there',
  'good morning|good afternoon|good evening|good night|good day|morning all|well|um|umm|uh|uhh|hmm|oh|so|ah',
  'the|in the|on the|at the|for the|my|for me|from me|me|it|it is|its|thats|that is|that would be|ill go with|im going with',
  'ill take|i will take|i want|i want the|id like|id like to|i would like|i choose|i pick|i prefer|id prefer|put me down for',
  'give me|sign me up for|let me have|lets go with|lets do|ill do|my answer is|my answer|answer|answer is|option|choice',
  'and|plus|also|y|e|number|letter|on|at|for|shift|of course|for sure|really|totally|today|then|too|see you later|see ya later|see you then|see u then|see you there|see u there|see you|see ya|talk later|talk to you later|xoxo|god bless|have a good day|have a great day',
  'sorry for the late reply|sorry for the late answer|sorry for the delay|only saw|only just|only now|only seen|only got this|only got your text',
  'por favor|porfavor|porfa|porfis|gracias|muchas gracias|mil gracias|hola|buenas|buenos dias|buenas tardes|buenas noches',
  'buen dia|perdon|perdona|lo siento|disculpa|disculpe|una disculpa|jaja|jajaja|jeje|pues|mire|mira|senor|senora|senorita',
  'jefe|jefa|patron|amigo|amiga|hermano|mi amor|saludos|bendiciones|el|la|los|las|en|en la|en el|por la|de|del|para mi|a mi',
  'quiero|prefiero|elijo|escojo|me gustaria|mejor|me quedo con|opcion|numero|letra|turno|la opcion|el numero|mi respuesta es',
  'respuesta|hoy|tambien|con mucho gusto|dios lo bendiga|que tenga buen dia|hasta luego|hasta manana|perdon la demora|perdon por la demora|hasta ahora lo vi|hasta ahorita lo vi|apenas lo vi|nos vemos|nos vemos luego|nos vemos ahi',
);

/** Words that begin a question of their own: "Yes, what time?" is a yes. */
export const asking = new Set(
  phrases(
    'what|whats|when|whens|where|wheres|who|whos|how|hows|which|why|can|could|do|does|did|is|are|will|should|may|any',
    'que|cual|cuando|donde|quien|como|cuanto|cuantos|cuanta|cuantas|por|a|hay|puedo|puede|tengo|debo|necesito|es|son|en|y',
  ),
);
