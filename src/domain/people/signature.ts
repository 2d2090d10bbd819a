/** What phones and mail programs write below a text by themselves, in the languages of those who text here. */
const signatures = [
  'sent (?:from my|via the|(?:from|via|using) (?:mail|outlook|yahoo|at&t|samsung|t-mobile))',
  'sent with proton',
  'get outlook for',
  'enviado (?:desde|de|do|via|a partir do) (?:mi|meu|el|correo|mail|outlook|yahoo|samsung)',
  'obt\\S{1,4} outlook para',
  'envoy\\S{1,2} (?:de|depuis) mon',
];
const signature = new RegExp(`\\b(?:${signatures.join('|').replaceAll(' ', '\\s')})\\b.{0,80}$`, 'i');

/** A text without the line that its phone wrote below: "STOP\nSent from my iPhone" is "STOP\n". */
export function withoutSignature(text: string): string {
  return text.trimEnd().replace(signature, '');
}
