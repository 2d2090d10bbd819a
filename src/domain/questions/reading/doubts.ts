import { phrases } from './words.ts';

/** Where one of these is said, a colleague would ask again, whatever else is in the text. */
export const doubts = phrases(
  'maybe|mebbe|perhaps|possibly|probably|probs|prob|prolly|likely|most likely|not sure|unsure|im not sure|not certain',
  'i think|i think so|think so|i dont think so|dont think so|i guess|guess so|i suppose|suppose so|i believe|i believe so|dunno|idk|i dont know|dont know|do not know|no idea',
  'no clue|not a clue|depends|it depends|that depends|if|unless|but|except|however|although|though|might|i might|ill try',
  'i will try|can try|ill try to|try|hopefully|i hope|hope so|let me check|let me see|let me ask|let me think|let me know',
  'ill let you know|let you know|get back to you|ask me later|later|tbd|tba|kind of|kinda|sort of|sorta|sometimes|either',
  'neither|whichever|whatever|whoever|any|anything|anyone|anytime|or|almost|nearly|wish|i wish|only|until|till|instead',
  'jk|just kidding|kidding|i mean|oops|wrong number|wrong person|wrong|nvm|never mind|nevermind|scratch that|yeah right|ya right|as if|not yet|not really|not exactly|pending|waiting|half',
  'no i can|no i will|no i do|no im coming|no i am coming|no ill be there|no ill come|no one|nobody|no signal|no answer|no reply|no longer|no more|none of the above|does not matter|doesnt matter|dont care|up to you',
  'stop|stopall|unsubscribe|stop texting|take me off|remove me|opt out|optout|tentative|tentatively|partly|partially',
  'quizas|quiza|tal vez|talvez|a lo mejor|puede ser|puede que|posiblemente|probablemente|seguramente|no se|no lo se|yo no se|nose|no estoy seguro',
  'no puedo esperar|no estoy segura|creo|creo que|creo que si|creo que no|yo creo|yo creo que si|pienso|supongo|supongo que si|depende|pero|a menos|a menos que|excepto|salvo|menos|solo|solamente',
  'nomas|hasta|aunque|dejame ver|deja ver|dejame checar|deja checo|dejame pensar|dejeme ver|te aviso|le aviso|luego te digo',
  'luego|despues|mas tarde|aun no|todavia no|mas o menos|ojala|espero|intentare|tratare|voy a tratar|voy a ver|quien sabe',
  'ni idea|sin idea|no tengo idea|cualquiera|cualquier|me da igual|da igual|como sea|o|ni|en vez|broma|es broma|no creo|si puedo voy|si puedo si|si puedo si voy|si puedo ahi estare|quisiera|no entiendo|no entendi',
  'numero equivocado|equivocado|baja|si acaso|en caso|cuando pueda|no contesta|sin senal|casi',
  '🤷|🤔|😕|🫤|😐|🙃|⁉|❓|❔',
);

/** Idioms that sound like a yes or a no: beside an answer they mean nothing, alone they are only offered. */
export const idioms: Record<'yes' | 'no', string[]> = {
  yes: phrases(
    'no problem|no prob|no probs|no problemo|np|no worries|nw|no biggie|no doubt|no sweat|no issue|no issues|cant wait|can not wait|cannot wait',
    'dont mind|i dont mind|do not mind|wouldnt mind|why not|got it|gotcha|got you|copy|copy that|10-4|roger|roger that|received|noted|understood|done|true|right',
    'great|cool|perfect|awesome|nice|excellent|good|all good|im good|i am good|im fine|im ok|im okay|sweet|yay|ok thanks|okay thanks|ok thank you|k thanks|ok thx|thumbs up',
    'sin problema|sin problemas|no hay problema|no hay pedo|no pasa nada|no te preocupes|no se preocupe|no hay de que|de nada|por que no|porque no',
    'recibido|entendido|enterado|enterada|anotado|perfecto|genial|excelente|bien|muy bien|bueno|listo|lista|ya|ok gracias|esta bien gracias',
    '🙏|🙌|💯|👏|🤝|🤙|💪|❤|♥|😀|😃|😄|😊|🙂|🎉|🆗|✌|🫡',
  ),
  no: phrases('not good|im out|out|no good|😢|😭|😞|🙁|☹|😔'),
};

/** Beside the name of a choice or a number they turn it round. */
export const negations = phrases(
  'no|not|non|dont|do not|doesnt|does not|didnt|did not|cant|can not|cannot|couldnt|wont|will not|wouldnt|isnt|is not|arent|never|without|before|after|bad|hate|besides|busy|sick',
  'nope|nah|nunca|jamas|tampoco|sin|antes|despues|ningun|ninguna|ninguno|malo|mala|mal|no puedo|ocupado|ocupada|❌|👎|🚫',
);
