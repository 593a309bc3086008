import { addAccount } from '../accounts.ts';
import { PEOPLE, type Meeting, type Who } from '../meeting.ts';

/** Everybody who asks: the people of the meeting, somebody who is only signed in, and nobody. */
export const READERS = [...(Object.keys(PEOPLE) as Who[]), 'stranger', 'nobody'] as const;
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
	return { ...signedIn, stranger: await addAccount(meeting, STRANGER), nobody: '' };
}
