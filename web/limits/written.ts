import type { Values } from '../ui/form.tsx';
import type { Limits } from './queries.ts';

/** The limits as they stand in the form. */
export interface Written {
  values: Values;
  countries: string[];
}

export function bodyOf({ values, countries }: Written) {
  return {
    hours: { opens: values['hours.opens'] ?? '', closes: values['hours.closes'] ?? '' },
    keepsHours: values.keepsHours === 'on',
    questionsKeepHours: values.questionsKeepHours === 'on',
    weekly: values.weekly ? Number(values.weekly) : null,
    cap: values['cap.amount']
      ? { amount: Number(values['cap.amount']), currency: (values['cap.currency'] ?? '').toUpperCase() }
      : null,
    countries: [...countries].sort(),
    newAbroad: values.newAbroad ? Number(values.newAbroad) : null,
  };
}

/** The same for limits that are the same. */
export const said = (written: Written): string => JSON.stringify(bodyOf(written));

export function writtenIn({
  hours,
  keepsHours,
  questionsKeepHours,
  weekly,
  cap,
  newAbroad,
  ...limits
}: Limits): Written {
  return {
    values: {
      'hours.opens': hours.opens,
      'hours.closes': hours.closes,
      ...(keepsHours && { keepsHours: 'on' }),
      ...(questionsKeepHours && { questionsKeepHours: 'on' }),
      weekly: String(weekly ?? ''),
      'cap.amount': String(cap?.amount ?? ''),
      'cap.currency': cap?.currency ?? limits.spent[0]?.currency ?? 'USD',
      newAbroad: String(newAbroad ?? ''),
    },
    countries: limits.countries,
  };
}
