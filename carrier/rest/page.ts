import { Refusal } from './refusal.ts';

type Page = {
  size: number;
  number: number;
  /** Messages before this place in the order of arrival; or, when walking back, those just after `backTo`. */
  before: number;
  backTo: number | null;
};

const usualSize = 50;
const largestSize = 1000;

export function readPage(query: URLSearchParams): Page {
  const size = wholeNumber(query.get('PageSize') ?? String(usualSize), 'PageSize');
  const number = wholeNumber(query.get('Page') ?? '0', 'Page');
  if (size < 1 || size > largestSize) throw new Refusal(400, 20007, `PageSize must be from 1 to ${largestSize}`);
  const token = query.get('PageToken');
  if (!token) return { size, number: 0, before: Number.POSITIVE_INFINITY, backTo: null };
  const [, kind, place] = /^(PA|PB)(\d{1,15})$/.exec(token) ?? [];
  if (!kind) throw new Refusal(400, 20001, `PageToken ${token} is not one that was given out`);
  return { size, number, before: Number(place), backTo: kind === 'PB' ? Number(place) : null };
}

/** The part of a listing that tells where it is and what comes before and after. */
export function pageAddresses(
  path: string,
  query: URLSearchParams,
  page: Page,
  around: { count: number; previous: string | null; next: string | null },
) {
  const address = (number: number, token: string | null) => {
    const kept = new URLSearchParams([...query].filter(([name]) => !['Page', 'PageSize', 'PageToken'].includes(name)));
    kept.set('PageSize', String(page.size));
    kept.set('Page', String(number));
    if (token) kept.set('PageToken', token);
    return `${path}?${kept}`;
  };
  const start = page.number * page.size;
  return {
    first_page_uri: address(0, null),
    end: start + Math.max(0, around.count - 1),
    next_page_uri: around.next ? address(page.number + 1, around.next) : null,
    page: page.number,
    page_size: page.size,
    previous_page_uri: around.previous ? address(Math.max(0, page.number - 1), around.previous) : null,
    start,
    uri: address(page.number, query.get('PageToken')),
  };
}

function wholeNumber(written: string, name: string): number {
  if (!/^\d{1,9}$/.test(written)) throw new Refusal(400, 20001, `${name} must be a whole number`);
  return Number(written);
}
