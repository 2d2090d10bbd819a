import type { Answering, Reading, ReadingContext, Reply } from '../kinds.ts';
import { fold } from './fold.ts';
import { no, yes } from './yes-no.ts';

/** Reads a text as the answer to a question. Never throws, asks nothing and nobody, and does not guess. */
export function readAnswer(answering: Answering, reply: Reply, _context: ReadingContext): Reading {
  const folded = fold(reply.body);
  if (folded.text.trim() === '') {
    if (answering.kind === 'photo' && reply.pictures > 0) {
      return { sureness: 'sure', value: { kind: 'photo' }, reason: { code: 'picture' } };
    }
    return { sureness: 'none', reason: { code: reply.pictures > 0 ? 'only_picture' : 'empty' } };
  }
  if (answering.kind === 'yes_no') {
    const word = /^[^\p{L}\p{N}]*(\p{L}+)[^\p{L}\p{N}]*$/u.exec(folded.text)?.[1] ?? '';
    const id = yes.includes(word) ? 'yes' : no.includes(word) ? 'no' : undefined;
    const from = folded.text.indexOf(word);
    if (id) {
      return {
        sureness: 'sure',
        value: { kind: 'choice', ids: [id] },
        span: { start: folded.starts[from]!, end: folded.ends[from + word.length - 1]! },
        reason: { code: 'exact' },
      };
    }
  }
  return { sureness: 'none', reason: { code: 'nothing_fits' } };
}
