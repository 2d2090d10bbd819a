import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts around writing and sending, loaded with the thread. */
export type ComposerWords = typeof en;

export const en = {
  sendingIn: (n: number) => plural(n, { one: 'Sending in # s', other: 'Sending in # s' }),
  undo: 'Undo',
  undoLabel: 'Undo sending',
  undone: (name: string) => `Text to ${name}`,
  sentAgain: (time: string) => `sent again ${time}`,

  notices: {
    leftAlready: 'It had left already, so it could not be taken back.',
    notTakenBack: 'It could not be taken back: the server did not answer. Look at its state above.',
    pictureNotBack: 'A picture could not be put back. Choose it once more.',
    tooLong: 'That is too long for a text, so only the beginning is here. One text can have 1,600 characters.',
    tooManyPictures: 'One text can have 10 pictures.',
    notReady: 'A picture is still on its way to the server. The text is sent when you press Send again.',
  },

  picture: 'Add a picture',
  pictures: 'Pictures to send',
  alt: 'What it shows',
  altOf: (name: string) => `What it shows: ${name}`,
  removePicture: (name: string) => `Remove ${name}`,
  uploading: (percent: number) => `Uploading, ${percent}%`,
  uploaded: (name: string) => `${name} is uploaded.`,
  shrinking: 'Making it smaller',
  uploadFailed: 'It could not be uploaded: the server did not answer.',
  noPicture: 'This is not a picture that can be sent. JPEG, PNG, GIF and WebP can.',
  tooLarge: 'This picture has more than 5 MB and cannot be made smaller.',
  tryAgain: 'Try again',
  mms: (n: number) =>
    plural(n, { one: 'Picture text (MMS) with # picture', other: 'Picture text (MMS) with # pictures' }),

  emoji: 'Emoji',
  replies: 'Saved replies',
  noReplies: 'There are no saved replies yet.',
  manageReplies: 'Manage saved replies',
  fields: 'Fields',
  emptyField: 'empty',
  unknownField: (name: string) => `There is no field {${name}}. Correct it before you send.`,
  emptyFieldOf: (name: string, who: string) => `{${name}} is empty for ${who}. Write it out before you send.`,

  later: 'Send later',
  laterTitle: (name: string) => `Send later to ${name}`,
  atTheirs: (time: string, name: string, here: string) => `${time} for ${name} (${here} here)`,
  atOurs: (time: string) => time,
  date: 'Date',
  time: (name: string) => `Time for ${name}`,
  timeHere: (time: string) => `That is ${time} here.`,
  schedule: 'Plan it',
  unlessTheyWrite: (name: string) => `Not if ${name} writes first`,
  isOver: 'This time is over. Choose a later one.',
  quiet: (time: string, name: string) => `It is ${time} for ${name}.`,
  quietThen: (time: string, name: string) => `${time} is in the night for ${name}.`,
  sendAt: (time: string) => `Send later: ${time}`,
  leaves: (time: string) => `leaves ${time}`,
  sendNow: 'Send now',
  edit: 'Edit',
  cancel: 'Cancel',
  cancelLabel: 'Cancel this text',
  canceled: (name: string) => `The planned text to ${name} is cancelled.`,
  unless: (name: string) => `not if ${name} writes first`,
  editTitle: 'Change this text',
  save: 'Save',

  price: (price: string) => `about ${price}`,

  box: {
    label: (name: string) => `Text to ${name}`,
    sendMany: (n: number) => plural(n, { one: 'Send', other: 'Send # texts' }),
    texts: (n: number) => plural(n, { one: '# text', other: '# texts' }),
    units: (used: string, of: string) => `${used} of ${of}`,
    makesUnicode: (characters: string, n: number) =>
      plural(n, { one: `${characters} makes this Unicode`, other: `${characters} make this Unicode` }),
    spokenUnicode: 'This text is Unicode now: 70 characters a text.',
    spokenPlain: 'This text is plain again: 160 characters a text.',
    plainQuotes: 'Use plain quotes and dashes',
    plainQuotesSaves: (n: number) =>
      plural(n, {
        one: 'Use plain quotes and dashes, saves # text',
        other: 'Use plain quotes and dashes, saves # texts',
      }),
    tooLong: (n: number) =>
      plural(n, { one: '# character too many: 1,600 is the most', other: '# characters too many: 1,600 is the most' }),
    optedOut: (name: string, when: string) => `${name} opted out on ${when}. They get no texts until they write START.`,
    optedOutByUs: (name: string, when: string) => `A colleague opted ${name} out on ${when}.`,
    wayBack: 'The way back is under Opt-outs',
  },
};
