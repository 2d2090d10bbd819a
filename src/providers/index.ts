import type { Provider } from './provider.ts';
import { openTwilio } from './twilio.ts';

/** Every company that can carry our texts: a new one is one more entry here. */
export const providers: readonly Provider[] = [openTwilio()];
