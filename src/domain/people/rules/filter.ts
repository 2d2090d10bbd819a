/** What is asked of people: by the table, by a group with a rule, and by acts on all who fit. */
export interface Filter {
  match: 'all' | 'any';
  conditions: (Condition | { match: 'all' | 'any'; conditions: Condition[] })[];
}

export type Condition =
  /** The name contains it, or a number its digits. */
  | { kind: 'words'; contains: string }
  | { kind: 'field'; fieldId: string; is: FieldTest; value?: string | undefined }
  | { kind: 'group'; groupId: string; isIn: boolean }
  /** What they said in the last round of a question, or in those of the last days. */
  | {
      kind: 'answer';
      questionId: string;
      /** 0 is what is asked first. */
      step?: number | undefined;
      is: 'answered' | 'not_answered' | 'said';
      /** The id of a choice (yes and no are ids), a number, a time, a date, or words. */
      said?: string | undefined;
      days?: number | undefined;
    }
  | { kind: 'opted_out'; is: boolean }
  | { kind: 'heard'; is: 'within' | 'not_within' | 'never'; days?: number | undefined }
  /** Whether we have ever texted them. */
  | { kind: 'texted'; is: boolean };

/** What can be asked of a field; more and after are the same, of numbers and of dates. */
export type FieldTest = 'is' | 'is_not' | 'contains' | 'empty' | 'filled' | 'less' | 'more' | 'before' | 'after';

/** All that is asked, also inside of what counts together. */
export const conditionsIn = ({ conditions }: Filter): Condition[] =>
  conditions.flatMap((part) => ('conditions' in part ? part.conditions : [part]));
