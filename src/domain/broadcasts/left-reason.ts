/** Why somebody who was chosen gets nothing. */
export type LeftReason =
  | 'excepted'
  | 'twice'
  | 'opted_out'
  | 'no_number'
  | 'no_line'
  | 'empty'
  | 'too_long'
  | 'blocked_country'
  | 'blocked_number'
  | 'too_many_texts'
  | 'too_late'
  | 'gone';
