import { expect, vi } from 'vitest';
import { addAction } from '#shared/board/actions.ts';
import { newId, type ActionId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import { PEOPLE, type Meeting } from './meeting.ts';
import { rowOf } from './meeting-rows.ts';
import { StockClient } from './stock-client.ts';

/** Generous, because other tests may keep the machine busy. */
const POLL = { timeout: 15_000 };

/** The rapporteur assigns an action to Olga; resolves once the server has its row. */
export async function giveToOlga(meeting: Meeting, text: string, due?: string): Promise<ActionId> {
	const one = <Row>(sql: string) => rowOf<Row>(meeting, sql);
	const { id: board } = one<{ id: string }>("select id from document where kind = 'board'");
	const lead = one<{ id: OrganisationId }>("select id from organisation where code = 'US-DOJ'").id;
	const olga = one<{ id: PersonId }>(`select id from person where email = '${PEOPLE.olga}'`).id;
	const client = await StockClient.open(meeting, board, 'rapporteur');
	const id = newId<ActionId>();
	addAction(client.doc, {
		...{ id, text, leadOrganisation: lead, leadPerson: olga, support: [], unread: [], due },
		...{ item: undefined, createdBy: undefined, createdAt: new Date().toISOString() }
	});
	// The server may be killed before it reports anything, so poll the database.
	await vi.waitFor(
		() => expect(one(`select id from action where id = '${id}'`)).toEqual({ id }),
		POLL
	);
	client.end();
	return id;
}
