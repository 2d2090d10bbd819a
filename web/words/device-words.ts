import { catalogue } from './catalogue.ts';

const en = {
  device: (browser: string, system: string) => `${browser} on ${system}`,
  program: 'A program',
  unknown: 'Unknown browser',
};

export type DeviceWords = typeof en;

const es: DeviceWords = {
  device: (browser, system) => `${browser} en ${system}`,
  program: 'Un programa',
  unknown: 'Navegador desconocido',
};

/** What somebody signs in with, in the member's language. */
export const useDeviceWords = catalogue<DeviceWords>({ en, es });
