/** What the server finds wrong with a question, in Spanish: by its English sentence, with what it quotes. */
const sentences: [RegExp, string][] = [
  [/^Give the question a name\.$/, 'Dé un nombre a la pregunta.'],
  [/^Use (\d+) characters or fewer\.$/, 'Use $1 caracteres o menos.'],
  [
    /^With all there is to choose from this is (\d+) characters long\. A text can have (\d+)\.$/,
    'Con todo lo que hay para elegir son $1 caracteres. Un mensaje puede tener $2.',
  ],
  [/^Write what is asked\.$/, 'Escriba qué se pregunta.'],
  [
    /^Carriers understand “(.*)” in their own way: whoever texts it is unsubscribed\. Use another word\.$/,
    'Las operadoras entienden «$1» a su manera: quien lo envía se da de baja. Use otra palabra.',
  ],
  [
    /^Carriers understand “(.*)” in their own way: they answer it themselves\. Use another word\.$/,
    'Las operadoras entienden «$1» a su manera: contestan ellas mismas. Use otra palabra.',
  ],
  [
    /^Nobody could tell what “(.*)” means as a reply\. Word it differently\.$/,
    'Nadie podría saber qué significa «$1» como respuesta. Dígalo de otro modo.',
  ],
  [/^Offer at least two\.$/, 'Ofrezca al menos dos.'],
  [/^Give each a name\.$/, 'Dé un nombre a cada una.'],
  [/^Two of them are the same\.$/, 'Dos de ellas son iguales.'],
  [/^The greatest number is smaller than the smallest\.$/, 'El número mayor es más pequeño que el menor.'],
  [/^Go on with a later step, or to the end\.$/, 'Siga con una pregunta posterior, o termine.'],
  [/^Choose whom to ask\.$/, 'Elija a quién preguntar.'],
  [/^One of these (groups|people|colleagues) does not exist\.$/, 'Alguno de los elegidos ya no existe.'],
  [/^This is no answer to the first question\.$/, 'Esto no responde a la primera pregunta.'],
  [/^Choose a date that exists, written like (\S+)\.$/, 'Elija una fecha que exista, escrita como $1.'],
  [/^Choose a time from 00:00 to 23:59, written like (\S+)\.$/, 'Elija una hora de 00:00 a 23:59, escrita como $1.'],
  [/^Choose at least one day of the week\.$/, 'Elija al menos un día de la semana.'],
  [/^Choose a whole number from (\d+) to (\d+)\.$/, 'Elija un número entero de $1 a $2.'],
  [/^It ends before it starts\.$/, 'Termina antes de empezar.'],
  [/^At most (\d+) dates can be taken out\.$/, 'Se pueden saltar como mucho $1 fechas.'],
  [
    /^There is no date on which this would be asked\. Change the days, the end or what is taken out\.$/,
    'No hay ninguna fecha en que se preguntaría. Cambie los días, el final o las fechas saltadas.',
  ],
  [/^Leave from 5 minutes to 4 weeks for an answer\.$/, 'Deje de 5 minutos a 4 semanas para responder.'],
  [/^It would close before it is asked\.$/, 'Se cerraría antes de preguntarse.'],
  [/^Choose from 0 \(the same day\) to 28 days later\.$/, 'Elija de 0 (el mismo día) a 28 días después.'],
  [/^Leave from 15 minutes to 4 weeks before a nudge\.$/, 'Deje de 15 minutos a 4 semanas antes de recordar.'],
  [/^Nudge at most 5 times\.$/, 'Recuerde como mucho 5 veces.'],
  [/^They would never end\.$/, 'Nunca terminarían.'],
];

export function inSpanish(fault: string): string {
  const found = sentences.find(([pattern]) => pattern.test(fault));
  return found ? fault.replace(...found) : fault;
}
