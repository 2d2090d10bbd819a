const notAfter = (...words: string[]) => `(?<! (?:${words.join('|')}))`;
const unturned = notAfter('no', 'nunca', 'que', 'no me');

const texts = '(?:mensajes?|mensajitos|textos?|sms|notificaciones)';
/** Where it ends, or nothing follows that makes it a wish about when or what. */
const end = '(?= ,| $| (?:mas|por|porfa|porfavor|ya|nunca|jamas|gracias|nada|aqui|y|o|a este|al) )';
const list =
  '(?:(?:la|su|sus|esta|esa|tu|tus|el|este|ese) )?(?:lista|grupo|base|sistema|directorio|chat|contactos|numeros)';
/** Who is off the list of a day is off that day. */
const notOfADay = '(?! para )(?! del )(?! de (?!mensajes|textos|distribucion|difusion|contactos))';
const out =
  '(?:quite|quiten|quita|saque|saquen|saca|borre|borren|borra|elimine|eliminen|elimina|remueva|remuevan|retire|retiren)';
const polite = '(?: (?:por favor|porfavor|porfa|gracias|ya|,))*';

/** Phrases by which somebody asks for no more texts, as `fold` writes them. */
export const spanish: RegExp[] = [
  ` n[oi] (?:me|nos) (?:escriban?|escribas|texteen?|textees|contacten?|contactes|contacte|molesten?|molestes|mensajeen?)${end}`,
  ` n[oi] (?:me|nos) (?:manden?|mandes|envien?|envies)(?: (?:mas|ya|nunca|tantos|esos|estos|sus|tus|otro|otros))*(?: ${texts}| nada| esto)?${end}`,
  `${unturned} (?:deje|dejen|deja|dejad|paren|pare|para|parar|cesen|basta)(?: ya)? de (?:escribir|mandar|enviar|textear|molestar|contactar|fastidiar|acosar)(?:me|nos|le)? `,
  `${unturned} (?:basta|paren|ya estuvo|alto)(?: ya)? (?:de|con) (?:(?:los|sus|tus|estos|tantos) )?${texts} `,
  ` de no (?:mandar|enviar|escribir|textear|molestar|contactar)(?:me|nos) `,
  ` ${out}(?:me|nos) de ${list}${notOfADay} `,
  ` ${out}(?:me|nos) de (?:aqui|ahi|esto) `,
  ` ${out}(?:me|nos)? del (?:grupo|sistema|directorio|chat) `,
  ` ${out} (?:mi|este) numero `,
  ` (?:no|ya no) (?:quiero|deseo|necesito|quisiera)(?: (?:recibir|ver|tener))?(?: (?:mas|sus|tus|estos|esos|los|ningun|otro|otros))* ${texts} `,
  ` no (?:quiero|deseo) recibir (?:mas|nada|esto)${end}`,
  ' (?:no|ya no) (?:quiero|deseo) que (?:me|nos) (?:escriban?|escribas|manden?|mandes|envien?|envies|texteen?|contacten?|molesten?) ',
  `${notAfter('tengo', 'tenemos', 'hay', 'recibi', 'recibo', 'llegan')} (?:no|ya no) mas ${texts} `,
  ' (?:darme|dar|deme|denme|dame|dar me|me den|nos den) de baja(?! (?:del?|el|para|este|esta) (?!lista|la lista|grupo|mensajes)) ',
  `${unturned} (?:dejame|dejeme|dejenme|dejanos|dejennos) (?:en paz|tranquil[oa]s?) `,
  '^ (?:(?:perdon|disculpe|disculpa|hola|no|no soy \\w+|es|este es|este|tiene|tienes|tienen|el|un|,) )*numero (?:esta )?equivocado(?: (?:por favor|gracias|perdon|stop|alto|,))* $',
  '^ (?:(?:perdon|disculpe|disculpa|hola|no|creo que|,) )*(?:se|te) equivoc(?:o|aron|a|aste) de (?:numero|persona)',
  ' (?:cancel(?:ar|e|en|a)) (?:mi |la |mis |los |estos )?(?:suscripcion|subscripcion|mensajes|textos) ',
  `${notAfter('no', 'no quiero', 'nunca')} (?:des|de s|di)[su]?s?us?cri(?:bir|birme|ba|ban|bame|banme|beme|benme) `,
  `^ (?:(?:por favor|porfavor|porfa|ya|no|ok|,) )*(?:alto|basta|parar|paren|pare|detener|detenganse|detengan|baja|cancelar|stop|no mas)${polite} $`,
].map((pattern) => new RegExp(pattern));
