import { PEOPLE, type Meeting, type Who } from '../meeting.ts';
import { rowOf } from '../meeting-rows.ts';

/** Everybody who asks: the people of the meeting, somebody who is only signed in, and nobody. */
export const READERS = [...(Object.keys(PEOPLE) as Who[]), 'stranger', 'nobody'] as const;
export type ReaderName = (typeof READERS)[number];

/** A `Cookie` header for each reader; empty for nobody. */
export type Cookies = Readonly<Record<ReaderName, string>>;

/** Signs everybody in; the stranger gets an account first. */
export async function signInAll(meeting: Meeting): Promise<Cookies> {
	const known = Object.keys(PEOPLE) as Who[];
	const cookies = known.map(async (who) => [who, await meeting.cookie(who)] as const);
	const signedIn = Object.fromEntries(await Promise.all(cookies)) as Record<Who, string>;
	return { ...signedIn, stranger: await newAccount(meeting), nobody: '' };
}

/** An account of an organisation that takes part, of a person who does not. */
async function newAccount(meeting: Meeting): Promise<string> {
	const { id: organisation } = rowOf<{ id: string }>(
		meeting,
		"select id from organisation where code = 'US-DOJ'"
	);
	const person = { organisation, name: 'Stranger', function: 'Officer', email: 'x@doj.example' };
	const added = await meeting.post(
		'outsider',
		'/administration?/person',
		new URLSearchParams(person)
	);
	const link = /\/welcome\/[\w-]+/.exec(await added.text())?.[0] ?? '';
	const response = await fetch(meeting.address + link, {
		...{ method: 'POST', redirect: 'manual' },
		headers: { origin: meeting.address },
		body: new URLSearchParams({ password: 'kettle harbour nineteen lamps' })
	});
	const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]);
	if (cookie.length === 0) throw new Error(`the stranger has no account: ${await response.text()}`);
	return cookie.join('; ');
}
