/** Why a text did not leave when that has nothing to do with its provider. They are stored with it as they are here. */
export const ownReasons = {
  optedOut: 'They opted out before this could leave. Nothing was sent.',
  blocked: 'The team does not text this country any more. Nothing was sent.',
  removed: 'The person was removed before this could leave. Nothing was sent.',
  wroteFirst: 'They wrote first, so this was not sent.',
  asksToStop: 'They seem to ask for no more texts, so this was not sent.',
  leftInDoubt: 'Nobody knows whether this arrived, and it was not sent again.',
  questionRests: 'The question rests, so this was not sent.',
  broadcastCanceled: 'The broadcast was canceled, so this was not sent.',
  hasAnswered: 'There is an answer by now, so this was not sent.',
};
