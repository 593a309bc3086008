import { describe, expect, it } from 'vitest';
import { inAudience, type Audience } from './access.ts';
import { newId, type OrganisationId, type PersonId } from './ids.ts';
import {
	audienceLine,
	audienceTrouble,
	cleanCaveat,
	isCovered,
	markingChange,
	markingLine
} from './marking.ts';
import { LABELS } from './markings.ts';

const [eurojust, doj, later] = [
	newId<OrganisationId>(),
	newId<OrganisationId>(),
	newId<OrganisationId>()
];
const people = [eurojust, eurojust, doj].map((organisation) => ({
	person: newId<PersonId>(),
	organisation,
	role: 'delegate' as const
}));
/** Those who are here, and somebody of each organisation who joins later. */
const anybody = [
	...people,
	...[eurojust, doj, later].map((organisation) => ({
		...{ person: newId<PersonId>(), organisation, role: 'delegate' as const }
	}))
];
const sitsFor = (person: PersonId) => people.find((one) => one.person === person)?.organisation;

const subsets = <T>(all: readonly T[]): T[][] =>
	all.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);

/** Every audience of two organisations and three people; the empty one is everybody. */
const AUDIENCES: Audience[] = subsets([eurojust, doj]).flatMap((organisations) =>
	subsets(people.map(({ person }) => person)).map((persons) => ({ organisations, persons }))
);
const CAVEATS = ['', 'LIMITE', 'SENSITIVE'];

const readersOf = (audience: Audience) =>
	new Set(anybody.filter((one) => inAudience(one, audience)));

describe('a change of audience', () => {
	it('widens when anybody, now or later, may read who might not, for every pair of audiences', () => {
		for (const before of AUDIENCES)
			for (const after of AUDIENCES) {
				const isWider = !readersOf(after).isSubsetOf(readersOf(before));
				expect([before, after, isCovered(after, before, sitsFor)]).toEqual([
					before,
					after,
					!isWider
				]);
			}
	});

	it('to some people of an organisation tightens, and to all of them still does: one may join', () => {
		const whole = {
			label: 'TLP:AMBER',
			audience: { organisations: [doj], persons: [] },
			caveat: ''
		};
		const named = {
			...whole,
			audience: { organisations: [], persons: [people[2]?.person ?? newId()] }
		};
		const change = markingChange(
			{ ...whole, label: 'TLP:AMBER' },
			{ ...named, label: 'TLP:AMBER' },
			sitsFor
		);
		expect(change).toEqual({ lowers: false, widens: false, tightens: true });
	});

	it('to everybody widens, even from all who are here', () => {
		const all = { organisations: [eurojust, doj], persons: [] };
		expect(isCovered({ organisations: [], persons: [] }, all, sitsFor)).toBe(false);
		expect(isCovered(all, { organisations: [], persons: [] }, sitsFor)).toBe(true);
	});
});

describe('a change of marking', () => {
	it('lowers, widens and tightens as each of its parts does, for all labels, audiences and caveats', () => {
		const some = AUDIENCES.filter((_, at) => at % 5 === 0);
		for (const [from, label] of LABELS.entries())
			for (const [to, next] of LABELS.entries())
				for (const before of some)
					for (const after of some)
						for (const caveat of CAVEATS)
							for (const other of CAVEATS) {
								const change = markingChange(
									{ label, audience: before, caveat },
									{ label: next, audience: after, caveat: other },
									sitsFor
								);
								const isOther = caveat !== other;
								expect(change).toEqual({
									lowers: to < from || (isOther && caveat !== ''),
									widens: !readersOf(after).isSubsetOf(readersOf(before)),
									tightens:
										to > from ||
										(isOther && other !== '') ||
										!readersOf(before).isSubsetOf(readersOf(after))
								});
							}
	});
});

describe('a marking in one line', () => {
	const codeOf = (id: OrganisationId) => (id === eurojust ? 'EUROJUST' : 'US-DOJ');
	const line = (organisations: OrganisationId[], persons: number, caveat = '') =>
		markingLine(
			{
				...{ label: 'TLP:AMBER+STRICT', caveat },
				audience: { organisations, persons: people.slice(0, persons).map(({ person }) => person) }
			},
			codeOf
		);

	it('names its organisations, counts its people and ends with its caveat', () => {
		expect(line([eurojust, doj], 1)).toBe(
			'TLP:AMBER+STRICT – EUROJUST, US-DOJ, one named person only'
		);
		expect(line([], 3, 'LIMITE')).toBe('TLP:AMBER+STRICT – 3 named persons only – LIMITE');
		expect(line([], 0)).toBe('TLP:AMBER+STRICT');
		expect(audienceLine({ organisations: [], persons: [] }, codeOf)).toBe('');
	});

	it('has a caveat without controls and characters that change its direction', () => {
		expect(cleanCaveat(' CUI//\u202eLEI\u0000\n NOFORN\u200b\u2066 ')).toBe('CUI//LEI NOFORN');
	});
});

describe('TLP:RED', () => {
	it('is for people and nobody else; other labels are for anybody', () => {
		for (const label of LABELS)
			for (const audience of AUDIENCES) {
				const isRefused =
					label === 'TLP:RED' &&
					(audience.organisations.length > 0 || audience.persons.length === 0);
				expect(audienceTrouble(label, audience) !== undefined).toBe(isRefused);
			}
	});
});
