const dayMs = 24 * 3_600_000;

/** 47 CFR 64.1200(a)(10): who asks for no more texts by any reasonable means is obeyed within so many business days. */
const mostDays = 10;

/** Until when a request has to be obeyed. Public holidays would leave more time: they are taken for working days. */
export function answerBy(askedAt: Date): Date {
  let at = askedAt.getTime();
  for (let left = mostDays; left > 0; ) {
    at += dayMs;
    if (![0, 6].includes(new Date(at).getUTCDay())) left -= 1;
  }
  return new Date(at);
}
