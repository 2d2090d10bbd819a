/** How an answer is called, and why a text belongs to a question. */
export type AnswerWords = typeof en;

export const en = {
  yes: 'Yes',
  no: 'No',
  photo: 'a photo',
  why: {
    only_open: 'Only open question',
    only_fitting: 'Fits only this question',
    tag: 'By its letter',
    quoted: 'They quoted it',
    correction: 'Corrects their answer',
    late: 'Came late',
    several_open: 'Several questions are open',
    several_fit: 'Fits several questions',
    colleague_wrote: 'A colleague wrote in between',
    not_understood: 'Not understood',
    about_another_text: 'About another text',
    by_hand: 'Set by hand',
  } as Record<string, string>,
};
