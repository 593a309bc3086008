import { describe, expect, it } from 'vitest';
import { newId, type OrganisationId, type SeriesId } from '../ids.ts';
import { Seeded } from '../../../tests/support/seeded.ts';
import { ACTION_STATUSES } from '../follow-up/status.ts';
import {
	filterQuery,
	isChosen,
	isLimited,
	LOOKS,
	NO_FILTER,
	ofWhom,
	readFilter,
	readLook,
	SORTS,
	STATUS_CHOICES,
	WHOSE,
	type RegisterFilter
} from './filter.ts';
import { topicOf, topicsIn } from './topics.ts';

const keys = <T extends object>(table: T) => Object.keys(table) as (keyof T)[];

describe('the filter of the register', () => {
	it.for(Array.from({ length: 200 }, (_, seed) => seed))(
		'%d survives the round trip through the address',
		(seed) => {
			const random = new Seeded(seed);
			const maybe = <T>(value: T): T | undefined => (random.next() < 0.5 ? value : undefined);
			const filter: RegisterFilter = {
				whose: random.pick(keys(WHOSE)),
				...{ overdue: random.next() < 0.5, beforeNext: random.next() < 0.5 },
				...{ series: maybe(newId<SeriesId>()), lead: maybe(newId<OrganisationId>()) },
				topic: maybe('end-users') ?? '',
				status: maybe(random.pick(STATUS_CHOICES)),
				when: maybe(random.pick(['overdue', 'week', 'none', 'earlier', '2024-09'] as const)),
				text: maybe('end users & "more" #topic') ?? '',
				sort: random.pick(keys(SORTS))
			};
			const look = random.pick(keys(LOOKS));
			const query = new URLSearchParams(filterQuery(filter, look));
			expect(readFilter(query)).toEqual(filter);
			expect(readLook(query)).toBe(look);
		}
	);

	it.for([
		'show=nonsense&status=done&sort=x&when=2024-9&series=1&lead=%00&as=pie',
		'show=__proto__&sort=constructor&as=toString',
		''
	])('is the default where the address makes no sense: %s', (text) => {
		const query = new URLSearchParams(text);
		expect(readFilter(query)).toEqual({ ...NO_FILTER, status: 'open' });
		expect(readLook(query)).toBe('table');
		expect(filterQuery(readFilter(query))).toBe('');
	});

	it('shows of one’s own actions those that are not closed, unless another status is asked for', () => {
		const status = (query: string) => readFilter(new URLSearchParams(query)).status;
		expect([status(''), status('show=all'), status('status=any')]).toEqual([
			...['open', undefined, undefined]
		]);
	});

	it('of others’ actions has the usual status for those, unless another was chosen', () => {
		const mine = { ...NO_FILTER, status: 'open' } as const;
		expect(ofWhom(mine, 'all')).toEqual({ ...NO_FILTER, whose: 'all' });
		expect(ofWhom(ofWhom(mine, 'all'), 'mine')).toEqual(mine);
		expect(ofWhom({ ...mine, status: 'closed' }, 'all').status).toBe('closed');
	});

	it('knows whether it narrows what is shown', () => {
		expect(isLimited({ ...NO_FILTER, whose: 'all', sort: 'changed' })).toBe(false);
		expect(isLimited({ ...NO_FILTER, overdue: true })).toBe(true);
		expect(isLimited({ ...NO_FILTER, status: 'open' })).toBe(false);
		expect(isLimited({ ...NO_FILTER, whose: 'all', status: 'open' })).toBe(true);
	});

	it('counts as open what is still to be done or confirmed', () => {
		expect(ACTION_STATUSES.filter((status) => !isChosen('open', status))).toEqual([
			...['closed', 'superseded', 'cancelled']
		]);
		expect(ACTION_STATUSES.filter((status) => isChosen('closed', status))).toEqual(['closed']);
	});
});

describe('topics', () => {
	it.for([
		['send it #Quantum and #end-users, #Quantum again', ['quantum', 'end-users']],
		['#Müller #τεχνολογία #безпека', ['muller', 'τεχνολογια', 'безпека']],
		['issue # 4, C# and ##', []]
	] as const)('of "%s" are %j', ([text, topics]) => {
		expect(topicsIn(text)).toEqual(topics);
	});

	it.for([
		['#Quantum', 'quantum'],
		['quantum', 'quantum'],
		['*] or 1=1', ''],
		['', '']
	] as const)('are read from an address: "%s" is "%s"', ([text, topic]) => {
		expect(topicOf(text)).toBe(topic);
	});
});
