import { setTimeout } from 'node:timers/promises';
import { ensureBuilt } from '../../server/boot/build.ts';
import { ROOT } from '../../server/boot/root.ts';
import { keepFirst } from './first-meeting.ts';
import { holdMeeting, PEOPLE, type Meeting } from './meeting.ts';
import { rowOf } from './meeting-rows.ts';

const SOON = 50; // ms

/**
 * Once before the tests that start servers, instead of once per server: builds the pages, and loads the demo, of which each
 * meeting gets a copy. Returns what ends it.
 */
export default async function built(): Promise<(() => Promise<void>) | undefined> {
	await ensureBuilt(ROOT, console.log);
	if (process.env['FIRST_MEETING'] !== undefined) return undefined; // by another project of this run
	const meeting = await holdMeeting();
	await read(meeting);
	const { folder, session, password } = meeting;
	const people = Object.entries(PEOPLE) as [keyof typeof PEOPLE, string][];
	const passwords = people.map(([who, email]) => [email, password(who)] as const);
	const forget = await keepFirst(folder, { session, passwords: Object.fromEntries(passwords) });
	await meeting.end();
	return forget;
}

/** How many documents changed after the registers or the search read them. */
const UNREAD = `select count(*) as n from document where
	max(coalesce((select max(seq) from document_update where document_id = document.id), 0),
		coalesce((select max(seq) from document_snapshot where document_id = document.id), 0))
	> min(projected_seq, searched_seq)`;

/** A server that starts lets the registers and the search read what they have not, and tells everybody: here, before all. */
async function read(meeting: Meeting): Promise<void> {
	await meeting.server.stop();
	await meeting.restart();
	while (rowOf<{ n: number }>(meeting, UNREAD).n > 0) await setTimeout(SOON);
	await meeting.server.stop();
}
