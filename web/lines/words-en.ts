/** The texts of the page of lines, loaded with it. */
export type LineWords = typeof en;

export const en = {
  title: 'Set-up',
  lead: 'A line is a number that you text from.',
  limits: 'What the team may send, when, and for how much',
  listTitle: 'Lines',
  practiceLead: 'Texts go to pretend phones on this computer until you connect a number.',
  practiceBeside: 'Only practice people are texted over it. Nothing of that leaves this computer.',
  connect: 'Connect Twilio',
  connectLead: 'The keys are on the first page of the Twilio console, under “Account info”.',
  label: 'Name of this line',
  labelValue: 'Twilio',
  number: 'Phone number',
  numberHint: 'The number that you bought, with +. Leave it empty for a messaging service.',
  accountSid: 'Account SID',
  authToken: 'Auth token',
  service: 'Messaging service SID',
  act: 'Connect Twilio',
  credentialsTitle: 'Wrong keys',
  networkTitle: 'No network',
  connected: (label: string) => `${label} is connected.`,
  inboundTitle: 'One step is left, at Twilio',
  inboundLead:
    'In the Twilio console open your number and paste this address under “A message comes in”, as a webhook with HTTP POST. Replies then arrive here.',
  inbound: 'Address for incoming texts',
  localWarning:
    'Twilio cannot reach this address yet: it is on this computer only. Set PUBLIC_URL to the public address.',
  paused: 'Paused',
  toDelivery: 'Look at delivery',
  noNumber: 'Messaging service',
  another: 'Connect another number',
};
