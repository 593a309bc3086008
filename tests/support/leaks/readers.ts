import { addAccount } from '../accounts.ts';
import { PEOPLE, type Meeting, type Who } from '../meeting.ts';
import { rowOf } from '../meeting-rows.ts';

/** Everybody who asks: the people of the meeting, a guest in it, somebody who is only signed in, and nobody. */
export const READERS = [
	...(Object.keys(PEOPLE) as Who[]),
	...(['guest', 'stranger', 'nobody'] as const)
] as const;
export type ReaderName = (typeof READERS)[number];

/** Of an organisation that takes part, which they do not. */
const STRANGER = { name: 'Stranger', email: 'stranger@doj.example' };

/** A `Cookie` header for each reader; empty for nobody. */
export type Cookies = Readonly<Record<ReaderName, string>>;

/** Signs everybody in; the stranger gets an account first. */
export async function signInAll(meeting: Meeting): Promise<Cookies> {
	const known = Object.keys(PEOPLE) as Who[];
	const cookies = known.map(async (who) => [who, await meeting.cookie(who)] as const);
	const signedIn = Object.fromEntries(await Promise.all(cookies)) as Record<Who, string>;
	const stranger = await addAccount(meeting, STRANGER);
	return { ...signedIn, stranger, guest: await inviteGuest(meeting), nobody: '' };
}

/** Somebody who comes in by a link, with the delegation of which most is planted. */
async function inviteGuest(meeting: Meeting): Promise<string> {
	const { id } = rowOf<{ id: string }>(
		meeting,
		"select id from organisation where code = 'EUROJUST'"
	);
	const asked = { name: 'Gast', function: '', organisation: id, hours: '4' };
	const to = `/sessions/${meeting.session}/settings?/invite`;
	const answer = await (await meeting.post('chair', to, new URLSearchParams(asked))).text();
	const [path] = /\/guest\/[\w-]{32}/.exec(answer) ?? ['/guest/none'];
	const come = { method: 'POST', redirect: 'manual' as const, body: new URLSearchParams() };
	const headers = { origin: meeting.address };
	const came = await fetch(meeting.address + path, { ...come, headers });
	const login = came.headers.getSetCookie().find((cookie) => cookie.startsWith('login='));
	if (!login) throw new Error('the guest does not come in');
	return login.split(';')[0] ?? '';
}
