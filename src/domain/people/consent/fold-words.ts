/**
 * A text as a row of plain words with a space around each: "¡Quíteme, YA!" is " quiteme , ya , ". Whatever parts a
 * sentence is a comma; apostrophes, accents and what cannot be seen are left out.
 */
export function fold(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}'’‘ʼ´`]/gu, '')
    .toLowerCase()
    .replace(/[.,;:!?¡¿…—–]+/g, ' , ')
    .replace(/[^\p{L}\p{N},]+/gu, ' ');
  return ` ${words} `.replace(/\s+/g, ' ').replace(/(?: ,)+/g, ' ,');
}
