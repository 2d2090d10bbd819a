/** PostgreSQL's classes of errors that another try mends: two stopped each other, or a person was removed just now. */
const another = /^(40|23)/;

/** Does some work in the database that may be done twice; up to three times more while others are in its way. */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let triesLeft = 3; ; triesLeft--) {
    try {
      return await work();
    } catch (error) {
      if (triesLeft === 0 || !another.test((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
