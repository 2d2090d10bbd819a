import { phrases } from './words.ts';

/** The days of the week from Monday, by every name that people write, folded. */
export const calendarNames = [
  'monday|mon|lunes|lun',
  'tuesday|tue|tues|martes',
  'wednesday|wed|weds|wednes|miercoles|mie|mier',
  'thursday|thu|thur|thurs|jueves|jue',
  'friday|fri|viernes|vie|vier',
  'saturday|sat|sabado|sab',
  'sunday|sun|domingo|dom',
].map((row) => phrases(row));

/** The months from January. "may" and "mar" are only read beside a day. */
export const monthNames = [
  'january|jan|enero|ene',
  'february|feb|febrero',
  'march|mar|marzo',
  'april|apr|abril|abr',
  'may|mayo',
  'june|jun|junio',
  'july|jul|julio',
  'august|aug|agosto|ago',
  'september|sep|sept|septiembre|setiembre|set',
  'october|oct|octubre',
  'november|nov|noviembre',
  'december|dec|diciembre|dic',
].map((row) => phrases(row));
