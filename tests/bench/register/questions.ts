import { addDays, dayIn } from '../../../src/shared/time/dates.ts';
import type { RegisterAction } from '../../../src/shared/register/register-action.ts';
import type { Asker } from './asker.ts';

export interface Question {
	readonly name: string;
	readonly ask: (round: number) => Promise<unknown>;
}

const BULK = 100;
const TOGETHER = 25; // actions per request, as the page sends them
const LETTERS = [
	'seizures',
	'quantum',
	'malaga',
	'contacts',
	'us-doj',
	'JS-250',
	'training',
	'xyzzy'
];

/** The questions of the page, each with a different word or offset in every round. */
export async function QUESTIONS(asker: Asker): Promise<Question[]> {
	const [some] = await asker.rows('show=all&count=1&from=100');
	const editable = (await asker.rows('show=all&status=open&count=200')).filter(
		({ mayEdit }) => mayEdit
	);
	const word = (round: number) => LETTERS[round % LETTERS.length] ?? '';
	const page = (name: string, query: (round: number) => string): Question => ({
		...{ name, ask: (round) => asker.rows(`count=100&${query(round)}`) }
	});
	return [
		page('first page of all', () => 'show=all'),
		page('mine', () => 'show=mine'),
		page('overdue', () => 'show=all&overdue=yes'),
		page('before the next session', () => 'show=all&before=next'),
		page('a lead and a status', () => `show=all&status=in-progress&lead=${some?.lead?.id ?? ''}`),
		page('a topic', () => 'show=all&topic=quantum'),
		page('searched', (round) => `show=all&q=${word(round)}`),
		page('by reference', () => 'show=all&sort=reference'),
		page('deep page', (round) => `show=all&from=${3_000 + 50 * round}`),
		{ name: 'page data with counts', ask: () => asker.get('/actions/__data.json?show=all') },
		{
			name: 'page data with counts, searched',
			ask: (round) => asker.get(`/actions/__data.json?show=all&q=${word(round)}`)
		},
		{ name: 'HTML of the table', ask: () => asker.get('/actions?show=all') },
		{ name: 'HTML of the board', ask: () => asker.get('/actions?show=all&as=board') },
		{ name: 'HTML of the timeline', ask: () => asker.get('/actions?show=all&as=timeline') },
		{ name: 'all as CSV', ask: () => asker.get('/actions/export?show=all&format=csv') },
		{ name: `bulk edit of ${BULK}`, ask: (round) => bulk(asker, editable.slice(0, BULK), round) }
	];
}

async function bulk(
	asker: Asker,
	actions: readonly RegisterAction[],
	round: number
): Promise<void> {
	const due = addDays(dayIn('UTC', new Date()), 30 + round);
	for (let from = 0; from < actions.length; from += TOGETHER) {
		const some = actions.slice(from, from + TOGETHER);
		const changes = some.map(({ document, id }) => ({
			...{ do: 'change', document, action: id, change: { due } }
		}));
		const { outcomes } = JSON.parse(await asker.post('/api/actions', { changes })) as {
			outcomes: { refused?: string }[];
		};
		const refused = outcomes.find((one) => one.refused);
		if (refused) throw new Error(refused.refused);
	}
}
