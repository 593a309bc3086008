import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import { newId, type ActionId, type OrganisationId } from '#shared/ids.ts';
import { listeners } from '../support/listener.ts';
import { holdMeeting, type Meeting } from '../support/meeting.ts';
import { rowOf } from '../support/meeting-rows.ts';
import { StockClient } from '../support/stock-client.ts';

let meeting: Meeting;
const { hear, close } = listeners(() => meeting);

beforeAll(async () => {
	meeting = await holdMeeting();
});
afterEach(close);
afterAll(() => meeting.end());

const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
const idOf = (code: string) =>
	one<{ id: OrganisationId }>(`select id from organisation where code = '${code}'`).id;

/** The rapporteur adds an annex that, besides their own delegation, only Olga's may read. */
async function addAnnex(): Promise<string> {
	const audience = { organisations: ['EUROJUST', 'US-DOJ'].map(idOf), persons: [] };
	const annex = { kind: 'annex', title: 'Informants', label: 'TLP:AMBER', audience };
	const to = `/api/sessions/${meeting.session}/documents`;
	const answer = await meeting.post('rapporteur', to, annex);
	expect(answer.status).toBeLessThan(300);
	return one<{ id: string }>("select id from document where title = 'Informants'").id;
}

async function type(document: string, text: string): Promise<ActionId> {
	const client = await StockClient.open(meeting, document, 'rapporteur');
	const id = newId<ActionId>();
	addAction(client.doc, {
		...{
			id,
			text,
			leadOrganisation: idOf('US-DOJ'),
			leadPerson: undefined,
			support: [],
			unread: []
		},
		...{ due: undefined, item: undefined, createdBy: undefined },
		createdAt: new Date().toISOString()
	});
	await client.saved();
	client.end();
	return id;
}

describe('an annex that one may not read', () => {
	it('makes no sound: not when it is created, written in, or followed up', async () => {
		const [olga, ukraine] = [await hear('olga'), await hear('ukraine')];
		for (const one of [olga, ukraine]) {
			await one.hears('attendance'); // with the records, all that comes with entering
			await one.hears('records');
		}
		const told = () => ukraine.heard.map(({ name }) => name);
		const before = told();
		const annex = await addAnnex();
		await olga.hears('changed', (part) => part === 'documents');
		const action = await type(annex, 'protect the source');
		await olga.hears('changed', (part) => part === 'registers');
		await olga.hears('registers');
		const accept = { do: 'answer', document: annex, answer: 'accept' };
		await meeting.post('olga', `/api/actions/${action}`, accept);
		await olga.hears('followUp', (view) => view.action === action && view.takenOn === 'accepted');
		const item = { kind: 'topical', title: 'Late item', speakers: [] };
		await meeting.post('rapporteur', `/api/sessions/${meeting.session}/agenda`, item);
		await ukraine.hears('changed', (part) => part === 'agenda');
		expect(told().slice(before.length)).toEqual(['changed']); // of the agenda
	});
});
