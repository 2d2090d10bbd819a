import { catalogue } from '../words/catalogue.ts';
import { plurals } from '../words/plural.ts';

const plural = { en: plurals('en'), es: plurals('es') };

const en = {
  title: 'Answer to HELP',
  ours: 'Whoever texts HELP, INFO or AYUDA gets this from Hearback; in Spanish if they wrote AYUDA, or their language is Spanish:',
  theirs: (company: string) =>
    `${company} answers HELP and INFO itself, in words that are set there. Hearback answers what ${company} does not know, such as “Help!” or AYUDA:`,
  theySaidSo: (company: string, at: string) =>
    `${company} answers keywords by itself (Advanced Opt-Out): it last said so on ${at}. Change those words at ${company}; the ones below are said only to what it does not know.`,
  languages: { en: 'In English', es: 'In Spanish' },
  length: (segments: number, characters: number) =>
    `${plural.en(segments, { one: '# segment', other: '# segments' })}, ${plural.en(characters, { one: '# character', other: '# characters' })}`,
  usual: 'the usual words',
  change: (line: string) => `Change what is answered over ${line}`,
  who: 'Who answers STOP, START and HELP',
  company: (company: string) => `${company}, as usual`,
  hearback: (company: string) => `Hearback: ${company} has switched its own answers off for this number`,
  twice: (company: string) => `If ${company} still answers, people hear both.`,
  text: { en: 'Answer in English', es: 'Answer in Spanish' },
  textHint: 'Say who texts, how to reach a person, and that STOP ends the texts. Empty: the usual words.',
  preview: 'So they get it',
  signs: (signs: string) => `longer because of ${signs}`,
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Saved.',
};

type KeywordWords = typeof en;

const es: KeywordWords = {
  title: 'Respuesta a AYUDA y HELP',
  ours: 'Quien escribe HELP, INFO o AYUDA recibe esto de Hearback; en español si escribió AYUDA o si su idioma es el español:',
  theirs: (company) =>
    `${company} contesta por sí solo a HELP e INFO, con las palabras puestas allí. Hearback contesta a lo que ${company} no conoce, como «Help!» o AYUDA:`,
  theySaidSo: (company, at) =>
    `${company} contesta por sí solo a las palabras clave (Advanced Opt-Out): lo dijo por última vez el ${at}. Cambie esas palabras en ${company}; las de abajo solo se envían ante lo que no conoce.`,
  languages: { en: 'En inglés', es: 'En español' },
  length: (segments, characters) =>
    `${plural.es(segments, { one: '# segmento', other: '# segmentos' })}, ${plural.es(characters, { one: '# carácter', other: '# caracteres' })}`,
  usual: 'las palabras de siempre',
  change: (line) => `Cambiar qué se contesta por ${line}`,
  who: 'Quién contesta a STOP, START y HELP',
  company: (company) => `${company}, como siempre`,
  hearback: (company) => `Hearback: ${company} ha desactivado sus propias respuestas para este número`,
  twice: (company) => `Si ${company} sigue contestando, llegan las dos respuestas.`,
  text: { en: 'Respuesta en inglés', es: 'Respuesta en español' },
  textHint:
    'Diga quién escribe, cómo hablar con una persona y que STOP pone fin a los mensajes. Vacío: las palabras de siempre.',
  preview: 'Así les llega',
  signs: (signs) => `más largo por ${signs}`,
  save: 'Guardar',
  cancel: 'Cancelar',
  saved: 'Guardado.',
};

/** The texts around what is answered to keywords over a line, in the member's language. */
export const useKeywordWords = catalogue<KeywordWords>({ en, es });
