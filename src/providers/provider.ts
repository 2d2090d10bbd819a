/**
 * What a company that carries texts must be able to do. A provider translates and does nothing else: it has no
 * database and no clock, and it never tries a send twice by itself.
 */
export interface Provider {
  /** The word in the API and in the table, for example `twilio`. */
  name: string;
  /** The company's name as people write it. */
  title: string;
  /**
   * The settings a line of this provider has, in the order in which a form shows them. One of them is `baseUrl`, optional:
   * it sends the requests to something else than the company, for rehearsals and tests, and so directs secrets.
   */
  settings: Setting[];
  /**
   * Hands one text over, once. Answers when the company has taken it.
   * @throws SendError with an outcome for everything else; `unknown` whenever bytes may have left.
   */
  send(line: ProviderLine, text: OutgoingText, attempt: SendAttempt): Promise<Accepted>;
  /**
   * Checks the signature of a webhook, and answers how to read it: what cannot be read is known to be the company's then.
   * @throws ForgedWebhook when it was not the company that called.
   */
  receive(line: ProviderLine, request: WebhookRequest): () => Received;
  /** Reads a webhook again that `receive` took before and that we have kept: its signature was right then. */
  read(webhook: KeptWebhook): Received;
  /**
   * Whether the company itself answers a text that is STOP, START, HELP or one of their kin, and nothing else: then nobody
   * else may. Left out where it never does.
   */
  answersKeyword?(line: ProviderLine, text: Pick<IncomingText, 'body' | 'optOut'>): boolean;
  /** What the company expects as the answer to a webhook that we took. */
  acknowledge(): { status: number; headers: Record<string, string>; body: string };
  /** What a failure code means, for people. Unknown codes get an honest general answer. */
  explain(code: string): Explanation;
  /** Asks the company whether it knows us with these settings; sends nothing. */
  check(line: ProviderLine): Promise<CheckResult>;
  /**
   * What the company has in its own books since a time, newest first: the line's texts to a number; all that came in on
   * the line; or what went out over it, the newest twenty thousand at most. Left out where a company cannot tell.
   * @throws Error when it does not answer, or not with a list.
   */
  list?(line: ProviderLine, wanted: Wanted): Promise<ListedText[]>;
  /**
   * The pictures and files of a text in the books, as a webhook would name them.
   * @throws as `list`.
   */
  listMedia?(line: ProviderLine, providerId: string): Promise<IncomingText['media']>;
  /**
   * Fetches a picture or file that came with a text, from the address that the company gave and from nowhere else, with the
   * line's credentials, which go to nobody but the company. Left out where no text brings any.
   * @throws DownloadError, final when another try would end in the same way.
   */
  fetchMedia?(line: ProviderLine, url: string, limits: { mostBytes: number; timeoutMs: number }): Promise<Buffer>;
}

/** Which texts of the company's books. */
export type Wanted = { since: Date } & ({ to: string } | { direction: 'inbound' | 'outbound' });

/** A text as the company's books show it. */
export interface ListedText {
  providerId: string;
  isOutbound: boolean;
  /** Null until the company has chosen a sender. */
  from: string | null;
  to: string;
  body: string;
  segments: number;
  hasMedia: boolean;
  /** By the company's clock, to the second. */
  createdAt: Date;
  /** Null for what came in, and for a word that we do not know. */
  status: ReportedStatus | null;
  /** The company's own failure code. */
  code: string | null;
}

/** A setting of a line, as a form asks for it. */
export interface Setting {
  name: string;
  isSecret: boolean;
  isRequired: boolean;
  /** What a right value looks like; the whole value must match. */
  pattern?: RegExp;
  /** What to say when the pattern does not match. */
  hint: string;
  /** With this set, the company chooses the sender: the line needs no number. */
  choosesSender?: boolean;
  /** The setting that keeps this one's last value for a while after a change. */
  keepsLastIn?: string;
  /** Decides to whom, or for which account, secrets are sent: whoever changes it gives them again. */
  directsSecrets?: boolean;
}

/** A line as a provider sees it: its settings in clear, secrets included. */
export interface ProviderLine {
  id: string;
  /** E.164 or a short code; null when the company chooses the sender. */
  number: string | null;
  settings: Readonly<Record<string, string>>;
}

