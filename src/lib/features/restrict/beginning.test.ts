import { expect, it } from 'vitest';
import type { SessionRoom } from '#lib/room/session-room.svelte.ts';
import { newId, type DocumentId, type OrganisationId } from '#shared/ids.ts';
import type { Label } from '#shared/markings.ts';
import { beginningWith } from './beginning.ts';

const [mine, other] = [newId<OrganisationId>(), newId<OrganisationId>()];
const document = newId<DocumentId>();

const roomOf = (label: Label) =>
	({
		view: {
			documents: [{ id: document, label }],
			delegations: [
				{ organisation: { id: mine, code: 'US-DOJ' } },
				{ organisation: { id: other, code: 'Eurojust' } }
			]
		},
		people: { mine }
	}) as unknown as SessionRoom;

it('begins with one’s own delegation, and a label that others may not have', () => {
	const begun = beginningWith(roomOf('TLP:GREEN'), document, undefined);
	expect(begun).toMatchObject({ label: 'TLP:AMBER+STRICT', organisations: [mine], unknown: [] });
	expect(begun.labels).toEqual(['TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']);
});

it('takes what was typed, and says which codes it does not know', () => {
	const typed = { label: 'TLP:AMBER', codes: ['EUROJUST', 'XY'] } as const;
	const begun = beginningWith(roomOf('TLP:CLEAR'), document, typed);
	expect(begun).toMatchObject({
		label: 'TLP:AMBER',
		organisations: [mine, other],
		unknown: ['XY']
	});
});

it('never lowers the label of the text, and names no delegation for TLP:RED', () => {
	const typed = { label: 'TLP:GREEN', codes: ['EUROJUST'] } as const;
	const begun = beginningWith(roomOf('TLP:RED'), document, typed);
	expect(begun).toMatchObject({ label: 'TLP:RED', labels: ['TLP:RED'], organisations: [] });
});
