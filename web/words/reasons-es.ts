export interface Reason {
  message: string;
  advice: string;
}

/** By the codes of Twilio, or by a sentence of the server's that has none. */
const rows: [keys: (number | string)[], message: string, advice: string][] = [
  [
    [20422, 21604],
    'Twilio encontró un error en lo que Hearback le envió.',
    'Avise a quienes hacen Hearback, con este código.',
  ],
  [
    [20500, 20503, 30410, 30500],
    'Twilio tuvo problemas y nadie sabe si el mensaje llegó.',
    'Pregunte si lo ha recibido antes de enviarlo otra vez.',
  ],
  [[21211], 'No es un número de teléfono válido.', 'Corrija el número de esta persona.'],
  [[21602, 21619], 'El mensaje estaba vacío.', 'Escriba algo y envíelo.'],
  [
    [21610],
    'Se dio de baja de los mensajes de esta línea.',
    'Tiene que escribirle START para que usted pueda escribirle otra vez.',
  ],
  [[21612], 'Twilio no tiene camino de esta línea a su número.', 'Escríbale desde otra línea, o pida otro número.'],
  [
    [21614, 21635, 30006],
    'Este número no puede recibir mensajes; quizá sea un teléfono fijo.',
    'Pida un número de móvil.',
  ],
  [[21617], 'El mensaje tiene más de 1600 caracteres.', 'Acórtelo y envíelo otra vez.'],
  [[21620, 21623, 30019], 'No se pudieron enviar las imágenes.', 'Envíe menos imágenes, o más pequeñas.'],
  [[21655, 21656], 'La plantilla de este mensaje es incorrecta.', 'Corrija la plantilla en Twilio.'],
  [[30004], 'El mensaje fue bloqueado, por la persona o por su operador.', 'Contáctela de otra manera.'],
  [[30005], 'Este número no existe o ya no está en servicio.', 'Pida su número actual.'],
  [
    [30007],
    'Un operador filtró el mensaje como correo basura.',
    'Cambie las palabras y quite los enlaces; repetir el mismo texto hace el filtro más estricto.',
  ],
  [[30010], 'El mensaje costaba más que el precio máximo permitido.', 'Hágalo más corto, o quite el límite en Twilio.'],
  [
    [11200, 11205, 12300, 57012],
    'Twilio no pudo entregar algo a Hearback.',
    'Quien administra el servidor debe comprobar que la dirección pública es accesible.',
  ],
  [
    [20003],
    'Twilio no acepta las credenciales de esta línea, o la cuenta está suspendida.',
    'Compruebe el SID de la cuenta, el token y el estado de la cuenta en Twilio.',
  ],
  [[20005, 30002], 'La cuenta de Twilio no está activa.', 'Reactive la cuenta en Twilio, por ejemplo añadiendo saldo.'],
  [[20404], 'Twilio no conoce esta cuenta.', 'Compruebe el SID de la cuenta de esta línea.'],
  [[20429, 63017, 63018], 'Twilio pidió que enviemos más despacio.', 'No hay que hacer nada: el mensaje sale solo.'],
  [[21212, 21601], 'Twilio no puede enviar mensajes desde el número de esta línea.', 'Corrija el número de la línea.'],
  [
    [21408],
    'Los mensajes a este país están desactivados en Twilio.',
    'Permita el país en los permisos geográficos de Twilio.',
  ],
  [[21603], 'Esta línea no tiene desde dónde enviar.', 'Dé a la línea un número o un servicio de mensajes.'],
  [
    [21606],
    'El número de esta línea no puede escribir a este número.',
    'Compruebe en Twilio que el número es suyo y puede escribir a ese país.',
  ],
  [
    [21608],
    'Una cuenta de prueba solo puede escribir a números verificados en Twilio.',
    'Verifique el número en Twilio, o pase a una cuenta de pago.',
  ],
  [
    [21609],
    'Twilio no puede informar a la dirección pública de Hearback.',
    'Quien administra el servidor debe poner una dirección pública de internet, sin guion bajo en el nombre.',
  ],
  [[21611], 'La cola de esta línea está llena en Twilio.', 'No hay que hacer nada: el mensaje sale solo.'],
  [
    [21703],
    'Ningún remitente del servicio de mensajes puede escribir a este número.',
    'Añada al servicio de mensajes un remitente de ese país.',
  ],
  [
    [21704, 21705],
    'El servicio de mensajes de esta línea está vacío o no existe.',
    'Compruebe el SID del servicio de mensajes, y que el servicio tiene un remitente.',
  ],
  [[21712], 'El número ya pertenece a otro servicio de mensajes.', 'Quítelo primero del otro servicio.'],
  [
    [30001, 30022],
    'Los mensajes fueron a Twilio más deprisa de lo que esta línea puede enviar.',
    'Baje el ritmo de la línea y envíelo otra vez.',
  ],
  [[30003], 'Su teléfono está apagado o no tiene cobertura.', 'Envíelo otra vez más tarde.'],
  [
    [30008],
    'El mensaje no se entregó y el operador no dijo por qué.',
    'Envíelo una vez más; si tampoco llega, contacte de otra manera.',
  ],
  [[30017], 'La red de su operador está saturada.', 'Envíelo otra vez más tarde.'],
  [
    [30018, 30024, 30032, 30034],
    'El remitente no está registrado para mensajes a este país.',
    'Termine el registro del número en Twilio.',
  ],
  [
    [30023, 30027, 63038],
    'Se ha agotado el límite diario de mensajes.',
    'Envíe el resto mañana, o pida a Twilio un límite más alto.',
  ],
  [[30035], 'El remitente todavía se está configurando.', 'Envíelo otra vez dentro de unas horas.'],
  [[30036], 'El mensaje esperó demasiado en Twilio y caducó.', 'Envíelo otra vez si todavía importa.'],
  [
    [30450],
    'Twilio bloquea este destino por ahora, porque sospecha un fraude.',
    'Envíelo otra vez dentro de media hora.',
  ],
  [
    ['They opted out before this could leave. Nothing was sent.'],
    'Se dio de baja antes de que esto saliera. No se envió nada.',
    '',
  ],
  [
    ['The team does not text this country any more. Nothing was sent.'],
    'El equipo ya no escribe a este país. No se envió nada.',
    '',
  ],
  [
    ['The person was removed before this could leave. Nothing was sent.'],
    'Se eliminó a la persona antes de que esto saliera. No se envió nada.',
    '',
  ],
  [['They wrote first, so this was not sent.'], 'Escribió antes, así que esto no se envió.', ''],
  [
    ['They seem to ask for no more texts, so this was not sent.'],
    'Parece que pide no recibir más mensajes, así que esto no se envió.',
    '',
  ],
  [['The broadcast was canceled, so this was not sent.'], 'El envío se canceló, así que esto no se envió.', ''],
  [['The question rests, so this was not sent.'], 'La pregunta está en pausa, así que esto no se envió.', ''],
  [['There is an answer by now, so this was not sent.'], 'Ya hay una respuesta, así que esto no se envió.', ''],
  [
    ['Nobody knows whether this arrived, and it was not sent again.'],
    'Nadie sabe si esto llegó, y no se envió otra vez.',
    '',
  ],
  [
    ['It could not be delivered, and the provider gave no reason.'],
    'No se pudo entregar, y el proveedor no dijo por qué.',
    'Envíelo otra vez, o llame.',
  ],
  [
    ['Twilio has no trace of this text.'],
    'Twilio no tiene rastro de este mensaje.',
    'Pregunte si lo ha recibido; después envíelo otra vez, o déjelo.',
  ],
  [
    ['Twilio has several texts with these words, and nobody can say which is this one.'],
    'Twilio tiene varios mensajes con estas palabras, y nadie puede decir cuál es este.',
    'Pregunte si lo ha recibido; después envíelo otra vez, o déjelo.',
  ],
  [
    ['Nobody could ask Twilio whether it has this text.'],
    'Nadie pudo preguntar a Twilio si tiene este mensaje.',
    'Pregunte si lo ha recibido; después envíelo otra vez, o déjelo.',
  ],
  [
    ['We cannot tell whether this was sent.'],
    'No podemos saber si esto se envió.',
    'Estamos preguntando a la compañía telefónica. Mientras tanto no se envía nada dos veces.',
  ],
];

export const es: Record<string, Reason> = Object.fromEntries(
  rows.flatMap(([keys, message, advice]) => keys.map((key) => [key, { message, advice }])),
);
