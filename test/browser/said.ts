/** What is said by the browser, by people or by the trade, and is the same in every language. */
const known =
  /Hearback|Twilio|Harbour Food Bank|Practice line|Ben and Chidi|Nora|Omar|Lindqvist|Haddad|English|Español|United States|https?:\S+|\S+@\S+|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*|\b(Today|Yesterday|Tomorrow|min|sec|hr|hours?|minutes?|seconds?|days?)\b/g;

/** Words that are not from the catalogue: those of people stand in <bdi> or have a direction of their own. */
export const untranslated = `(() => {
  const found = new Set();
  const look = (text, where) => {
    for (const [word] of (text ?? '').replace(${known}, '').matchAll(/[\\p{Letter}]{3,}/gu))
      if (/^[A-Za-z]+$/.test(word) && /[aeiou]/.test(word)) found.add(where + ': ' + text.trim().slice(0, 60));
  };
  const theirs = 'bdi, [dir="auto"], [frimousse-root] [aria-live], time, code, kbd, :not(html)[lang], script, style, noscript';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest(theirs) && parentElement.checkVisibility({ visibilityProperty: true })) look(data, parentElement.tagName.toLowerCase());
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    if (element.closest('time, [role="gridcell"]')) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) look(element.getAttribute(name), name);
  }
  return [...found];
})()`;

/** Words of the page that are cut off, or stand out of their button. What people wrote may end with three dots. */
export const clipped = `[...document.querySelectorAll('body *')].filter((element) => {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('bdi, [dir="auto"]')) return false;
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) return false;
  if (element.querySelector('bdi, [dir="auto"]')) return false;
  const { clientWidth, scrollWidth, clientHeight, scrollHeight } = element;
  const { overflowX, overflowY } = getComputedStyle(element);
  if (clientWidth <= 1) return false;
  const isCutOff = (overflowX !== 'visible' && scrollWidth > clientWidth + 1) || (overflowY !== 'visible' && scrollHeight > clientHeight + 2);
  const button = element.closest('button, a, label, legend, th');
  if (!button) return isCutOff;
  const outer = button.getBoundingClientRect();
  return isCutOff || [...element.childNodes].some((node) => {
    if (node.nodeType !== 3 || !node.data.trim()) return false;
    const words = document.createRange();
    words.setStart(node, node.data.length - node.data.trimStart().length);
    words.setEnd(node, node.data.trimEnd().length);
    const inner = words.getBoundingClientRect();
    return inner.right > outer.right + 2 || inner.left < outer.left - 2;
  });
}).map((element) => element.tagName.toLowerCase() + ': ' + element.textContent.slice(0, 60))`;

/** Numbers whose first digit does not stand at the left of the last. A day before a time of day, or before
 * what there was on it, is a number of its own. */
export const turned = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility()) continue;
    for (const match of node.data.matchAll(/\\+?\\d(?:[\\d .()-]|:(?! ))*\\d/g)) {
      const place = (at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
      };
      const begin = match.index + (match[0].includes(':') ? match[0].lastIndexOf(' ') + 1 : 0);
      const [first, last] = [place(begin), place(match.index + match[0].length - 1)];
      if (first.width && Math.abs(first.top - last.top) < 2 && first.left >= last.left) found.push(match[0]);
    }
  }
  return [...new Set(found)];
})()`;
