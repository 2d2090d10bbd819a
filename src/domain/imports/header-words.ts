import type { Meaning } from './matching.ts';

/** What is written over columns, in English and Spanish, without accents. */
const words: Partial<Record<Meaning, string>> = {
  name: 'name|full name|display name|contact|contact name|person|nombre|nombre completo|nombre y apellidos|persona|contacto',
  first_name: 'first name|firstname|first|given name|forename|nombre de pila|primer nombre|nombres',
  last_name: 'last name|lastname|last|surname|family name|apellido|apellidos|primer apellido',
  group: 'group|groups|group membership|labels|label|tags|tag|list|lists|grupo|grupos|etiqueta|etiquetas|lista|listas',
  time_zone: 'time zone|timezone|tz|zona horaria|huso horario',
  opted_out:
    'opted out|opt out|optout|optedout|unsubscribed|do not text|dnd|stop|stopped|baja|de baja|dado de baja|dada de baja',
  opted_out_at: 'opted out at|opted out on|opt out date|unsubscribed at|unsubscribed on|fecha de baja|baja el',
  // What programs write for themselves, and what our own list of rejected rows has beside the rows.
  nothing:
    'id|uuid|team id|teamid|person id|conversation id|contact id|user id|external id|practice|added|created|created at|updated at|line|reason|linea|motivo',
};

const phone =
  /^(mobile|cell|cellular|cell phone|mobile phone|phone|phone number|telephone|tel|sms|text|whatsapp|number|telefono|telefono movil|movil|celular|numero|numero de telefono|numero de movil)( number| phone| value)?( ?\d{1,2})?( value| number)?$/;

const known = new Map(
  Object.entries(words).flatMap(([meaning, list]) =>
    list.split('|').map((word) => [word, meaning as Meaning] as const),
  ),
);

/** A heading without what may differ between two that say the same. */
export function plain(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a heading says that its column is; undefined where it is no word that we know. */
export function meaningOf(heading: string): Meaning | undefined {
  const said = plain(heading);
  return phone.test(said) ? 'phone' : known.get(said);
}
