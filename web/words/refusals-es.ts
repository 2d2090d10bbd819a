/** The server’s sentences in Spanish. A # stands for what is said in both, in the same order. */
export const refusals: Record<string, string> = {
  // Anywhere.
  'You are signed out. Sign in and try again.': 'Su sesión terminó. Entre de nuevo e inténtelo otra vez.',
  'Only owners and managers may #.': 'Solo los propietarios y los encargados pueden hacer esto.',
  'There is no such #.': 'Esto ya no está aquí.',
  'This is missing.': 'Este dato hace falta.',
  'Something in the request is wrong.': 'Algo de lo enviado no es correcto.',
  'Something in the request is missing or wrong.': 'Algo de lo enviado falta o no es correcto.',
  'Something here holds a character that cannot be stored.': 'Aquí hay un carácter que no se puede guardar.',
  'This is too large. The limit is # kilobytes.': 'Es demasiado grande. El límite es de # kilobytes.',
  'This request came from another site and was refused.': 'Esta petición vino de otro sitio y fue rechazada.',
  'There is nothing at this address.': 'No hay nada en esta dirección.',
  'The database does not answer in time. Try again in a few seconds.':
    'La base de datos no responde a tiempo. Inténtelo de nuevo en unos segundos.',
  'Too many pages are open. Close some.': 'Hay demasiadas páginas abiertas. Cierre algunas.',
  'This is not a time.': 'No es una hora.',
  'This time is over. Choose one that is still to come.': 'Esa hora ya pasó. Elija una que esté por llegar.',
  'This is more than a year ahead. Choose an earlier time.': 'Falta más de un año. Elija una hora más próxima.',
  'Choose a day, such as 2026-11-27.': 'Elija un día, por ejemplo 2026-11-27.',
  'The last day comes before the first.': 'El último día es anterior al primero.',
  'There is no such time zone.': 'Esa zona horaria no existe.',
  'This is no time zone.': 'No es una zona horaria.',
  'Use # characters or fewer.': 'Use # caracteres como mucho.',
  'Use # characters at most.': 'Use # caracteres como mucho.',
  'Write something first.': 'Escriba algo primero.',

  // The inbox and its texts.
  'Say to whom, or null for nobody.': 'Diga a quién.',
  'Say until when.': 'Diga hasta cuándo.',
  'There is no such member in your team any more. Choose another.':
    'Esa persona ya no está en su equipo. Elija a otra.',
  'A colleague did this. Only they can take it back.': 'Lo hizo un colega. Solo esa persona puede deshacerlo.',
  'This was more than ten minutes ago, and cannot be taken back.':
    'Fue hace más de diez minutos y no se puede deshacer.',
  'Something has changed here since. Nothing was taken back.':
    'Algo ha cambiado aquí desde entonces. No se deshizo nada.',
  'Somebody has changed this since you read it. Nothing was written over.':
    'Alguien ha cambiado esto desde que usted lo leyó. No se sobrescribió nada.',
  '# has changed this since you read it, on # at # UTC. Nothing was written over.':
    '# ha cambiado esto desde que usted lo leyó, el # a las # UTC. No se sobrescribió nada.',
  'Something has changed here since. The text was not planned again.':
    'Algo ha cambiado aquí desde entonces. El mensaje no se volvió a programar.',
  'Its time has passed, so it was not planned again.': 'Su hora ya pasó, así que no se volvió a programar.',
  'This was more than an hour ago, and cannot be undone.': 'Fue hace más de una hora y no se puede deshacer.',
  'This cannot be taken back.': 'Esto no se puede deshacer.',
  'A colleague wrote this note. Only they can change it.':
    'Esta nota es de un colega. Solo esa persona puede cambiarla.',
  'A colleague wrote this note. Only they, or a manager, can delete it.':
    'Esta nota es de un colega. Solo esa persona o un encargado pueden borrarla.',
  'Somebody you mention is not in your team any more.': 'Alguien a quien menciona ya no está en su equipo.',
  'Mention # people at most.': 'Mencione a # personas como mucho.',
  'A text can have 1,600 characters.': 'Un mensaje puede tener 1600 caracteres.',
  'An empty draft is deleted, not kept.': 'Un borrador vacío se borra, no se guarda.',
  'This is # characters long. A text can have #.': 'Tiene # caracteres. Un mensaje puede tener #.',
  'This is # characters long. A note can have #.': 'Tiene # caracteres. Una nota puede tener #.',
  'A draft can have # characters.': 'Un borrador puede tener # caracteres.',
  '# has no number that can be answered.': '# no tiene un número al que se pueda responder.',
  '# has no number.': '# no tiene número.',
  '# has opted out. They must text START before you can text them.':
    '# se dio de baja. Tiene que escribir START para que usted pueda escribirle.',
  '# opted out themselves. They must text START to get texts again.':
    '# se dio de baja por su cuenta. Tiene que escribir START para recibir mensajes otra vez.',
  'This text is already on its way.': 'Este mensaje ya está en camino.',
  'This text has not failed, so it is not sent again.': 'Este mensaje no ha fallado, así que no se envía otra vez.',
  'This Idempotency-Key was used for another note.': 'Esta clave ya se usó para otra nota.',
  'This Idempotency-Key was used for another question.': 'Esta clave ya se usó para otra pregunta.',
  'This Idempotency-Key was used for another text.': 'Esta clave ya se usó para otro mensaje.',
  'We are still asking whether this was sent. Decide when the search is over.':
    'Todavía preguntamos si esto se envió. Decida cuando termine la búsqueda.',
  'There is no number to send this to.': 'No hay un número al que enviarlo.',
  'There is no field {#}.': 'No existe el campo {#}.',
  'This is a premium, shared-cost or satellite number. Nothing is sent to those.':
    'Es un número prémium, de coste compartido o satelital. A esos no se envía nada.',
  'This is a number of #, which the team does not text. An owner or manager can allow it.':
    'Es un número de #, y el equipo no escribe allí. Un propietario o encargado puede permitirlo.',
  'A picture is not here any more. Add it again.': 'Una imagen ya no está aquí. Añádala de nuevo.',
  'A picture can have 5 MB.': 'Una imagen puede tener 5 MB.',
  'A picture can have 5 MB. Make it smaller, or choose another one.':
    'Una imagen puede tener 5 MB. Hágala más pequeña o elija otra.',
  'All pictures of one text can have 5 MB together.': 'Las imágenes de un mensaje pueden sumar 5 MB.',
  'One text can have # pictures.': 'Un mensaje puede tener # imágenes.',
  'Only JPEG, PNG, GIF and WebP pictures with at most 50 million points can be sent.':
    'Solo se pueden enviar imágenes JPEG, PNG, GIF y WebP de 50 millones de puntos como mucho.',
  'This picture is broken. Choose another one.': 'Esta imagen está dañada. Elija otra.',
  'Too many pictures are waiting to be sent. Send some, or wait until tomorrow.':
    'Hay demasiadas imágenes sin enviar. Envíe algunas o espere a mañana.',
  'This file is empty.': 'Este archivo está vacío.',
  'The file stopped coming. Send it again.': 'El archivo dejó de llegar. Envíelo otra vez.',
  'Give it a short name.': 'Dele un nombre corto.',
  'There is one called # already.': 'Ya hay una que se llama #.',
  'A team can have # saved replies.': 'Un equipo puede tener # respuestas guardadas.',
  'Write a word, a name or a number.': 'Escriba una palabra, un nombre o un número.',
  'It was not sent: this browser takes no notifications from here any more. Turn them on again.':
    'No se envió: este navegador ya no acepta avisos de aquí. Actívelos de nuevo.',
  'It was not sent: the push service refused it. Turn notifications off and on again.':
    'No se envió: el servicio de avisos lo rechazó. Desactive los avisos y actívelos de nuevo.',
  'It was not sent: the push service did not take it. Try again in a minute.':
    'No se envió: el servicio de avisos no lo aceptó. Inténtelo de nuevo en un minuto.',

  // People.
  'Give the person a name.': 'Ponga un nombre a la persona.',
  'Give the person a name of 1 to 200 characters.': 'Ponga a la persona un nombre de 1 a 200 caracteres.',
  'Give at least one phone number.': 'Ponga al menos un número de teléfono.',
  'A person can have 10 numbers.': 'Una persona puede tener 10 números.',
  'This is not a number. Type it with the country code, like +1 415 555 2671.':
    'No es un número. Escríbalo con el prefijo del país, como +1 415 555 2671.',
  'Use up to 100 groups, with names of 1 to 100 characters.':
    'Use hasta 100 grupos, con nombres de 1 a 100 caracteres.',
  'Use up to 100 fields, with names up to 100 and values up to 2,000 characters.':
    'Use hasta 100 campos, con nombres de hasta 100 caracteres y valores de hasta 2000.',
  'A team can have # fields.': 'Un equipo puede tener # campos.',
  'A team can have # fields. Use one that is there.': 'Un equipo puede tener # campos. Use uno de los que hay.',
  'Give the field a name of 1 to 100 characters.': 'Ponga al campo un nombre de 1 a 100 caracteres.',
  'There is a field with this name already.': 'Ya hay un campo con este nombre.',
  'Give 1 to # choices.': 'Ponga de 1 a # opciones.',
  'Give each choice 1 to 100 characters.': 'Ponga a cada opción de 1 a 100 caracteres.',
  'Two of the choices are the same.': 'Dos de las opciones son iguales.',
  'Write the date as 2026-11-27.': 'Escriba la fecha como 2026-11-27.',
  'Write yes or no.': 'Escriba sí o no (yes o no).',
  'Write the number without commas between the digits.': 'Escriba el número sin comas entre las cifras.',
  'Write a number of up to 15 digits.': 'Escriba un número de hasta 15 cifras.',
  'Give the group a name of 1 to 100 characters.': 'Ponga al grupo un nombre de 1 a 100 caracteres.',
  'There is a group with this name already.': 'Ya hay un grupo con este nombre.',
  'A team can have # groups.': 'Un equipo puede tener # grupos.',
  'People are put into this group by hand. Make a new one.': 'A este grupo se añade gente a mano. Haga uno nuevo.',
  'Who is in “#” is found by its rule. Nobody is put into it by hand.':
    'Quién está en «#» lo dice su regla. A nadie se añade a mano.',
  'Who is in this group is found by its rule. Nobody is put into it by hand.':
    'Quién está en este grupo lo dice su regla. A nadie se añade a mano.',
  '“#” is used by #. Change the rule there first.': '«#» se usa en #. Cambie antes la regla allí.',
  '“#” is used by #. Take it out there first.': '«#» se usa en #. Quítelo antes de allí.',
  '# puts people into “#”. Take it out there first.': '# añade gente a «#». Quítelo antes de allí.',
  '# people have something in “#”, not #. Look again.': '# personas tienen algo en «#», no #. Mírelo otra vez.',
  'These are more than # people. Narrow the filter.': 'Son más de # personas. Estreche el filtro.',
  '# already has this number.': '# ya tiene este número.',
  'No field can have this name.': 'Ningún campo puede llamarse así.',
  'Say who belongs to the group.': 'Diga quién es del grupo.',
  'This group would depend on itself. Leave it out of its own rule, and of the groups named in it.':
    'Este grupo dependería de sí mismo. Quítelo de su propia regla y de los grupos que nombra.',
  'With the groups that this names it has more than # conditions. Use fewer.':
    'Con los grupos que nombra tiene más de # condiciones. Use menos.',
  'Say how many days.': 'Diga cuántos días.',
  'Say which answer.': 'Diga qué respuesta.',
  'Say what it is compared with.': 'Diga con qué se compara.',
  'The filter cannot be read.': 'El filtro no se puede leer.',
  'This is still to come.': 'Eso todavía no ha llegado.',
  'Say it in some words: somebody will ask.': 'Dígalo en unas palabras: alguien preguntará.',
  'This is the same person.': 'Es la misma persona.',
  'One of them is from practice, and the other is real. They cannot be the same person.':
    'Una es de práctica y la otra es real. No pueden ser la misma persona.',
  'Together they have more than 10 numbers.': 'Juntas tienen más de 10 números.',
  'Together they are in more than 100 groups, or have more than 100 fields.':
    'Juntas están en más de 100 grupos o tienen más de 100 campos.',
  'They were merged once more since. Undo that merge first.':
    'Se unieron otra vez desde entonces. Deshaga antes esa unión.',

  // A file of people.
  'Say which column holds the phone numbers.': 'Diga en qué columna están los números de teléfono.',
  'The file of this import has been forgotten. Bring it in again.':
    'El archivo de esta importación ya no se guarda. Tráigalo otra vez.',
  'An import can be undone for 24 hours. This one is older.':
    'Una importación se puede deshacer durante 24 horas. Esta es anterior.',
  'This import has gone on since you looked at it. Look again.':
    'Esta importación ha avanzado desde que la miró. Mírela otra vez.',
  'Another import is being written. Wait until it is done, or stop it.':
    'Se está escribiendo otra importación. Espere a que termine o deténgala.',
  'Another column fills this field already.': 'Otra columna ya llena este campo.',
  'A team can have # fields. Leave some of the columns out.':
    'Un equipo puede tener # campos. Deje fuera algunas columnas.',
  'Use one of: #.': 'Use uno de estos: #.',
  'This is a workbook. Save it as CSV in the spreadsheet, and choose that file.':
    'Es un libro de cálculo. Guárdelo como CSV en la hoja de cálculo y elija ese archivo.',
  'This is a PDF. Choose a file in CSV.': 'Es un PDF. Elija un archivo CSV.',
  'This file is too large. Divide it: each may have 1 GB and five million rows.':
    'Este archivo es demasiado grande. Divídalo: cada parte puede tener 1 GB y cinco millones de filas.',
  'A quote that opens in the row of line # is never closed.':
    'Unas comillas que se abren en la fila de la línea # no se cierran.',
  'Line # has more than # columns. Is this a list of people?':
    'La línea # tiene más de # columnas. ¿Es una lista de personas?',
  'Line # is too long to be a row of people. Is a quote missing?':
    'La línea # es demasiado larga para ser la fila de una persona. ¿Faltan unas comillas?',
};
