import { AppError } from '../../platform/errors.ts';

/** The refusal of what cannot be searched for, with what to write instead. */
export function cannotSearch(sentence: string): AppError {
  return new AppError('unreadable', sentence, { q: sentence });
}
