type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Plural sentences of one language: `#` in the chosen form stands for the number, written as that language does. */
export function plurals(language: string): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (n, forms) => (forms[rules.select(n)] ?? forms.other).replace('#', numbers.format(n));
}
