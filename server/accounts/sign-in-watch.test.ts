import { expect, test, vi } from 'vitest';
import { newId, type PersonId } from '#shared/ids.ts';
import { openDatabase } from '../../tests/support/data-folder.ts';
import { Audit } from '../commands/audit.ts';
import { SignInWatch } from './sign-in-watch.ts';

test('counts every attempt, audits wrong passwords of accounts, and logs a bounded number', async () => {
	const store = await openDatabase();
	const work: Promise<unknown>[] = [];
	const [log, count] = [{ warn: vi.fn() }, vi.fn()];
	const watch = new SignInWatch({
		...{ audit: new Audit(store.database), log, count },
		unawaited: (one) => work.push(one)
	});
	const anna = newId<PersonId>();
	const address = '2001:db8::1';
	watch.attempted('wrong-password', { person: anna, address });
	watch.attempted('done', { person: anna, address });
	for (let index = 0; index < 100; index++)
		watch.attempted('too-many-tries', { person: undefined, address });
	await Promise.all(work);
	const audited = await store.database.selectFrom('audit').selectAll().execute();
	await store.end();
	expect(audited).toMatchObject([
		{
			command: 'login.start',
			outcome: 'wrong-password',
			person_id: null,
			detail: `{"account":"${anna}"}`
		}
	]);
	expect(count).toHaveBeenCalledTimes(102);
	expect(log.warn).toHaveBeenCalledTimes(30);
	expect(log.warn.mock.calls[0]?.[0]).toEqual({
		...{ outcome: 'wrong-password', person: anna, network: '2001:db8:0:0::/64' }
	});
});
