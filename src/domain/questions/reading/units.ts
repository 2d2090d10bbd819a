import { fold } from './fold.ts';
import { keyOf, phrases } from './words.ts';

/** Units that people confuse with each other; every spelling of one stands in one row. */
const units = [
  'second|seconds|sec|secs|segundo|segundos|seg',
  'minute|minutes|min|mins|minuto|minutos',
  'hour|hours|hr|hrs|h|hora|horas',
  'day|days|dia|dias',
  'week|weeks|wk|wks|semana|semanas',
  'month|months|mes|meses',
  'year|years|yr|yrs|ano|anos',
  'mile|miles|mi|milla|millas',
  'kilometer|kilometers|kilometre|kilometres|km|kms|kilometro|kilometros',
  'meter|meters|metre|metres|m|metro|metros',
  'foot|feet|ft|pie|pies',
  'inch|inches|pulgada|pulgadas',
  'pound|pounds|lb|lbs|libra|libras',
  'kilogram|kilograms|kilo|kilos|kg|kgs|kilogramo|kilogramos',
  'ounce|ounces|oz|onza|onzas',
  'gram|grams|g|gr|gramo|gramos',
  'ton|tons|tonne|tonnes|tonelada|toneladas',
  'gallon|gallons|gal|gals|galon|galones',
  'liter|liters|litre|litres|l|lt|litro|litros',
  'percent|pct|porciento|por ciento',
  'dollar|dollars|buck|bucks|usd|dolar|dolares',
  'euro|euros|eur',
  'peso|pesos|mxn',
  'fahrenheit|f',
  'celsius|centigrade|c|centigrados',
  'am|pm',
].map((row) => phrases(row));
const rowOf = new Map(units.flatMap((row, i) => row.map((name) => [name, i] as const)));
const signs: Record<string, string> = { '%': 'percent', $: 'dollar', '€': 'euro', '°f': 'fahrenheit', '°c': 'celsius' };

const known = (unit: string) => {
  const text = fold(unit).text.trim();
  return rowOf.get(signs[text] ?? keyOf(text));
};

/** Whether what stands after a number measures something else than the question asked for. */
export function isOtherUnit(wrote: string, asked: string | undefined): boolean {
  const row = known(wrote);
  return row !== undefined && (asked === undefined ? /^(am|pm)$/.test(wrote) : row !== known(asked));
}
