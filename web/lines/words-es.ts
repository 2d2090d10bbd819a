import type { LineWords } from './words-en.ts';

export const es: LineWords = {
  title: 'Ajustes',
  lead: 'Una línea es un número desde el que escribe.',
  limits: 'Qué puede enviar el equipo, cuándo y por cuánto',
  listTitle: 'Líneas',
  practiceLead: 'Los mensajes van a móviles de mentira en este equipo hasta que conecte un número.',
  practiceBeside: 'Por ella solo se escribe a la gente de práctica. Nada de eso sale de este equipo.',
  connect: 'Conectar Twilio',
  connectLead: 'Las claves están en la primera página de la consola de Twilio, en «Account info».',
  label: 'Nombre de esta línea',
  labelValue: 'Twilio',
  number: 'Número de teléfono',
  numberHint: 'El número que compró, con +. Déjelo vacío si usa un servicio de mensajería.',
  accountSid: 'Account SID',
  authToken: 'Auth token',
  service: 'SID del servicio de mensajería',
  act: 'Conectar Twilio',
  credentialsTitle: 'Claves equivocadas',
  networkTitle: 'Sin red',
  connected: (label) => `${label} está conectado.`,
  inboundTitle: 'Falta un paso, en Twilio',
  inboundLead:
    'En la consola de Twilio abra su número y pegue esta dirección en «A message comes in», como webhook con HTTP POST. Así llegan aquí las respuestas.',
  inbound: 'Dirección para los mensajes que llegan',
  localWarning:
    'Twilio no puede alcanzar todavía esta dirección: solo existe en este equipo. Ponga la dirección pública en PUBLIC_URL.',
  paused: 'En pausa',
  toDelivery: 'Ver los envíos',
  noNumber: 'Servicio de mensajería',
  another: 'Conectar otro número',
};