/** A text that we send. */
export interface OutgoingText {
  to: string;
  /** Empty only with pictures. */
  body: string;
  /** Where the company fetches pictures that go with it, in the next hours; at most ten. */
  mediaUrls?: string[];
}

/** One try at handing a text over. */
export interface SendAttempt {
  id: string;
  /** Where the company reports on this attempt: a URL that names the attempt, so that the report finds it even when our answer was lost. */
  statusUrl: string;
}

/** What we know of a text that the company has taken. */
export interface Accepted {
  /** The company's own id of the message. */
  providerId: string;
  /** The sender that the company chose, or null while it has not. */
  from: string | null;
}

/** A call of the company, as it came. */
export interface WebhookRequest {
  /** The public URL as configured, with the path and query exactly as they were called. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body's bytes, untouched. */
  body: Buffer;
}

/** What we keep of a webhook: enough to read it again. */
export type KeptWebhook = Pick<WebhookRequest, 'url' | 'body'>;

/** What a webhook brings: often one text or one report, sometimes neither. */
export interface Received {
  texts: IncomingText[];
  statuses: StatusReport[];
}

/** A text that somebody has sent to us. */
export interface IncomingText {
  providerId: string;
  /** As the company wrote it: E.164, a short code, a sender name, or a word such as `anonymous`. */
  from: string;
  to: string;
  body: string;
  media: { url: string; contentType: string }[];
  segments: number;
  /** Set when the company itself took the text as an opt-out word. */
  optOut: 'stop' | 'start' | 'help' | null;
  /** When the company took it: known of a text that did not come by itself, but was found in the company's books. */
  bookedAt?: Date;
}

/** The statuses a provider can report, in our words; anything else it may say is left out of `Received`. */
export type ReportedStatus = 'accepted' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'canceled';

/** What has become of a text of ours, as the company says it. */
export interface StatusReport {
  providerId: string;
  /** From the status URL's `attempt` parameter. */
  attemptId: string | null;
  status: ReportedStatus;
  /** The company's own failure code. */
  code: string | null;
  /** The sender, when the report names it. */
  from: string | null;
}

/** A failure, for people. */
export interface Explanation {
  /** What happened, in plain words, without blame. */
  message: string;
  /** The next step. */
  advice: string;
  /** Whether sending the same text again can help. */
  canSendAgain: boolean;
  /** The person has opted out at the company: record it here too. */
  isOptOut: boolean;
}

/** Whether a line could send. */
export type CheckResult =
  | { kind: 'ok' }
  /** The company answered and does not know these settings. */
  | { kind: 'wrong_credentials'; message: string }
  /** Nobody answered: no network, wrong address, time-out. */
  | { kind: 'unreachable'; message: string };

/** How a send failed. `not_sent` may be tried again, `refused` is final, `unknown` is never tried again blindly. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly outcome: 'not_sent' | 'refused' | 'unknown';
  readonly code: string | null;
  /** The person has opted out at the company. */
  readonly isOptOut: boolean;
  /** Every further text would fail in the same way: stop the line and tell its owner. */
  readonly stopsLine: boolean;
  /** The company asks for fewer texts a second on this line. */
  readonly slowsLine: boolean;
  /** What the company allows in a while is used up: nothing of this line can leave before `retryAfterMs`. */
  readonly restsLine: boolean;
  /** Wait at least this long before the next try. */
  readonly retryAfterMs: number | null;

  constructor(
    outcome: SendError['outcome'],
    message: string,
    details: {
      code?: string | null;
      isOptOut?: boolean;
      stopsLine?: boolean;
      slowsLine?: boolean;
      restsLine?: boolean;
      retryAfterMs?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.outcome = outcome;
    this.code = details.code ?? null;
    this.isOptOut = details.isOptOut ?? false;
    this.stopsLine = details.stopsLine ?? false;
    this.slowsLine = details.slowsLine ?? false;
    this.restsLine = details.restsLine ?? false;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** A webhook whose signature is missing or wrong. Nothing of it may be stored. */
export class ForgedWebhook extends Error {
  override readonly name = 'ForgedWebhook';
}
