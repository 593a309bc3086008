import { connect } from 'node:net';
import { sleep } from '../load/timing.ts';
import type { Attack, HostileRole, Target } from './job.ts';

const SIGNED_IN: readonly HostileRole[] = [
	'chair',
	'rapporteur',
	'delegate',
	'observer',
	'outsider'
];
const ALL: readonly HostileRole[] = [...SIGNED_IN, 'nobody'];

/** Sends a body to an address; takes down the status. */
async function post(target: Target, path: string, body: string | URLSearchParams): Promise<void> {
	const { address } = target.job;
	const type = typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded';
	const headers = { cookie: target.cookie, origin: address, 'content-type': type };
	try {
		const answer = await fetch(address + path, {
			method: 'POST',
			redirect: 'manual',
			headers,
			body
		});
		await answer.arrayBuffer();
		target.ended(`answered ${answer.status}`);
	} catch {
		target.ended('cut off');
	}
}

async function guesses(target: Target): Promise<void> {
	for (const email of target.job.emails)
		await post(
			target,
			'/sign-in',
			new URLSearchParams({ email, password: `guess ${target.below(2 ** 30)}` })
		);
}

async function hugeForms(target: Target): Promise<void> {
	await post(
		target,
		'/sign-in',
		new URLSearchParams({ email: 'x'.repeat(500_000), password: 'x' })
	);
	await post(target, '/api/actions', JSON.stringify({ changes: ['x'.repeat(4_000_000)] }));
}

/** Exports, of which nobody fetches the file. */
async function files(target: Target): Promise<void> {
	for (const format of ['pdf', 'docx', 'md'])
		await post(
			target,
			`/api/sessions/${target.job.session}/exports`,
			JSON.stringify({ format, illustrative: true })
		);
}

/** Requests that begin and never end. */
async function halfRequests(target: Target): Promise<void> {
	const { hostname, port } = new URL(target.job.address);
	const sockets = Array.from({ length: 100 }, () => {
		const socket = connect(Number(port), hostname);
		socket.on('error', () => undefined);
		return socket.on('connect', () => socket.write('POST /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow:'));
	});
	await sleep(1_000);
	target.ended(
		`${sockets.filter(({ destroyed }) => !destroyed).length > 0 ? 'waited' : 'cut off'}`
	);
	for (const socket of sockets) socket.destroy();
}

/** Versions and sessions, until no more are allowed. */
async function amounts(target: Target): Promise<void> {
	const [briefing = ''] = target.job.briefings;
	await post(target, `/api/documents/${briefing}/versions`, JSON.stringify({ label: 'again' }));
	await post(
		target,
		'/sessions/new',
		new URLSearchParams({
			...{ title: 'Mine', date: '2024-10-09', startsAt: '', timeZone: 'UTC', place: '' },
			...{ label: 'TLP:GREEN', template: 'empty', series: '', newSeries: '' }
		})
	);
}

/** What somebody does with requests. */
export const ON_HTTP: readonly Attack[] = [
	{ name: 'guesses at sign-in', by: ['nobody', 'outsider'], run: guesses },
	{ name: 'huge forms', by: ALL, run: hugeForms },
	{ name: 'files without end', by: SIGNED_IN, run: files },
	{ name: 'half requests', by: ['nobody'], run: halfRequests },
	{ name: 'versions and sessions without end', by: SIGNED_IN, run: amounts }
];
