/** Who is in the stories: practice people, by the numbers they have at the carrier, saying nothing until they are told to. */
export const cast = {
  Ana: '+12125550101',
  Ben: '+13035550102',
  Chidi: '+14045550103',
  Dana: '+17735550104',
  Emre: '+16175550105',
  Farah: '+13135550106',
  Gus: '+16125550107',
  Ivo: '+12065550109',
  Jo: '+15035550110',
  Kofi: '+13055550111',
  Lena: '+16025550112',
} as const;

export type Name = keyof typeof cast;

/** What Nora, who runs the food bank, writes into the first-run form. */
export const nora = {
  teamName: 'Harbour Food Bank',
  name: 'Nora Lindqvist',
  email: 'nora@food-bank.example',
  password: 'seven green apples',
  timeZone: 'America/New_York',
  country: 'US',
};
