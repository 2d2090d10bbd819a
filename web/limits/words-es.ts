import type { LimitsWords } from './words-en.ts';

export const es: LimitsWords = {
  title: 'Límites',
  lead: 'Qué se permite enviar el equipo, cuándo, a quién y por cuánto. Valen para todos, y para lo que el programa envía por sí solo.',
  mayNotChange: (names) => `Solo propietarios y encargados pueden cambiarlos. Pídaselo a ${names}.`,

  money: 'Dinero',
  spent: (spent, cap) => `Este mes se han gastado ${spent} de ${cap}.`,
  spentFreely: (spent) => `Este mes se han gastado ${spent}.`,
  waiting: (amount) => `Lo que espera para salir costará ${amount}.`,
  noPrice: 'Nadie ha indicado cuánto cuesta un segmento.',
  toLines: 'Indíquelo en Configuración',
  cap: 'Un mes puede costar como máximo',
  capHint:
    'Una vez gastado, no sale nada hasta que acabe el mes o usted permita más. Lo escrito espera; nada se pierde. Se le avisa al 80 %.',
  currency: 'Moneda',

  hours: 'Horario',
  hoursLead:
    'Según el reloj de quien lo recibe: la zona que usted anotó, o todas las zonas en las que su número puede estar.',
  opens: 'Desde',
  closes: 'Hasta',
  keepsHours: 'Las difusiones y los recordatorios esperan a este horario',
  questionsKeepHours: 'Las preguntas también esperan',
  questionsHint: 'Si no, una pregunta sale a la hora que se eligió para ella.',
  replies: 'Lo que usted escribe a una sola persona sale enseguida; se le dice cuando allí es de noche.',

  week: 'Una persona',
  weekly: 'Mensajes a muchos en siete días, como máximo',
  weeklyHint:
    'Una difusión deja fuera a quien ya ha recibido tantos, contando preguntas y recordatorios. Vacío: sin límite.',

  countries: 'Países',
  countriesLead:
    'No se escribe a números de otros países. A números prémium, de coste compartido o satelitales, nunca.',
  remove: (country) => `Quitar ${country} de la lista`,
  add: 'Añadir un país',
  addNone: 'Elija…',
  newAbroad: 'Números nuevos de un país en una hora, como máximo',
  newAbroadHint:
    'Números extranjeros a los que nunca se ha escrito, contados por horas de reloj; los demás esperan a la siguiente. Frena a quien haga que el programa escriba a números caros. No vale para su propio país. Vacío: sin límite.',

  save: 'Guardar',
  saved: 'Guardado.',
};
