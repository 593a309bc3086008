import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type ActionId, type OrganisationId, type PersonId } from '../ids.ts';
import {
	addAction,
	changeAction,
	readAction,
	readActions,
	withdrawAction,
	type NewAction
} from './actions.ts';

const id = newId<ActionId>();
const [doj, bka, ukraine] = [1, 2, 3].map(() => newId<OrganisationId>()) as [
	OrganisationId,
	OrganisationId,
	OrganisationId
];
const olga = newId<PersonId>();

const action = (more: Partial<NewAction> = {}): NewAction => ({
	id,
	text: 'share the list of firms',
	leadOrganisation: doj,
	leadPerson: undefined,
	support: [bka],
	due: undefined,
	item: undefined,
	unread: ['end of next month'],
	createdBy: olga,
	createdAt: '2024-07-12T10:00:00.000Z',
	...more
});

/** Anna and Boris hold the same action and are disconnected from each other. */
function twoOffline() {
	const [anna, boris] = [new Y.Doc(), new Y.Doc()];
	addAction(anna, action());
	Y.applyUpdate(boris, Y.encodeStateAsUpdate(anna));
	const meet = () => {
		Y.applyUpdate(anna, Y.encodeStateAsUpdate(boris));
		Y.applyUpdate(boris, Y.encodeStateAsUpdate(anna));
		expect(readActions(anna)).toEqual(readActions(boris));
		return readAction(anna, id);
	};
	return { anna, boris, meet };
}

describe('an action', () => {
	it('reads as it was added', () => {
		const doc = new Y.Doc();
		addAction(doc, action());
		expect(readAction(doc, id)).toEqual({
			...action(),
			...{ illustrative: false, informed: [], priority: 'normal', dependsOn: [] }
		});
	});

	it('keeps fields that a change does not name, and clears its unread words', () => {
		const doc = new Y.Doc();
		addAction(doc, action());
		expect(changeAction(doc, id, { priority: 'high' })).toBe(true);
		expect(readAction(doc, id)).toMatchObject({ priority: 'high', unread: ['end of next month'] });
		changeAction(doc, id, { due: '2024-08-31' });
		expect(readAction(doc, id)).toMatchObject({
			due: '2024-08-31',
			unread: [],
			leadOrganisation: doj
		});
		changeAction(doc, id, { due: undefined, leadOrganisation: undefined });
		expect(readAction(doc, id)).toMatchObject({ due: undefined, leadOrganisation: undefined });
	});

	it('cannot be changed once withdrawn', () => {
		const doc = new Y.Doc();
		addAction(doc, action());
		withdrawAction(doc, id);
		expect(changeAction(doc, id, { priority: 'high' })).toBe(false);
		expect(readAction(doc, id)).toBeUndefined();
		expect(readActions(doc)).toEqual([]);
	});

	it('is listed in order of creation, whatever order it arrived in', () => {
		const doc = new Y.Doc();
		const made = ['11', '09', '10'].map((hour) => {
			const one = action({ id: newId<ActionId>(), createdAt: `2024-07-12T${hour}:00:00.000Z` });
			addAction(doc, one);
			return one.id;
		});
		expect(readActions(doc).map((one) => one.id)).toEqual([made[1], made[2], made[0]]);
	});
});

describe('two people offline', () => {
	it('change different fields of one action, and both changes survive', () => {
		const { anna, boris, meet } = twoOffline();
		changeAction(anna, id, { priority: 'low', due: '2024-09-30' });
		changeAction(boris, id, { leadPerson: olga, text: 'share the full list of firms' });
		expect(meet()).toMatchObject({
			priority: 'low',
			due: '2024-09-30',
			leadPerson: olga,
			text: 'share the full list of firms'
		});
	});

	it('both change the wording, and both wordings survive', () => {
		const { anna, boris, meet } = twoOffline();
		changeAction(anna, id, { text: 'share the complete list of firms' });
		changeAction(boris, id, { text: 'share the list of firms and banks' });
		expect(meet()?.text).toBe('share the complete list of firms and banks');
	});

	it('each add support, and both stay; one removes what the other left alone', () => {
		const { anna, boris, meet } = twoOffline();
		changeAction(anna, id, { support: [bka, ukraine] });
		changeAction(boris, id, { support: [doj] });
		expect(meet()?.support).toEqual([doj, ukraine].sort());
	});

	it('withdraw and change the same action: it is gone for both', () => {
		const { anna, boris, meet } = twoOffline();
		withdrawAction(anna, id);
		changeAction(boris, id, { priority: 'high' });
		expect(meet()).toBeUndefined();
	});
});

describe('a hostile document', () => {
	it.each<[string, unknown]>([
		['numbers', 7],
		['words', 'agreed or else'],
		['nothing', null],
		['lists', [1, 2]],
		['objects', { a: 1 }],
		['bytes', new Uint8Array([1])],
		['a text', () => new Y.Text('2024-99-99')],
		['a map', () => new Y.Map([['<script>', 1]])],
		['an array', () => new Y.Array()]
	])('with %s in every field reads as something harmless', (_, value) => {
		const doc = new Y.Doc();
		const record = new Y.Map<unknown>([['here', true]]);
		doc.getMap<unknown>('actions').set(id, record);
		const keys = Object.keys(action());
		for (const key of [...keys, 'illustrative', '__proto__'])
			record.set(key, typeof value === 'function' ? (value as () => unknown)() : value);
		const read = readAction(doc, id);
		expect(read).toMatchObject({
			id,
			leadOrganisation: undefined,
			leadPerson: undefined,
			support: [],
			due: undefined,
			priority: 'normal',
			informed: [],
			dependsOn: [],
			item: undefined,
			illustrative: false
		});
		expect(typeof read?.text).toBe('string');
		expect(changeAction(doc, id, { text: 'mended', support: [doj], priority: 'high' })).toBe(true);
		expect(readAction(doc, id)).toMatchObject({ text: 'mended', support: [doj], priority: 'high' });
	});

	it('with something other than records reads as if it were not there', () => {
		const doc = new Y.Doc();
		const actions = doc.getMap<unknown>('actions');
		actions.set(id, 'not a record');
		actions.set('../../etc', new Y.Map());
		expect(readActions(doc)).toEqual([]);
		expect(changeAction(doc, id, { priority: 'high' })).toBe(false);
	});
});
