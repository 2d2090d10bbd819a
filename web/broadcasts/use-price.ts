import { useLanguage } from '../words/words.ts';

/** Says an amount of money as the member's language writes it. */
export function usePrice(): (price: { amount: number; currency: string }) => string {
  const language = useLanguage();
  return ({ amount, currency }) =>
    new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: amount < 1 ? 4 : 2 }).format(
      amount,
    );
}
