/** What the owner of a number has set for it: where texts to it are posted, and the messaging service that it belongs to. */
export type NumberSettings = {
  accountSid: string;
  inboundUrl: string | null;
  fallbackUrl: string | null;
  messagingServiceSid: string | null;
  /** Adds `OptOutType` to the webhook, as Twilio's Advanced Opt-Out does. */
  advancedOptOut: boolean;
  /** Twilio was asked to leave STOP, START and HELP to the owner: it neither blocks nor answers. */
  ownKeywords: boolean;
};
