import { afterEach, beforeEach, expect, it } from 'vitest';
import { JULY_MEETING } from '#server/demo/july-meeting.ts';
import { LIMITS } from '#shared/limits.ts';
import { newId, type AgendaItemId, type OrganisationId, type PersonId } from '#shared/ids.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';

const MOST = LIMITS.sessions;
let board: JointSession;
let chair: Seat;

beforeEach(async () => {
	board = await jointSession();
	chair = await board.seat('Chair', 'EUROJUST', 'chair');
});
afterEach(() => board.end());

const reached = (detail: string) => ({ refused: 'limit-reached', detail });

it('a person founds a bounded number of sessions in a day', async () => {
	const founder = await board.people.get(chair.person);
	if (!founder) throw new Error('nobody');
	const found = () => board.found(founder, JULY_MEETING, { template: 'x', series: undefined });
	for (let session = 0; session < MOST.foundedInADay; session++) done(await found());
	expect(await found()).toEqual(reached('one person can create 20 sessions in a day'));
	const day = Date.now() - 86_400_001;
	await board.database.updateTable('session').set({ created_at: day }).execute();
	done(await found());
});

it('a session has a bounded number of documents', async () => {
	for (let document = 0; document < MOST.documents; document++) await board.document();
	const annex = {
		kind: 'annex',
		title: 'More',
		label: 'TLP:CLEAR',
		audience: 'everybody'
	} as const;
	expect(await board.documents.add(chair.person, board.session, annex)).toEqual(
		reached('a session can have 100 documents')
	);
});

it('a session has a bounded number of agenda items', async () => {
	const item = { kind: 'topical', title: 'x', plannedMinutes: 20, speakers: [] } as const;
	done(await board.agenda.add(chair.person, board.session, item));
	const row = await board.database.selectFrom('agenda_item').selectAll().executeTakeFirstOrThrow();
	const rows = Array.from({ length: MOST.agendaItems - 1 }, () => ({
		...{ ...row, id: newId<AgendaItemId>(), removed_at: 1 }
	}));
	await board.database.insertInto('agenda_item').values(rows).execute();
	expect(await board.agenda.add(chair.person, board.session, item)).toEqual(
		reached('a session can have 300 agenda items, removed ones included')
	);
});

it('a session has a bounded number of delegations, whose people can still be seated', async () => {
	const template = await board.database
		.selectFrom('organisation')
		.selectAll()
		.executeTakeFirstOrThrow();
	const organisations = Array.from({ length: MOST.delegations }, (_, index) => ({
		...{ ...template, id: newId<OrganisationId>(), code: `XX-${index}` }
	}));
	await board.database.insertInto('organisation').values(organisations).execute();
	await board.database
		.insertInto('delegation')
		.values(
			organisations
				.slice(1)
				.map(({ id }) => ({ session_id: board.session, organisation_id: id, position: 9 }))
		)
		.execute();
	const person = async (organisation_id: OrganisationId) => {
		const row = await board.database.selectFrom('person').selectAll().executeTakeFirstOrThrow();
		const id = newId<PersonId>();
		await board.database
			.insertInto('person')
			.values({ ...row, id, organisation_id, email: null })
			.execute();
		return { person: id, role: 'observer', capacity: '' } as const;
	};
	const put = (change: Awaited<ReturnType<typeof person>>) =>
		board.participation.put(chair.person, board.session, change);
	const stranger = await person(organisations[0]?.id ?? chair.organisation);
	expect(await put(stranger)).toEqual(reached('a session can have 200 delegations'));
	expect(await put(await person(chair.organisation))).toBeUndefined();
});

it('an organisation has a bounded number of templates; saving one again is always possible', async () => {
	const save = (name: string) =>
		board.templates.save(chair.person, board.session, { name, description: '' });
	for (let template = 0; template < MOST.templatesOfOrganisation; template++)
		done(await save(`template ${template}`));
	expect(await save('another')).toEqual(reached('an organisation can have 50 templates'));
	done(await save('template 7'));
});
