/** The settings of a team and its lines, as the list of who did what names them. */
export const en = {
  changed: (name: string, before: string, after: string) => `${name}: ${after} (before: ${before})`,
  /** Of a secret neither is kept. */
  renewed: (name: string) => `${name}: another one`,
  none: 'none',
  company: 'the company',
  yes: 'yes',
  no: 'no',
  names: {
    hours: 'Hours',
    keepsHours: 'Broadcasts and reminders wait for the hours',
    questionsKeepHours: 'Questions wait for the hours',
    weekly: 'Texts to many in seven days, at most',
    cap: 'A month may cost at most',
    countries: 'Countries',
    newAbroad: 'New numbers of one country in an hour, at most',
    label: 'Name',
    number: 'Number',
    segmentsPerSecond: 'Segments a second, at most',
    pricePerSegment: 'Price of a segment',
    accountSid: 'Account SID',
    messagingServiceSid: 'Messaging service SID',
    keywordAnswers: 'Who answers STOP, START and HELP',
    baseUrl: 'Address of the company',
    en: 'Answer to HELP in English',
    es: 'Answer to HELP in Spanish',
    dates: 'Days on which nobody is asked',
  },
  secrets: { authToken: 'Auth token' } as Record<string, string>,
};

export type SettingWords = typeof en;
