import { describe, expect, it } from 'vitest';
import { newId, type SessionId } from '#shared/ids.ts';
import { Gather } from './gather.ts';

const session = newId<SessionId>();
const other = newId<SessionId>();

/** A gatherer of words and its deliveries; each delivery blocks until `go` is called. */
function words() {
	const delivered: string[] = [];
	const failures: unknown[] = [];
	const letGo: (() => void)[] = [];
	const awaited: (() => void)[] = [];
	const gather = new Gather<string[]>({
		pause: 1,
		none: () => [],
		deliver: async (where, news) => {
			delivered.push(`${where === session ? 'here' : 'there'} ${news.join('+')}`);
			awaited.shift()?.();
			await new Promise<void>((resolve) => letGo.push(resolve));
			if (news.includes('fail')) throw new Error('the line is gone');
		},
		unawaited: (work) => void work.catch((error: unknown) => failures.push(error))
	});
	const say = (word: string, where = session) => gather.add(where, (news) => news.push(word));
	const delivery = () => new Promise<void>((resolve) => awaited.push(resolve));
	return { gather, delivered, failures, say, delivery, go: () => letGo.shift()?.() };
}

describe('Gather', () => {
	it('delivers the news of a pause together, separately for each session', async () => {
		const { say, delivered, delivery } = words();
		const both = [delivery(), delivery()];
		say('a');
		say('b');
		say('x', other);
		await Promise.all(both);
		expect(delivered).toEqual(['here a+b', 'there x']);
	});

	it('holds back news that arrive during a delivery until that has ended', async () => {
		const { say, delivered, delivery, go } = words();
		const first = delivery();
		say('a');
		await first;
		say('b');
		say('c');
		expect(delivered).toEqual(['here a']);
		const second = delivery();
		go();
		await second;
		expect(delivered).toEqual(['here a', 'here b+c']);
	});

	it('continues after a failed delivery', async () => {
		const { say, delivered, failures, delivery, go } = words();
		const first = delivery();
		say('fail');
		await first;
		say('b');
		const second = delivery();
		go();
		await second;
		expect(delivered).toEqual(['here fail', 'here b']);
		expect(failures).toHaveLength(1);
	});
});
