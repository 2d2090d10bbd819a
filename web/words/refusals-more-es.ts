/** The server’s sentences about questions, broadcasts, the team and its lines in Spanish, as in refusals-es.ts. */
export const moreRefusals: Record<string, string> = {
  // Broadcasts.
  'Nobody would get this. Choose somebody first.': 'Nadie lo recibiría. Elija antes a alguien.',
  'For # people nothing is left of this.': 'Para # personas no queda nada de este texto.',
  'For # people this is too long. A text can have # characters.':
    'Para # personas es demasiado largo. Un mensaje puede tener # caracteres.',
  'By now # people would get this, not #. Look once more.': 'Ahora lo recibirían # personas, no #. Mírelo otra vez.',
  'Type the number of people: #.': 'Escriba el número de personas: #.',
  'This broadcast is on its way already. You can cancel the rest of it.':
    'Esta difusión ya está en camino. Puede cancelar lo que queda.',
  'This broadcast has been sent on its way.': 'Esta difusión ya se puso en camino.',
  'Nothing of this broadcast is sent any more.': 'De esta difusión ya no se envía nada.',
  'This is a draft: there is nothing to cancel.': 'Es un borrador: no hay nada que cancelar.',
  'There is nothing of this broadcast that could be paused.': 'No hay nada de esta difusión que se pueda pausar.',
  'A team can have # drafts.': 'Un equipo puede tener # borradores.',
  'There is no such line.': 'Esa línea ya no está.',
  'One of these groups is not there any more.': 'Uno de estos grupos ya no está.',
  'One of these people is not there any more.': 'Una de estas personas ya no está.',

  // Questions.
  'A team can have # questions.': 'Un equipo puede tener # preguntas.',
  'Give the question a name.': 'Dé un nombre a la pregunta.',
  'Write what is asked.': 'Escriba qué se pregunta.',
  'The greatest number is smaller than the smallest.': 'El número mayor es más pequeño que el menor.',
  'Go on with a later step, or to the end.': 'Siga con una pregunta posterior, o termine.',
  'With all there is to choose from this is # characters long. A text can have #.':
    'Con todo lo que hay para elegir son # caracteres. Un mensaje puede tener #.',
  'Carriers understand “#” in their own way: whoever texts it is unsubscribed. Use another word.':
    'Las operadoras entienden «#» a su manera: quien lo envía se da de baja. Use otra palabra.',
  'Carriers understand “#” in their own way: they answer it themselves. Use another word.':
    'Las operadoras entienden «#» a su manera: contestan ellas mismas. Use otra palabra.',
  'Carriers understand “#” in their own way: #. Use another word.':
    'Las operadoras entienden «#» a su manera. Use otra palabra.',
  'Nobody could tell what “#” means as a reply. Word it differently.':
    'Nadie podría saber qué significa «#» como respuesta. Dígalo de otro modo.',
  'Offer at least two.': 'Ofrezca al menos dos.',
  'Give each a name.': 'Dé un nombre a cada una.',
  'Two of them are the same.': 'Dos de ellas son iguales.',
  'Choose whom to ask.': 'Elija a quién preguntar.',
  'One of these groups does not exist.': 'Uno de estos grupos no existe.',
  'One of these people does not exist.': 'Una de estas personas no existe.',
  'One of these colleagues does not exist.': 'Uno de estos colegas no existe.',
  'This is no answer to the first question.': 'Esto no responde a la primera pregunta.',
  'This question rests. Go on with it first.': 'Esta pregunta está en pausa. Reanúdela antes.',
  'This was asked today already.': 'Esto ya se preguntó hoy.',
  'This question has no words to remind anybody with.': 'Esta pregunta no tiene palabras con las que recordar.',
  'This was asked of somebody else.': 'Esto se preguntó a otra persona.',
  'Say what this means: the words alone do not.': 'Diga qué significa: las palabras solas no lo dicen.',
  'This answer was not set by hand. Move the reply instead.':
    'Esta respuesta no se puso a mano. Mueva el mensaje en su lugar.',
  'There is no such step.': 'Ese paso no existe.',
  'This is no answer to what was asked.': 'No es una respuesta a lo que se preguntó.',
  'Write the words that mean it.': 'Escriba las palabras que lo significan.',
  'Carriers understand this word in their own way. It cannot be taught.':
    'Las operadoras entienden esta palabra a su manera. No se puede enseñar.',
  'These words mean another answer already.': 'Estas palabras ya significan otra respuesta.',
  'Choose a time zone from the list, or everybody’s own.': 'Elija una zona horaria de la lista, o la de cada persona.',
  'At most # dates can be taken out.': 'Se pueden saltar como mucho # fechas.',
  'It ends before it starts.': 'Termina antes de empezar.',
  'There is no date on which this would be asked. Change the days, the end or what is taken out.':
    'No hay ninguna fecha en que se preguntaría. Cambie los días, el final o las fechas saltadas.',
  'Choose a date that exists, written like 2026-11-27.': 'Elija una fecha que exista, escrita como 2026-11-27.',
  'Choose a time from 00:00 to 23:59, written like 16:00.': 'Elija una hora de 00:00 a 23:59, escrita como 16:00.',
  'Choose a day from 1 (Monday) to 7 (Sunday).': 'Elija un día de 1 (lunes) a 7 (domingo).',
  'Leave from 5 minutes to 4 weeks for an answer.': 'Deje de 5 minutos a 4 semanas para responder.',
  'Choose from 0 (the same day) to 28 days later.': 'Elija de 0 (el mismo día) a 28 días después.',
  'It would close before it is asked.': 'Se cerraría antes de preguntarse.',
  'Leave from 15 minutes to 4 weeks before a nudge.': 'Deje de 15 minutos a 4 semanas antes de recordar.',
  'Nudge at most 5 times.': 'Recuerde como mucho 5 veces.',
  'They would never end.': 'Nunca terminarían.',
  'The leave ends before it starts.': 'El permiso termina antes de empezar.',
  'Choose from 1 to 60 days.': 'Elija de 1 a 60 días.',
  'Choose once, days, weeks or months.': 'Elija una vez, días, semanas o meses.',
  'Choose a whole number from 1 to 52.': 'Elija un número entero de 1 a 52.',
  'Choose at least one day of the week.': 'Elija al menos un día de la semana.',
  'Choose a day of the month from 1 to 31.': 'Elija un día del mes de 1 a 31.',
  'Choose the first to the fifth, or the last (-1).': 'Elija del primero al quinto, o el último (-1).',
  'A team can have # holidays.': 'Un equipo puede tener # festivos.',
  'Name each, in 100 characters.': 'Ponga un nombre a cada uno, de 100 caracteres.',
  'Two of them are the same date.': 'Dos de ellos son la misma fecha.',
  'Choose no more than # days.': 'Elija # días como mucho.',

  // The team, and who joins it.
  'Give the team a name of 1 to 100 characters.': 'Ponga al equipo un nombre de 1 a 100 caracteres.',
  'Choose a time zone from the list.': 'Elija una zona horaria de la lista.',
  'Choose a country from the list.': 'Elija un país de la lista.',
  'Give your name, in 1 to 100 characters.': 'Ponga su nombre, de 1 a 100 caracteres.',
  'This is not an e-mail address.': 'No es una dirección de correo.',
  'Use 8 characters or more. Several words are good.': 'Use 8 caracteres o más. Varias palabras van bien.',
  'Use 128 characters or fewer.': 'Use 128 caracteres como mucho.',
  'This is not your password. Nothing was changed.': 'Esta no es su contraseña. No se cambió nada.',
  'Somebody signs in with this address already.': 'Alguien ya entra con esta dirección.',
  'It is taken.': 'Está ocupada.',
  'You cannot deactivate yourself. Ask a colleague.': 'No puede desactivarse a sí mismo. Pídaselo a un colega.',
  'The team needs an owner. Make somebody else one first.': 'El equipo necesita un propietario. Nombre antes a otro.',
  'With owners, only owners may #.': 'Con propietarios, solo los propietarios pueden hacer esto.',
  'Only owners may invite owners.': 'Solo los propietarios pueden invitar a propietarios.',
  'Only owners may take this back.': 'Solo los propietarios pueden retirarla.',
  'Somebody has joined with this link already.': 'Alguien ya se unió con este enlace.',
  'This invitation was taken back.': 'Esta invitación se retiró.',
  'This invitation is over.': 'Esta invitación ha caducado.',
  'This invitation is for #. Join with that address, or ask for a new one.':
    'Esta invitación es para #. Únase con esa dirección o pida otra.',
  'There are # open invitations already. Take some back first.': 'Ya hay # invitaciones abiertas. Retire antes alguna.',
  'This Hearback already has its team. Sign in instead.': 'Este Hearback ya tiene su equipo. Entre en él.',
  'Too many tries. Wait a quarter of an hour and try again.':
    'Demasiados intentos. Espere un cuarto de hora e inténtelo de nuevo.',

  // Lines and limits.
  'Say that STOP ends the texts.': 'Diga que STOP pone fin a los mensajes.',
  'Give the line a name of 1 to 100 characters.': 'Ponga a la línea un nombre de 1 a 100 caracteres.',
  'Give a number to text from, or a service that chooses one.':
    'Ponga un número desde el que enviar, o un servicio que elija uno.',
  'AC and 32 digits or letters a to f, from the Twilio console.':
    'AC y 32 cifras o letras de la a a la f, de la consola de Twilio.',
  'The auth token of this account. An API key does not do: Twilio signs with the token.':
    'El token de autenticación de esta cuenta. Una clave de API no sirve: Twilio firma con el token.',
  'MG and 32 digits or letters a to f. The service then chooses the sender.':
    'MG y 32 cifras o letras de la a a la f. El servicio elige entonces el remitente.',
  'Twilio does not accept the credentials of this line, or the account is suspended. Check the account SID, the auth token, and the state of the account at Twilio.':
    'Twilio no acepta las credenciales de esta línea, o la cuenta está suspendida. Compruebe el SID de la cuenta, el token y el estado de la cuenta en Twilio.',
  'The Twilio account is not active. Bring the account back at Twilio, for example by adding funds.':
    'La cuenta de Twilio no está activa. Reactive la cuenta en Twilio, por ejemplo añadiendo saldo.',
  'Twilio does not know this account. Check the account SID of this line.':
    'Twilio no conoce esta cuenta. Compruebe el SID de la cuenta de esta línea.',
  'Nobody answers at #: #.': 'Nadie responde en # (#).',
  '# has trouble at the moment (HTTP #).': '# tiene problemas en este momento (HTTP #).',
  'What answers at # is not Twilio (HTTP #).': 'Lo que responde en # no es Twilio (HTTP #).',
  'This is not the code of a currency, such as USD.': 'No es el código de una moneda, como USD.',
  'The practice line sets itself up.': 'La línea de práctica se prepara sola.',
  'There is no number to text from yet. Connect one first.':
    'Todavía no hay un número desde el que enviar. Conecte uno antes.',
  'The practice line is off. Start with HEARBACK_CARRIER=on to use it.':
    'La línea de práctica está apagada. Arranque con HEARBACK_CARRIER=on para usarla.',
  'Choose one of: #.': 'Elija una de estas opciones: #.',
  '“#” cannot be asked that.': 'Esa condición no sirve para «#».',
  'Write times of day like 08:00 and 21:00.': 'Escriba las horas como 08:00 y 21:00.',
  'Leave at least four hours, on one day.': 'Deje al menos cuatro horas, en un mismo día.',
  'Give a number from 1 to 100,000, or none.': 'Ponga un número de 1 a 100 000, o ninguno.',
  'Give a number from 1 to 1,000, or none.': 'Ponga un número de 1 a 1000, o ninguno.',
  'Choose countries from the list.': 'Elija países de la lista.',
  'Choose at least one country.': 'Elija al menos un país.',
  'Give an amount from 0 to 1,000,000,000.': 'Ponga una cantidad de 0 a 1 000 000 000.',
  'Say first what a segment costs over “#”, in #: what nobody can count has no limit.':
    'Diga antes cuánto cuesta un segmento por «#», en #: lo que nadie puede contar no tiene límite.',
  'The month’s limit counts in # what a segment costs over this line. Take the limit away first.':
    'El límite del mes cuenta en # lo que cuesta un segmento por esta línea. Quite antes el límite.',

  // The search.
  'There is no group “#”. A name of several words stands in quotes: group:"Night crew".':
    'No hay ningún grupo «#». Un nombre de varias palabras va entre comillas: group:"Turno de noche".',
  'There is no “#:”. There are #. To look for the words, put them in quotes.':
    'No existe «#:». Existen: #. Para buscar las palabras, póngalas entre comillas.',
  '“#” is no day. Write it like 2026-03-31, 2026-03, 2026, today or yesterday.':
    '«#» no es un día. Escríbalo como 2026-03-31, 2026-03, 2026, hoy o ayer.',
  '“#” fits more than # people. Write more of the name.':
    '«#» corresponde a más de # personas. Escriba más letras del nombre.',
  '“has:” knows picture, not “#”.': '«has:» solo conoce picture, no «#».',
  '“is:” knows failed, waiting, unread and note, not “#”.': '«is:» solo conoce failed, waiting, unread y note, no «#».',
  'This is too long. Write # letters at most.': 'Es demasiado largo. Escriba # letras como mucho.',
  'This is too much at once. Write # words at most.': 'Es demasiado de una vez. Escriba # palabras como mucho.',
  'Write what “#:” should be, without a space between.': 'Escriba qué debe ser «#:», sin espacio en medio.',
};
