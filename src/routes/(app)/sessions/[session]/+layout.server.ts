import { app } from '#lib/server/app.ts';
import { param, signedIn, stop } from '#lib/server/request.ts';
import { can, keepsRecord } from '#shared/access.ts';
import { idSchema, type DocumentId, type SessionId } from '#shared/ids.ts';
import { refuse } from '#shared/refusals.ts';
import type { SessionView } from '#shared/room/session-view.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const asOf = Date.now();
	const { id: person } = signedIn(event);
	const id = param(idSchema<SessionId>(), event.params.session);
	event.depends(`board:session:${id}`);
	const { participation, sessions, agenda, documents, registers, run, attendance } = app();
	const { followUps, heldChanges, readBacks, reading, series, carried } = app();
	const { justifying, reads, sourceLabels, withheldIn } = app();
	const reader = await participation.reader(person, id);
	const details = reader && (await sessions.details(id));
	const runs = details && (await run.view(id));
	if (!reader || !details || !runs) return stop(refuse('not-found'));
	const trouble = (document: DocumentId) =>
		keepsRecord(reader.role) ? reading.troubleWith(document)?.trouble : undefined;
	const listed = (await documents.list(id, reader)).map(async (document) => ({
		...document,
		trouble: trouble(document.id),
		...(document.kind === 'briefing' && { sources: await sourceLabels.of(document.id) }),
		leftOut: await registers.leftOut(document.id, keepsRecord(reader.role) ? 'anybody' : person)
	}));
	const readable = await Promise.all(listed);
	const numbers = await Promise.all(readable.map((document) => registers.numbersOf(document.id)));
	const readBack = await readBacks.in(readable.map((document) => document.id));
	await reads.note(
		person,
		readBack.map(({ document }) => document),
		'page'
	);
	const session: SessionView = {
		details,
		role: reader.role,
		delegations: await participation.delegations(id),
		agenda: await agenda.list(id),
		removedItems: can(reader.role, 'edit agenda') ? await agenda.removed(id) : [],
		documents: readable,
		asked: await justifying.asked(id, reader),
		held: await heldChanges.list(person, id),
		withheld: await withheldIn(id, reader),
		nextSession: await series.nextDay(person, id),
		followUps: await followUps.views(readable.map((document) => document.id)),
		readBacks: readBack,
		carried: await carried(person, id)
	};
	return {
		session,
		asOf,
		// Of a record that was copied to another document, the number of the first document is shown.
		numbers: Object.assign({}, ...numbers.toReversed()) as Record<string, string>,
		run: runs,
		attendance: await attendance.list(id)
	};
};
