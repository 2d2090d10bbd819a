/** The texts of the page of people, loaded with them. */
export type PeopleWords = typeof en;

export const en = {
  title: 'People',
  search: 'Search people',
  add: 'Add person',
  saveFile: 'Save as CSV',
  name: 'Name',
  phone: 'Phone',
  phoneHint: 'As you would dial it. Other countries start with +.',
  addLead: 'They get a conversation at once. Nothing is sent to them yet.',
  added: (name: string) => `${name} is added.`,
  act: 'Add person',
  existing: (name: string) => `${name} has this number already. One person has one conversation.`,
  openExisting: (name: string) => `Open ${name}`,
  emptyTitle: 'No people yet',
  empty: 'The people whom you text are listed here. Add one, or bring a whole list.',
  bring: 'Import a list',
};
