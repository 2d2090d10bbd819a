import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answering } from './kinds.ts';
import { type Candidate, match } from './match.ts';

const yesNo: Answering = { kind: 'yes_no' };

/** An ask of a question, with what was answered to it if that counts. */
function ask(
  questionId: string,
  round: string,
  state: Candidate['state'],
  said: 'yes' | 'no' | null = null,
  answering: Answering = yesNo,
): Candidate {
  return {
    askId: `${questionId} ${round}`,
    questionId,
    state,
    stepAt: 0,
    step: { words: `${questionId}?`, answering },
    language: 'en',
    taught: [],
    tag: 'A',
    asked: [`${questionId}?`],
    hasColleagueWritten: false,
    value: said && { kind: 'choice', ids: [said] },
    mayAskAgain: true,
  };
}

/** What a text is taken for, in a few words. */
function taken(body: string, ...candidates: Candidate[]): string {
  const found = match({ body, pictures: 0 }, candidates, '2026-11-27');
  if (!found) return 'nothing';
  return [found.outcome, found.reason, found.candidate?.askId].filter(Boolean).join(', ');
}

test('a yes that is said twice changes nothing that was answered in an older round', () => {
  const rounds = [ask('Drive', 'Monday', 'answered', 'no'), ask('Drive', 'Tuesday', 'answered', 'yes')];
  assert.equal(taken('Yes', ...rounds), 'nothing');
  assert.equal(taken('No', ...rounds), 'answer, correction, Drive Tuesday');
});

test('what is taken back is the newest answer, however often the same was said before', () => {
  const rounds = [ask('Drive', 'Monday', 'answered', 'yes'), ask('Drive', 'Tuesday', 'answered', 'yes')];
  assert.equal(taken('Oops, no', ...rounds), 'answer, correction, Drive Tuesday');
  assert.equal(
    taken('Oops, no', ...rounds, ask('Cook', 'Tuesday', 'answered', 'yes')),
    'needs_look, several_fit',
    'two questions are still two',
  );
});

test('nobody answers a round late once a newer one of the same question has come', () => {
  const rounds = [ask('Drive', 'Monday', 'closed'), ask('Drive', 'Tuesday', 'answered', 'no')];
  const boxes = ask('Boxes', 'Tuesday', 'asked', null, { kind: 'number' });
  assert.equal(taken('yes', ...rounds, boxes), 'asked_again, not_understood, Boxes Tuesday');
  assert.equal(taken('yes', rounds[0]!, boxes), 'answer, late, Drive Monday');
});

test('a quotation that is no reaction, and no words of ours, is read as any other text', () => {
  const name = ask('Name', 'Monday', 'asked', null, { kind: 'text' });
  assert.equal(taken('Yes my name is "Robert"', name), 'answer, only_open, Name Monday');
  assert.equal(taken('"Robert"', name), 'answer, only_open, Name Monday');
  const drive = ask('Will you drive', 'Monday', 'asked');
  assert.equal(taken('Yes', drive), 'answer, only_open, Will you drive Monday');
  assert.equal(taken('yes «Robert»', drive), taken('yes Robert', drive));
  for (const reaction of [
    'Liked “See you soon”',
    'Le gustó “See you soon”',
    'Reacted 👍 to “See you soon”',
    '👍 to "See you soon"',
  ]) {
    assert.equal(taken(reaction, drive), 'chat, about_another_text', reaction);
  }
  assert.equal(taken('Liked “Will you drive?”', drive), 'asked_again, not_understood, Will you drive Monday');
  assert.equal(taken('> Will you drive?\nyes', drive), 'answer, quoted, Will you drive Monday');
});
