import type { Strength } from './book.ts';
import { phrases } from './words.ts';

/** What says yes. English and Spanish together: people mix them. What may go on in any way is kept short. */
export const yes: Record<Strength, string[]> = {
  starts: phrases(
    'yes|yep|yeah|yea|yup|yeh|yess|yesh|yas|yeap|yessir|yes sir|yessum|yep yep|affirmative',
    'sure|sure thing|for sure|of course|ofcourse|ofc|you bet|count me in|sign me up|oh yes|oh yeah|hell yes|hell yeah|heck yes|heck yeah',
    'ill be there|i will be there|be there|ill do it|ill make it|by all means|without a doubt',
    'claro|claro que si|claro q si|claro que puedo|por supuesto|por supuesto que si|desde luego|obvio que si|afirmativo|como no|con gusto|con mucho gusto',
    'ok yes|okay yes|ok si|si claro|si claro que si|si senor|si senora|cuenta conmigo|cuente conmigo|cuenten conmigo|ahi estare|alli estare|alla estare|ahi nos vemos|seguro que si|si voy',
  ),
  pause: phrases(
    'si|sii|absolutely|definitely|certainly|totally|indeed|obvio|cierto|asi es|eso es|exacto|exactly|correct|correcto',
  ),
  whole: phrases(
    'ok|okay|okey|okie|okie dokie|okey dokey|okay dokey|okey doke|okie doke|k|kk|alright|all right|aight|very well|aye|uh huh',
    'fine|thats fine|fine by me|fine with me|works for me|works|that works|that works for me|it works|will do|can do|go ahead|please do',
    'sounds good|that sounds good|sounds great|that sounds great|sounds good to me|good for me|good with me|i can|i will|i do|i am|i did',
    'i have|i would|im in|i am in|im there|im down|we can|we will|thats right|that is right|i can do it|i can do that|i can make it',
    'i can come|i can work|i can be there|i can help|ill come|i will come|ill work|im coming|i am coming|im available|i am available',
    'im free|i am free|happy to|happy to help|glad to|glad to help|would love to|id love to|id be happy to|i agree|i agree with you|agreed',
    'confirmed|confirm|i confirm|accept|accepted|i accept',
    'vale|va|dale|sale|sale y vale|orale|de acuerdo|seguro|esta bien|okis|puedo|si puedo|si puedo ir|yo puedo|voy|yo voy|ahi voy',
    'ahi estoy|acepto|confirmo|confirmado|sin duda',
    '👍|✅|✔|☑|👌|🙆',
  ),
  alone: ['1'],
};

export const no: Record<Strength, string[]> = {
  starts: phrases(
    'nope|nah|naw|nop|noup|nuh uh|no thanks|no thank you|no thx|no ty|no sir|no maam|no sorry|not this time|not today|not tonight',
    'not tomorrow|not available|im not available|i am not available|no can do|of course not|definitely not|absolutely not|certainly not',
    'definitely cant|absolutely cant|of course i cant|hell no|heck no|no i cant|no i cannot|no i can not|no im|no i|no we|no my|no not',
    'no unfortunately|no its|cant make it|cannot make it|can not make it|i cant make it|i cannot make it|cant do it|cant do that',
    'i cant do it|cant come|i cant come|cant work|i cant work|wont make it|i wont make it|wont be able to|i wont be able to|wont be there',
    'i wont be there|not able to make it|im not able to make it|unable to make it|not going to make it|not gonna make it|not coming',
    'im not coming|count me out|i cant today|cant today|i have to pass|ill pass|gonna pass',
    'no gracias|no puedo ir|no puedo hoy|no puedo manana|no puedo ese dia|no puedo trabajar|no puedo asistir|no puedo llegar|no voy',
    'no podre|no voy a poder|no ire|no estare|no asistire|no lo siento|no perdon|claro que no|por supuesto que no|desde luego que no',
    'no claro que no|para nada|de ninguna manera|ni de broma|no senor|no senora|no hoy|hoy no|esta vez no|no estoy disponible|no cuenten conmigo|no cuentes conmigo',
  ),
  pause: phrases(
    'no|noo|cant|cannot|can not|i cant|i cannot|i can not|we cant|no puedo|negative|negativo|not me|no way|unable|not able to|im not able to|unable to|im unable',
  ),
  whole: phrases(
    'not|i wont|wont|i will not|i dont|i do not|i didnt|i did not|im not|i am not|pass|never|decline|declined|incorrect|not interested',
    'im not interested|i disagree|not going|im not going|wont be able|i wont be able',
    // Behind a yes they speak against it: "sure doesn't look like it".
    'dont|do not|doesnt|does not|didnt|did not|isnt|is not|arent|wasnt|werent|havent|hasnt|couldnt|wouldnt|shouldnt',
    'nunca|jamas|tampoco|yo no|imposible|rechazo|no quiero|nel|nel pastel|no disponible',
    '👎|❌|✖|🚫|🙅|⛔',
  ),
  alone: ['n', 'nay'],
};

/** A word that is another in the other language, or a name: "y" is "and", "sep" September, Simon somebody. */
export const yesByLanguage = {
  en: { alone: ['y', 'ya', 'ye', 'yah'], whole: [] },
  es: { alone: ['s'], whole: phrases('sip|sipi|sep|simon') },
} satisfies Record<string, Partial<Record<Strength, string[]>>>;
