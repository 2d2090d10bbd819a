import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://127.0.0.1:3000';

/** Newer ones are not yet drawn by many phones. */
const newestEmoji = 15;

/** The list of emoji has much that nobody is shown: without it, it is half as large. */
const shownOfEmoji: Plugin = {
  name: 'shown-of-emoji',
  enforce: 'pre',
  transform(code, id) {
    if (!/emojibase-data\/\w+\/data\.json$/.test(id)) return null;
    const all: { emoji: string; label: string; group?: number; tags?: string[]; version: number }[] = JSON.parse(code);
    const shown = all.filter(({ group, version }) => group !== undefined && version <= newestEmoji);
    return JSON.stringify(
      shown.map(({ emoji, label, group, tags, version }) => ({ emoji, label, group, tags, version })),
    );
  },
};

/** The page is served under a content security policy without 'unsafe-inline': nothing may be inlined. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [shownOfEmoji, react()],
  // React has it itself by now; the shim has it once more.
  resolve: { alias: { 'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The first versions with light-dark(), popover and CSS nesting.
    target: ['chrome123', 'firefox125', 'safari17.5'],
    reportCompressedSize: false,
    // Which parts a later page needs would be listed in the first load for each of them, 1 KiB by now. What it imports is
    // named by the page itself; only its styles are not.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, parts, { hostType }) =>
        hostType === 'js' ? parts.filter((part) => part.endsWith('.css')) : parts,
    },
    // What the first load needs: libraries in one file and our common parts in another. Fewer requests, smaller than
    // many small files, and an update of ours leaves the libraries in the browser's cache.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'] },
            { name: 'parts', test: /web\/(ui|words|[^/]+\.ts)/, tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server, '/webhooks': server } },
});
