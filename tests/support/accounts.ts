import type { Meeting } from './meeting.ts';
import { rowOf } from './meeting-rows.ts';

/** Adds a person of a delegation, who sets a password and is signed in; resolves to their `Cookie` header. */
export async function addAccount(
	meeting: Meeting,
	{ name, email }: { readonly name: string; readonly email: string }
): Promise<string> {
	const { id: organisation } = rowOf<{ id: string }>(
		meeting,
		"select id from organisation where code = 'US-DOJ'"
	);
	const person = new URLSearchParams({ organisation, name, function: 'Officer', email });
	const added = await meeting.post('outsider', '/administration?/person', person);
	const link = /\/welcome\/[\w-]+/.exec(await added.text())?.[0] ?? '';
	const response = await fetch(meeting.address + link, {
		...{ method: 'POST', redirect: 'manual' },
		headers: { origin: meeting.address },
		body: new URLSearchParams({ password: 'kettle harbour nineteen lamps' })
	});
	const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0]);
	if (cookies.length === 0) throw new Error(`${email} has no account: ${await response.text()}`);
	return cookies.join('; ');
}
