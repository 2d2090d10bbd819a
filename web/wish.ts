/** Whether whoever opens a conversation now wants to write at once: said by a key, asked once by the box when it comes. */
let isWished = false;

export function wishToWrite(): void {
  isWished = true;
}

/** Whether the box, which has just been drawn, takes the focus. */
export function takeWish(): boolean {
  const was = isWished;
  isWished = false;
  return was;
}
