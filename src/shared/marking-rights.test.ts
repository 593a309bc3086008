import { describe, expect, it } from 'vitest';
import { ROLES, type Audience, type Seat, type Role } from './access.ts';
import { newId, type OrganisationId, type PersonId } from './ids.ts';
import { EVERYBODY, leavesOutOriginator, mayMark, movedBy } from './marking-rights.ts';

const [doj, eurojust] = [newId<OrganisationId>(), newId<OrganisationId>()];
const someone = (organisation: OrganisationId, role: Role): Seat => ({
	...{ person: newId<PersonId>(), organisation, role }
});
const [olga, aide, chair] = [
	someone(doj, 'delegate'),
	someone(doj, 'observer'),
	someone(eurojust, 'chair')
];
const people = [olga, aide, chair];
const only = (...those: (Seat | OrganisationId)[]): Audience => ({
	organisations: those.filter((one) => typeof one === 'string'),
	persons: those.flatMap((one) => (typeof one === 'string' ? [] : [one.person]))
});

describe('who may mark', () => {
	it('is the originator in every direction, and chair and rapporteur to tighten', () => {
		const of = (role: Role, originator?: OrganisationId) =>
			mayMark({ role, organisation: doj }, originator);
		expect(ROLES.map((role) => of(role, doj))).toEqual([
			...(['fully', 'fully', 'fully', undefined, undefined] as const)
		]);
		expect(ROLES.map((role) => of(role, eurojust))).toEqual([
			...(['tighten', 'tighten', undefined, undefined, undefined] as const)
		]);
		expect(ROLES.map((role) => of(role))).toEqual([
			...(['fully', 'tighten', undefined, undefined, undefined] as const)
		]);
	});
});

describe('the originator', () => {
	const leaves = (
		by: 'fully' | 'tighten',
		before: Audience,
		after: Audience,
		label: 'TLP:AMBER' | 'TLP:RED' = 'TLP:AMBER'
	) =>
		leavesOutOriginator({
			...{ before: { audience: before, originator: doj }, after: { audience: after, label } },
			...{ people, by }
		});

	it('may keep a document for some of its own, as long as one of them has a say in it', () => {
		expect(leaves('fully', EVERYBODY, only(olga))).toBe(false);
		expect(leaves('fully', EVERYBODY, only(aide))).toBe(true);
		expect(leaves('fully', EVERYBODY, only(eurojust))).toBe(true);
	});

	it('is left out by nobody else: none of those who are here, nor those who will be', () => {
		expect(leaves('tighten', EVERYBODY, only(doj))).toBe(false);
		expect(leaves('tighten', EVERYBODY, only(eurojust))).toBe(true);
		expect(leaves('tighten', EVERYBODY, only(olga, aide))).toBe(true);
		expect(leaves('tighten', only(olga, chair), only(olga))).toBe(false);
	});

	it('is not its guests, who come with it and read what names them', () => {
		const expert = someone(doj, 'guest');
		expect(mayMark(expert, doj)).toBeUndefined();
		const change = { before: { audience: EVERYBODY, originator: doj }, by: 'tighten' as const };
		const after = { audience: only(doj), label: 'TLP:AMBER' as const };
		expect(leavesOutOriginator({ ...change, after, people: [...people, expert] })).toBe(false);
		expect(movedBy([expert], EVERYBODY, only(doj)).lose).toEqual([expert]);
	});

	it('keeps those who are here when somebody else makes it TLP:RED, which names people', () => {
		expect(leaves('tighten', EVERYBODY, only(olga, aide), 'TLP:RED')).toBe(false);
		expect(leaves('tighten', EVERYBODY, only(olga, chair), 'TLP:RED')).toBe(true);
	});

	it('that is not known is the chair', () => {
		const after = { audience: only(olga), label: 'TLP:AMBER' as const };
		const before = { audience: EVERYBODY, originator: undefined };
		expect(leavesOutOriginator({ before, after, people, by: 'tighten' })).toBe(true);
		expect(leavesOutOriginator({ before, after, people, by: 'fully' })).toBe(true);
	});
});

describe('a change', () => {
	it('is told as those who gain and those who lose', () => {
		const { gain, lose } = movedBy(people, only(doj), only(chair, aide));
		expect([gain, lose]).toEqual([[chair], [olga]]);
	});
});
