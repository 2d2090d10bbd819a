/** When a conversation that is put off may come back. */
export interface SnoozeTime {
  name: 'laterToday' | 'tomorrow' | 'monday';
  at: Date;
}

const laterHours = 3;
const morning = 8;

/** Later today while there is enough of it left, tomorrow morning, and Monday morning unless that is tomorrow. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const later = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + laterHours);
  const tomorrow = morningIn(now, 1);
  const monday = morningIn(now, (8 - now.getDay()) % 7 || 7);
  const times: SnoozeTime[] = [{ name: 'tomorrow', at: tomorrow }];
  if (later.getDate() === now.getDate() && later.getHours() <= 21) times.unshift({ name: 'laterToday', at: later });
  if (monday.getTime() !== tomorrow.getTime()) times.push({ name: 'monday', at: monday });
  return times;
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
}

/** A time as a field for date and time writes it, in the zone of the browser. */
export function toField(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
