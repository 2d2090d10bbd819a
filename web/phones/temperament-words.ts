import { catalogue } from '../words/catalogue.ts';

const en = {
  prompt: 'prompt',
  late: 'late',
  'emoji only': 'emoji only',
  'phone off': 'phone off',
  misspeller: 'misspeller',
  'asks back': 'asks back',
  'texts STOP': 'texts STOP',
  'chatty, in Spanish': 'chatty, in Spanish',
  landline: 'landline',
  'blocks us': 'blocks us',
  'no receipts': 'no receipts',
  'slow driver': 'slow driver',
};

const es: typeof en = {
  prompt: 'contesta enseguida',
  late: 'contesta tarde',
  'emoji only': 'solo emojis',
  'phone off': 'teléfono apagado',
  misspeller: 'con faltas de ortografía',
  'asks back': 'pregunta a su vez',
  'texts STOP': 'escribe STOP',
  'chatty, in Spanish': 'habla mucho, en español',
  landline: 'teléfono fijo',
  'blocks us': 'nos bloquea',
  'no receipts': 'sin acuses de recibo',
  'slow driver': 'conduce y tarda',
};

/** By what the pretend phone company calls them: how its people answer. */
export const useTemperaments = catalogue<Record<string, string>>({ en, es });
