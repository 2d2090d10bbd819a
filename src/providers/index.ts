import type { Provider } from './provider.ts';
import { openTwilio } from './twilio.ts';

/** Every company that can carry our texts: a new one is one more entry here. */
export const providers: readonly Provider[] = [openTwilio()];

/** The provider of that name, for example `twilio`; undefined when there is none. */
export function findProvider(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}
