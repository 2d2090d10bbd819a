const gap = 4;
const edge = 8;

/**
 * Puts a popover, which is about to be shown, beside what opened it: below, or above where there is more room; along its
 * start or its end, whichever is further from the middle of the page. Needs no measuring, so that it never jumps.
 */
export function placeBeside(popover: HTMLElement, anchor: Element): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const isBelow = height - bottom >= Math.min(320, top);
  const isFromLeft = left + right < width;
  const at = {
    '--top': isBelow ? `${Math.max(edge, bottom + gap)}px` : 'auto',
    '--bottom': isBelow ? 'auto' : `${height - top + gap}px`,
    '--left': isFromLeft ? `${Math.max(edge, left)}px` : 'auto',
    '--right': isFromLeft ? 'auto' : `${Math.max(edge, width - right)}px`,
    '--room': `${Math.max(120, (isBelow ? height - bottom : top) - gap - edge)}px`,
  };
  for (const [name, value] of Object.entries(at)) popover.style.setProperty(name, value);
}
