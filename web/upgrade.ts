/** After an upgrade the parts that were not loaded yet are gone from the server: then the page is loaded anew. */
export function reloadWhenUpgraded(): void {
  addEventListener('vite:preloadError', () => void look());
}

/** The network may just be gone: only where the server gives another page than this one is it an upgrade. */
async function look(): Promise<void> {
  const own = [...document.querySelectorAll('script[type="module"][src]')].map(
    (part) => part.getAttribute('src') ?? '',
  );
  const served = await fetch('/', { cache: 'no-store' }).then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  );
  if (served && own.some((part) => !served.includes(part))) location.reload();
}
