import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDecision } from '#shared/board/decisions.ts';
import { newId, type DecisionId } from '#shared/ids.ts';
import type { ReadBackView } from '#shared/decisions/read-back.ts';
import { listeners } from '../support/listener.ts';
import { holdMeeting, PEOPLE, type Meeting, type Who } from '../support/meeting.ts';
import { auditOf, rowOf, rowsOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

const SECRET = 'to keep this among ourselves';

let meeting: Meeting;
const { hear, close } = listeners(() => meeting);

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterEach(close);
afterAll(() => meeting.end());

const rows = <Row>(sql: string) => rowsOf<Row>(meeting, sql);
const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
const audited = () => auditOf(meeting);

const post = (who: Who, noun: string, command: object) =>
	meeting.post(who, `/api/sessions/${meeting.session}/${noun}`, command);

const page = async (who: Who, path = `/sessions/${meeting.session}/__data.json`) =>
	(await meeting.get(who, path)).text();

interface Place {
	readonly document: string;
	readonly decision: string;
	readonly verb: string;
	readonly text: string;
}

const conclusion = () =>
	one<Place>('select document_id as document, id as decision, verb, text from decision limit 1');

/** A decision in an annex that only two people of Eurojust may read. */
async function secretDecision(): Promise<Place> {
	const named = (who: 'chair' | 'rapporteur') =>
		one<{ id: string }>(`select id from person where email = '${PEOPLE[who]}'`).id;
	const audience = { organisations: [], persons: [named('chair'), named('rapporteur')] };
	const annex = { kind: 'annex', title: 'Annex', label: 'TLP:RED', audience };
	const response = await post('chair', 'documents', annex);
	const { id: document } = (await response.json()) as { id: string };
	const client = await StockClient.open(meeting, document, 'chair');
	const decision = newId<DecisionId>();
	addDecision(client.doc, {
		...{ id: decision, kind: 'decision', verb: 'agreed', text: SECRET, item: undefined },
		...{ createdBy: undefined, createdAt: new Date().toISOString() }
	});
	expect(await client.saved()).toBe(true);
	client.end();
	return { document, decision, verb: 'agreed', text: SECRET };
}

describe('a read-back', () => {
	let opened: ReadBackView | undefined;

	test('is announced to everyone who may read the document, and found by those who come later', async () => {
		const [olga, outsider] = [await hear('olga'), await hear('outsider')];
		expect((await post('chair', 'read-backs', { do: 'open', ...conclusion() })).status).toBe(200);
		[opened] = await olga.hears('readBack');
		expect(opened).toMatchObject({ text: conclusion().text, revision: 0 });
		expect(opened?.answers.length).toBe(4);
		expect(outsider.said('readBack')).toEqual([]);
		expect(await page('rapporteur')).toContain(opened?.id);
	});

	test('in a restricted document reaches nobody else: not by the channel, a page or the register', async () => {
		const secret = await secretDecision();
		const [olga, rapporteur] = [await hear('olga'), await hear('rapporteur')];
		expect((await post('chair', 'read-backs', { do: 'open', ...secret })).status).toBe(200);
		const [heard] = await rapporteur.hears('readBack', ({ text }) => text === SECRET);
		expect(heard.answers).toHaveLength(1);
		// An event that Olga may hear follows, so whatever she heard by then is complete.
		const answer = { do: 'answer', readBack: opened?.id, answer: 'agree' };
		const { organisation } = opened?.answers[0] ?? {};
		await post('chair', 'read-backs', { ...answer, organisations: [organisation] });
		await olga.hears('readBack', ({ id }) => id === opened?.id);
		expect(olga.said('readBack').map(([{ id }]) => id)).not.toContain(heard.id);
		for (const text of [await page('olga'), await page('olga', '/decisions/__data.json')]) {
			expect(text).toContain(conclusion().text);
			expect(text).not.toContain(SECRET);
		}
		expect(await page('rapporteur', '/decisions/__data.json')).toContain(SECRET);
		const mine = { do: 'conclude', readBack: heard.id };
		expect((await post('olga', 'read-backs', mine)).status).toBe(403);
		const { organisation: own } = opened?.answers[1] ?? {};
		const guessed = { do: 'answer', readBack: heard.id, organisations: [own], answer: 'agree' };
		expect((await post('olga', 'read-backs', guessed)).status).toBe(404);
	});
});

describe('a delegate who sends chair commands by hand', () => {
	const commands = (): [path: string, command: Record<string, unknown>, audited: string][] => {
		const place = conclusion();
		const { id } = one<{ id: string }>('select id from read_back limit 1');
		return [
			['read-backs', { do: 'open', ...place }, 'read-back.open forbidden'],
			['read-backs', { do: 'conclude', readBack: id }, 'read-back.conclude forbidden'],
			['read-backs', { do: 'take-back', readBack: id }, 'read-back.take-back forbidden'],
			[
				`decisions/${place.decision}`,
				{ do: 'in-force', document: place.document },
				'decision.mark forbidden'
			]
		];
	};

	test('is refused, with an audit row for each, and nothing changes', async () => {
		const before = rows('select * from read_back');
		for (const [path, command, row] of commands()) {
			expect((await post('olga', path, command)).status).toBe(403);
			expect(audited().at(-1)).toBe(row);
		}
		expect(rows('select * from read_back')).toEqual(before);
		expect(rows('select * from decision_change')).toEqual([]);
	});

	test.for([
		['series', { series: '', newSeries: 'Mine' }, 'series.put forbidden'],
		['template', { name: 'Mine', description: '' }, 'template.save forbidden']
	] as const)('is refused by the form %s as well', async ([action, fields, row]) => {
		const form = `/sessions/${meeting.session}/settings?/${action}`;
		const response = await meeting.post('olga', form, new URLSearchParams(fields));
		expect(response.status).toBe(403);
		expect(audited().at(-1)).toBe(row);
		expect(rows('select * from series')).toEqual([]);
		expect(rows('select * from session_template')).toEqual([]);
	});
});
