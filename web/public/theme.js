// Runs before the first paint, so that a chosen look never flashes. The choice is written by web/ui/look.ts.
try {
  for (const [name, values] of [
    ['theme', ['light', 'dark']],
    ['density', ['compact']],
  ]) {
    const value = localStorage.getItem(`hearback.${name}`);
    if (values.includes(value)) document.documentElement.dataset[name] = value;
  }
} catch {
  // Storage is switched off: the system's theme holds.
}
