import { describe, expect, it } from 'vitest';
import {
	can,
	DOCUMENT_KINDS,
	documentAccess,
	entitlement,
	hasToSayWhy,
	ROLES,
	type Audience,
	type Reader,
	type Role
} from './access.ts';
import { newId, type DocumentId, type OrganisationId, type PersonId } from './ids.ts';

const mine = newId<OrganisationId>();
const other = newId<OrganisationId>();
const anna = newId<PersonId>();
const audiences: [string, Audience, boolean][] = [
	['everyone', { organisations: [], persons: [] }, true],
	['my organisation', { organisations: [other, mine], persons: [] }, true],
	['me by name', { organisations: [other], persons: [anna] }, true],
	['another organisation', { organisations: [other], persons: [] }, false],
	['another person', { organisations: [], persons: [newId<PersonId>()] }, false]
];

const NOTHING: ReadonlySet<DocumentId> = new Set();
const PLAIN = { id: newId<DocumentId>(), isSealed: false, asksWhy: false, made_by: null };

/** The intended table, written out. */
const MAY: Record<Role, Record<(typeof DOCUMENT_KINDS)[number], 'read' | 'write'>> = {
	chair: { board: 'write', briefing: 'write', statements: 'write', annex: 'write' },
	rapporteur: { board: 'write', briefing: 'write', statements: 'write', annex: 'write' },
	delegate: { board: 'write', briefing: 'write', statements: 'read', annex: 'write' },
	observer: { board: 'read', briefing: 'read', statements: 'read', annex: 'read' },
	guest: { board: 'read', briefing: 'read', statements: 'read', annex: 'read' }
};

describe('access to a document', () => {
	for (const role of ROLES)
		for (const kind of DOCUMENT_KINDS)
			it.each(audiences)(`${role}, ${kind} for %s`, (_, audience, isIn) => {
				const reader = { person: anna, organisation: mine, role, justified: NOTHING };
				// A guest comes with a delegation, and reads nothing that is for it.
				const isFor = isIn && !(role === 'guest' && audience.organisations.includes(mine));
				expect(documentAccess(reader, { ...PLAIN, kind, audience })).toBe(
					isFor ? MAY[role][kind] : 'none'
				);
			});

	it('is none for people outside the session', () => {
		for (const kind of DOCUMENT_KINDS)
			for (const [, audience] of audiences)
				expect(documentAccess(undefined, { ...PLAIN, kind, audience })).toBe('none');
	});
});

describe('a document that asks why it is opened', () => {
	const asking = { ...PLAIN, kind: 'annex', asksWhy: true } as const;
	const ours = { ...asking, audience: { organisations: [mine], persons: [] } };
	const reader = (justified: Reader['justified'], person = anna): Reader => ({
		...{ person, organisation: mine, role: 'chair', justified }
	});

	it('is nothing to anybody who has not said so, whatever their role', () => {
		expect(documentAccess(reader(NOTHING), ours)).toBe('none');
		expect(documentAccess(reader(new Set([newId<DocumentId>()])), ours)).toBe('none');
		expect(hasToSayWhy(reader(NOTHING), ours)).toBe(true);
		expect(entitlement(reader(NOTHING), ours)).toBe('write');
	});

	it('is theirs once they have said so', () => {
		const said = reader(new Set([asking.id]));
		expect(documentAccess(said, ours)).toBe('write');
		expect(hasToSayWhy(said, ours)).toBe(false);
		expect(documentAccess(said, { ...ours, isSealed: true })).toBe('write');
	});

	it('asks nothing of who made it, but of the others of their organisation', () => {
		const made = { ...ours, made_by: anna };
		expect(documentAccess(reader(NOTHING), made)).toBe('write');
		expect(documentAccess(reader(NOTHING, newId<PersonId>()), made)).toBe('none');
	});

	it('gives those outside its audience nothing for what they say', () => {
		const theirs = { ...asking, audience: { organisations: [other], persons: [] } };
		for (const justified of [NOTHING, new Set([asking.id])]) {
			expect(documentAccess(reader(justified), theirs)).toBe('none');
			expect(hasToSayWhy(reader(justified), theirs)).toBe(false);
		}
		expect(hasToSayWhy(undefined, theirs)).toBe(false);
	});
});

describe('rights', () => {
	it.each([
		['edit session', ['chair', 'rapporteur']],
		['edit agenda', ['chair', 'rapporteur']],
		['add document', ['chair', 'rapporteur', 'delegate']],
		['export minutes', ['chair', 'rapporteur', 'delegate', 'observer']]
	] as const)('%s is for %j', (right, allowed) => {
		expect(ROLES.filter((role) => can(role, right))).toEqual(allowed);
		expect(can(undefined, right)).toBe(false);
	});
});
