/** What each is when nothing was chosen; public/theme.js sets the others before the first paint. */
const initial = { theme: 'system', density: 'comfortable' };

/** Shows the page like this, now and at the next first paint of this browser. */
export function setLook(name: keyof typeof initial, value: string): void {
  const { dataset } = document.documentElement;
  if (value === initial[name]) delete dataset[name];
  else dataset[name] = value;
  try {
    localStorage.setItem(`hearback.${name}`, value);
  } catch {
    // Storage is switched off: the next first paint is as the system has it.
  }
}
