import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import './ui/tokens.css';
import './ui/page.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './queries.ts';
import { makeRouter } from './routes.tsx';
import { onNewDay } from './ui/clock.ts';
import { holdAboveKeyboard } from './ui/keyboard.ts';
import { reloadWhenUpgraded } from './upgrade.ts';
import { sayAgain, startLanguage } from './words/words.ts';

const client = makeQueryClient();
const router = makeRouter(client);

holdAboveKeyboard();
reloadWhenUpgraded();
onNewDay(sayAgain);
// No await at the top: the language's file may need this one to be done. Where it cannot be had, the page is English.
void startLanguage().finally(() =>
  createRoot(document.getElementById('root')!).render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  ),
);
