import { openBrowser } from '../../test/support/browser.ts';
import { nora } from '../../test/support/cast.ts';
import type { Database } from './cluster.ts';

/** More members of the first team, signed in: the cookie of each. There is a limit to the pages that one may open. */
export async function signInMembers(database: Database, url: string, members: number): Promise<string[]> {
  const copy = (table: string, changes: string) => `
    insert into ${table} select copy.* from (select * from ${table} limit 1) pattern, bench_members each,
      lateral jsonb_populate_record(null::${table}, to_jsonb(pattern) || jsonb_build_object('id', uuidv7(), ${changes})) copy`;
  await database.pool.query(`
    create table bench_members as select n, uuidv7() as id from generate_series(1, ${members}) n;
    ${copy('users', `'id', each.id, 'email', 'member' || n || '@bench.example'`)};
    ${copy('credentials', `'user_id', each.id, 'account_id', each.id`)};
    ${copy('members', `'user_id', each.id, 'role', 'member'`)};
    drop table bench_members`);
  const cookies: string[] = [];
  for (let n = 1; n <= members; n++) {
    // Sign-ins from one address are limited.
    const browser = openBrowser(url, { 'x-forwarded-for': `203.0.113.${n}` });
    const form = { email: `member${n}@bench.example`, password: nora.password };
    const { status, text } = await browser.ask('POST', '/api/auth/sign-in/email', form);
    if (status !== 200) throw new Error(`Member ${n} could not sign in: ${status} ${text}`);
    cookies.push(browser.cookie());
  }
  return cookies;
}
