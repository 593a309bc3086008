import { SCHEMA } from '../../../src/shared/text/roots.ts';
import { RawPoll } from '../../support/raw-poll.ts';
import type { Attack, HostileRole, Target } from './job.ts';

const KNOWN: readonly HostileRole[] = ['chair', 'rapporteur', 'delegate', 'observer', 'outsider'];
const ALL: readonly HostileRole[] = [...KNOWN, 'nobody'];

/** Connects to poll for the board; takes down how that ended. */
async function poll(
	{ job, cookie, ended }: Target,
	act: (page: RawPoll, name: string) => Promise<unknown>
): Promise<void> {
	const name = `/sync/${SCHEMA}/${job.board}`;
	try {
		const page = await RawPoll.open(job.address, [name], cookie);
		ended(`answered ${String(await act(page, name))}`);
	} catch {
		ended('refused');
	}
}

async function manyPages(target: Target): Promise<void> {
	const pages = Array.from({ length: 100 }, () => poll(target, (page) => page.post('3')));
	await Promise.all(pages);
}

/** Packets that each have an answer, which nobody fetches. */
async function manyPackets(target: Target): Promise<void> {
	await poll(target, async (page) => {
		let status = 200;
		for (let time = 0; time < 50 && status === 200; time++)
			status = await page.post(...Array.from({ length: 2_000 }, () => '40/nowhere,'));
		return status;
	});
}

/** As many packets as fit in a request. */
async function emptyPackets(target: Target): Promise<void> {
	await poll(target, (page) => page.post(...Array.from({ length: 500_000 }, () => '3')));
}

/** What somebody does where documents are polled. */
export const ON_POLLS: readonly Attack[] = [
	{ name: 'pages that poll without end', by: ALL, run: manyPages },
	{ name: 'packets whose answers are not fetched', by: KNOWN, run: manyPackets },
	{ name: 'empty packets', by: KNOWN, run: emptyPackets }
];
