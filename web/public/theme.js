// Runs before the first paint, so that a chosen theme never flashes. The choice is written by web/ui/theme.ts.
try {
  const theme = localStorage.getItem('hearback.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme holds.
}
