import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';

const TOKEN = 'only-for-the-test-0123456789';
let meeting: Meeting;

beforeAll(async () => {
	meeting = await holdMeeting({ TRUST_PROXY: 'yes', METRICS_TOKEN: TOKEN });
});
afterAll(() => meeting.end());

interface From {
	readonly address: string;
	readonly cookie?: string;
	/** As the trusted proxy says. */
	readonly protocol?: 'http' | 'https';
}

const post = (body: BodyInit, { address, cookie = '', protocol = 'http' }: From) =>
	fetch(`${meeting.address}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			...{ accept: 'text/html', origin: meeting.address.replace('http:', `${protocol}:`), cookie },
			...{ 'x-forwarded-for': address, 'x-forwarded-proto': protocol }
		},
		body
	});
const signIn = (who: Who, from: From, password = meeting.password(who)) =>
	post(new URLSearchParams({ email: PEOPLE[who], password }), from);
const cookiesOf = (response: Response) =>
	response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

test('one stranger locks nobody out', async () => {
	const everybody = Object.keys(PEOPLE) as Who[];
	const stranger = { address: '203.0.113.9' };
	const tries = Array.from({ length: 77 }, (_, index) =>
		signIn(everybody[index % everybody.length] ?? 'chair', stranger, 'a wrong guess')
	);
	const statuses = (await Promise.all(tries)).map(({ status }) => status);
	expect(statuses.filter((status) => status === 429)).toHaveLength(27);
	for (const [index, who] of everybody.entries())
		expect((await signIn(who, { address: `192.0.2.${index}` })).status).toBe(303);
	const headers = { authorization: `Bearer ${TOKEN}` };
	const figures = await (await fetch(`${meeting.address}/metrics`, { headers })).text();
	expect(figures).toContain('board_sign_ins_total{outcome="too-many-tries"} 27');
});

test('strangers from everywhere do not lock a person out of a device of theirs', async () => {
	const address = '198.51.100.1';
	const cookie = cookiesOf(await signIn('olga', { address })).find((one) =>
		one.startsWith('device=')
	);
	for (let network = 0; network < 11; network++)
		await Promise.all(
			Array.from({ length: 10 }, () =>
				signIn('olga', { address: `2001:db8:0:${network}::1` }, 'a wrong guess')
			)
		);
	expect((await signIn('olga', { address })).status).toBe(429);
	expect((await signIn('olga', { address, cookie: cookie ?? '' })).status).toBe(303);
});

test('a sign-in by https behind a proxy gets cookies that are bound to it', async () => {
	const response = await signIn('chair', { address: '192.0.2.77', protocol: 'https' });
	for (const cookie of response.headers.getSetCookie())
		expect(cookie).toMatch(/^__Host-(login|device)=\S+; .*HttpOnly; Secure; SameSite=Lax$/);
	expect(response.headers.getSetCookie()).toHaveLength(2);
	const cookie = cookiesOf(response).join('; ');
	expect((await fetch(meeting.address, { headers: { cookie }, redirect: 'manual' })).status).toBe(
		200
	);
});

test('a page of the other protocol is another site', async () => {
	const form = new URLSearchParams({ email: PEOPLE.chair, password: 'x' });
	const headers = { origin: meeting.address, 'x-forwarded-proto': 'https' };
	const response = await fetch(`${meeting.address}/sign-in`, {
		method: 'POST',
		headers,
		body: form
	});
	expect(response.status).toBe(403);
});

test('a form that is too large is refused before anything of it is read', async () => {
	const large = new URLSearchParams({ email: PEOPLE.chair, password: 'x'.repeat(500_000) });
	const response = await post(large, { address: '192.0.2.78' });
	expect(response.status).toBe(413);
	expect(await response.text()).toContain('too long');
});

test('a form that does not say how large it is is read only as far as it may be', async () => {
	const { hostname, port } = new URL(meeting.address);
	const headers = { origin: meeting.address, 'content-type': 'application/x-www-form-urlencoded' };
	const sending = request({ hostname, port, path: '/sign-in', method: 'POST', headers });
	const closed = new Promise((resolve) => sending.once('close', resolve));
	sending.on('error', () => undefined); // the server hangs up on somebody who goes on and on
	for (let part = 0; part < 10; part++) sending.write('x'.repeat(4_096));
	const [response] = (await once(sending, 'response')) as [IncomingMessage];
	expect(response.statusCode).toBe(413);
	for (let part = 0; part < 30; part++) sending.write('x'.repeat(100_000));
	await closed;
});
