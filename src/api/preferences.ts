import { Type } from 'typebox';

/** What a member chooses for themselves. */
export const Preferences = Type.Object({
  theme: Type.Enum(['system', 'light', 'dark']),
  density: Type.Enum(['comfortable', 'compact']),
  language: Type.Union([Type.Enum(['en', 'es']), Type.Null()], { description: 'null: as the browser speaks' }),
  singleKeys: Type.Boolean({ description: 'whether single letters are keys' }),
  undoSeconds: Type.Integer({ minimum: 0, maximum: 30, description: 'how long a text is held back before it leaves' }),
  notifyMine: Type.Boolean(),
  notifyUnassigned: Type.Boolean(),
  notifyMentions: Type.Boolean(),
  notifyWords: Type.Boolean({ description: 'whether notifications show what was written' }),
  peopleColumns: Type.Union([Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 }), Type.Null()], {
    description: 'the columns of the table of people: phone, groups, heard, created or field:<id>; null: as it comes',
  }),
});
