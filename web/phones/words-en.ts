/** The texts of the practice phones, loaded with their panel. */
export type PhoneWords = typeof en;

export const en = {
  title: 'Practice phones',
  lead: 'Be one of them: read what they got, answer, switch the phone off.',
  back: 'All phones',
  screen: (name: string) => `Screen of ${name}’s phone`,
  emptyScreen: 'No texts on this phone yet.',
  empty: 'There are no practice phones yet.',
  write: (name: string) => `Text as ${name}`,
  send: (name: string) => `Send as ${name}`,
  sendShort: 'Send',
  quick: (name: string) => `Quick answers as ${name}`,
  quickAnswers: ['Yes', 'No', 'STOP', '👍'],
  switches: 'This phone',
  off: 'Switched off',
  landline: 'Is a landline',
  blocked: 'Blocks us',
  silent: 'Sends no receipt',
  slow: 'Sends receipts late',
  said: (who: string, time: string) => `${who}, ${time}:`,
  team: 'The team',
  picture: 'A picture',
  openConversation: 'Open the conversation',
};
