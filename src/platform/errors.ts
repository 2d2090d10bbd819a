/** The refusals that a caller can meet; the API maps each to one HTTP status. */
export type RefusalCode =
  | 'invalid'
  | 'unreadable'
  | 'not_found'
  | 'forbidden'
  | 'signed_out'
  | 'already_set_up'
  | 'last_owner'
  | 'own_account'
  | 'wrong_password'
  | 'email_taken'
  | 'invitation_used'
  | 'invitation_expired'
  | 'invitation_revoked'
  | 'invitation_for_another'
  | 'signed_in_already'
  | 'person_exists'
  | 'opted_out'
  | 'no_line'
  | 'blocked_number'
  | 'blocked_country'
  | 'idempotency_key_reused'
  | 'still_looking'
  | 'already_leaving'
  | 'did_not_fail'
  | 'provider_credentials'
  | 'provider_unreachable'
  | 'practice_off'
  | 'push_failed'
  | 'too_many'
  | 'too_large'
  | 'cross_site'
  | 'too_late'
  | 'changed_since'
  | 'cannot_undo'
  | 'import_under_way'
  | 'asked_already'
  | 'question_rests'
  | 'audience_changed'
  | 'in_use';

/** A refusal: the caller asked for something that cannot be. The message is a sentence for people. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: RefusalCode;
  /** A sentence for each field that is wrong. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** Facts that go with the answer, such as the person who already has this number. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: RefusalCode,
    message: string,
    fields?: Readonly<Record<string, string>>,
    facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.facts = facts;
  }
}

/** The refusal for something that does not exist or belongs to another team: both must look the same. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `There is no such ${what}.`);
}

/** The refusal for whoever is not signed in, or was sent away since. */
export function signedOut(): AppError {
  return new AppError('signed_out', 'You are signed out. Sign in and try again.');
}

/** The refusal for input that is wrong, with a sentence for each field. */
export function invalid(fields: Readonly<Record<string, string>>): AppError {
  return new AppError('invalid', Object.values(fields)[0] ?? 'Something in the request is wrong.', fields);
}
