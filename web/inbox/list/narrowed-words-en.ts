/** Whom the list is narrowed to, loaded when it is. */
export type NarrowedWords = typeof en;

export const en = {
  oneGroup: 'One group',
  oneAnswer: 'One answer',
  everybody: 'Show everybody',
  answers: {
    yes: 'Yes',
    no: 'No',
    answered: 'Answered',
    silent: 'No answer',
    unclear: 'Needs a look',
    later: 'Will be asked',
    skipped: 'Is not asked',
  } as Record<string, string>,
};
