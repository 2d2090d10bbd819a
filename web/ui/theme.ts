import { stored } from './stored.ts';

export type Theme = 'system' | 'light' | 'dark';

const theme = stored<Theme>('hearback.theme', 'system', {
  read: (text) => (text === 'light' || text === 'dark' ? text : 'system'),
  write: (value) => value,
});

/** The chosen theme; 'system' follows the browser. */
export const useTheme = theme.use;

/** Changes the theme at once and keeps it for this browser. */
export function setTheme(value: Theme): void {
  theme.set(value);
  if (value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
}
