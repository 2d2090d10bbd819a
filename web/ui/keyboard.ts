/** Keeps `--keyboard` at the height that an on-screen keyboard covers; browsers that resize the page themselves say 0. */
export function holdAboveKeyboard(): void {
  const view = window.visualViewport;
  if (!view) return;
  const measure = () => {
    const covered = view.scale === 1 ? Math.max(0, window.innerHeight - view.height) : 0;
    document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
  };
  view.addEventListener('resize', measure);
}
