import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS, type Audience } from './access.ts';
import { newId, type OrganisationId, type PersonId } from './ids.ts';
import { asksWhy, isRestricted } from './justification.ts';
import { EVERYBODY } from './marking-rights.ts';
import { LABELS } from './markings.ts';

const some: Audience = { organisations: [newId<OrganisationId>()], persons: [] };
const named: Audience = { organisations: [], persons: [newId<PersonId>()] };
const annex = { kind: 'annex', audience: EVERYBODY, label: 'TLP:AMBER' } as const;

describe('a restricted document', () => {
	it('is what not everybody in the session may read, whatever its label', () => {
		for (const audience of [some, named])
			for (const label of LABELS) expect(isRestricted({ ...annex, audience, label })).toBe(true);
	});

	it('is what is TLP:RED, whoever may read it', () => {
		const red = LABELS.filter((label) => isRestricted({ ...annex, label }));
		expect(red).toEqual(['TLP:RED']);
	});

	it('is no board, without which nobody could follow the session', () => {
		const kinds = DOCUMENT_KINDS.filter((kind) => isRestricted({ ...annex, kind, audience: some }));
		expect(kinds).toEqual(['briefing', 'statements', 'annex']);
	});

	it('asks why only in a session that does', () => {
		const restricted = { ...annex, audience: some };
		expect(asksWhy({ asks_why: 0 }, restricted)).toBe(false);
		expect(asksWhy({ asks_why: 1 }, restricted)).toBe(true);
		expect(asksWhy({ asks_why: 1 }, annex)).toBe(false);
	});
});
