import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdMeeting, type Meeting } from '../support/meeting.ts';

let meeting: Meeting;
let cookie: string;

beforeAll(async () => {
	meeting = await holdMeeting({ TRUST_PROXY: 'yes' });
	cookie = await meeting.cookie('rapporteur');
});
afterAll(() => meeting.end());

const ID = 'abcdefghijkmnpqrstuvwxyz';
/** Pages, data, files, errors of every kind: addresses, and whether the answer is the same for everybody. */
const ANSWERS: readonly (readonly [path: string, isStatic?: boolean])[] = [
	...([['/'], ['/sign-in'], ['/healthz'], ['/no/such/page'], ['/metrics']] as const),
	...([
		['/theme.js', true],
		['/favicon.svg', true],
		['/_app/version.json', true]
	] as const),
	...([['/__data.json'], ['/api/actions'], ['/api/no-such'], ['/administration']] as const),
	...([[`/api/exports/${ID}`], [`/api/exports/${ID}/file`], ['/calendar/no-such']] as const),
	...([[`/api/documents/${ID}/files/${ID}`]] as const),
	...([[`/sessions/${ID}/minutes/paper`], ['/live/?EIO=4&transport=polling']] as const),
	...([['/polled/?EIO=4&transport=polling'], ['/polled/?EIO=4&transport=odd']] as const),
	...([['/actions/export?format=csv'], ['/actions/export?format=odd']] as const)
];

test.each(ANSWERS)('%s is guarded by headers', async (path, isStatic = false) => {
	const headers = { cookie, 'x-forwarded-proto': 'https' };
	const response = await fetch(meeting.address + path, { headers, redirect: 'manual' });
	await response.arrayBuffer();
	const has = (name: string) => response.headers.get(name) ?? '';
	expect(has('content-security-policy')).toMatch(
		/default-src '(self|none)'.*frame-ancestors 'self'/
	);
	expect(has('x-content-type-options')).toBe('nosniff');
	expect(has('referrer-policy')).toBe('same-origin');
	expect(has('cross-origin-opener-policy')).toBe('same-origin');
	expect(has('cross-origin-resource-policy')).toBe('same-origin');
	expect(has('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
	if (isStatic) expect(has('cache-control')).not.toContain('no-store');
	else expect(has('cache-control')).toContain('no-store');
});

test('keeps data in files that only its own account can read', async () => {
	const files = await readdir(meeting.folder);
	expect(files).toContain('answer-links.key');
	for (const file of files)
		expect((await stat(join(meeting.folder, file))).mode & 0o077, file).toBe(0);
});

test.each(['text/html', '*/*', ''])(
	'the API answers errors as JSON to a request for "%s"',
	async (accept) => {
		for (const path of [`/api/exports/${ID}`, '/api/exports/odd', '/api/no-such', '/calendar/x']) {
			const response = await fetch(meeting.address + path, { headers: { cookie, accept } });
			expect(response.status).toBe(404);
			expect(await response.json()).toHaveProperty('message');
		}
		const headers = { cookie, accept, origin: 'https://elsewhere.example' };
		const foreign = await fetch(`${meeting.address}/api/views`, { method: 'POST', headers });
		expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: 'wrong-origin' }]);
	}
);
