export { readAnswers } from './answers.ts';
export { readHistory } from './items.ts';
