import { withdrawAction, addAction } from '#shared/board/actions.ts';
import { addDecision, withdrawDecision } from '#shared/board/decisions.ts';
import { notesOf, textOf } from '#shared/board/schema.ts';
import { ROLES, type DocumentKind, type Role } from '#shared/access.ts';
import { newId, type AgendaItemId, type DecisionId, type DocumentId } from '#shared/ids.ts';
import { EVERYBODY } from '#shared/marking-rights.ts';
import { LABELS, type Label } from '#shared/markings.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { insertLine } from '#shared/text/write.ts';
import { addFileRow } from '#server/files/file-rows.ts';
import { done, jointSession, type JointSession, type Seat } from './joint-session.ts';
import type { Seeded } from './seeded.ts';
import { newAction } from './series.ts';

const CODES = ['EUROJUST', 'US-DOJ', 'EC', 'DE-BKA'];
/** Without those that not everybody may write in, or that only name people. */
const KINDS = ['briefing', 'annex', 'statements'] as const;
const BELOW_RED = LABELS.filter((label) => label !== 'TLP:RED');

/** What was planted, said by the test itself and not by what it tests. */
export interface Secret {
	/** Found in no other secret. */
	readonly word: string;
	readonly kind: 'title' | 'text' | 'action' | 'decision' | 'file';
	/** Its organisations and people; undefined is everybody. */
	audience: Pick<Audience, 'organisations' | 'persons'> | undefined;
	/** Of a file: who of those may have it; undefined is all of them. */
	readonly ownAudience?: Secret['audience'];
	/** Of an archived document only actions and decisions are printed. */
	isArchived: boolean;
	/** Nobody else may know that there is something. */
	isTraceless: boolean;
	/** Of a record; it keeps its number. */
	readonly isVoid: boolean;
	readonly id?: string;
}

interface Audience {
	readonly organisations: readonly Seat['organisation'][];
	readonly persons: readonly Seat['person'][];
}

/** Somebody with their role. */
export interface Seated extends Seat {
	readonly role: Role;
}

export interface RandomSession {
	readonly board: JointSession;
	readonly seats: readonly Seated[];
	readonly secrets: readonly Secret[];
}

/** A session with random people, roles, documents, audiences, archived documents, void records and restricted lines. */
export async function randomSession(random: Seeded): Promise<RandomSession> {
	const board = await jointSession();
	const seats = await seatPeople(board, random);
	const [chair] = seats;
	if (!chair) throw new Error('nobody sits');
	const secrets: Secret[] = [];
	const place = new Planter(board, random, secrets);
	const notes = await board.document({ label: random.pick(BELOW_RED) });
	const item = await addItem(board, chair);
	await place.records(notes, { audience: undefined, isArchived: false, isTraceless: false });
	for (let left = 2 + random.below(5); left > 0; left -= 1) await place.document(seats);
	for (let left = random.below(4); left > 0; left -= 1) await place.restricted(notes, item, seats);
	return { board, seats, secrets };
}

async function seatPeople(board: JointSession, random: Seeded): Promise<Seated[]> {
	const sit = async (name: string, code: string, role: Role): Promise<Seated> => ({
		...(await board.seat(name, code, role)),
		role
	});
	const seats = [await sit('Chair', 'EUROJUST', 'chair')];
	for (let left = 3 + random.below(4); left > 0; left -= 1)
		seats.push(await sit(`Person ${left}`, random.pick(CODES), random.pick(ROLES.slice(1))));
	seats.push(await sit('Delegate', random.pick(CODES), 'delegate'));
	return seats;
}

async function addItem(board: JointSession, { person }: Seat): Promise<AgendaItemId> {
	const added = {
		kind: 'topical',
		title: 'Item',
		speakers: [],
		plannedMinutes: undefined
	} as const;
	await board.agenda.add(person, board.session, added);
	const [item] = await board.agenda.list(board.session);
	if (!item) throw new Error('the item is not there');
	return item.id;
}

type Standing = Pick<Secret, 'audience' | 'isArchived' | 'isTraceless'>;

class Planter {
	readonly #board: JointSession;
	readonly #random: Seeded;
	readonly #secrets: Secret[];

	constructor(board: JointSession, random: Seeded, secrets: Secret[]) {
		this.#board = board;
		this.#random = random;
		this.#secrets = secrets;
	}

	#secret(kind: Secret['kind'], standing: Standing, more: Partial<Secret> = {}): string {
		const word = `secret${this.#secrets.length}x`;
		this.#secrets.push({ word, kind, isVoid: false, ...standing, ...more });
		return word;
	}

	/** A document of random kind, label and audience, perhaps in the archive. */
	async document(seats: readonly Seat[]): Promise<void> {
		const random = this.#random;
		const audience = random.below(4) === 0 ? undefined : this.#audience(seats);
		const isArchived = random.below(5) === 0;
		const standing = { audience, isArchived, isTraceless: false };
		const kind: DocumentKind = random.pick(KINDS);
		const document = await this.#board.document({
			...{ kind, title: this.#secret('title', standing), label: this.#label(audience) },
			...{ audience: audience?.organisations ?? [], persons: audience?.persons ?? [] }
		});
		await this.#board.write(document, (doc) => write(textOf(doc), this.#secret('text', standing)));
		await this.records(document, standing);
		await this.#file(document, seats, standing);
		if (!isArchived) return;
		await this.#board.database
			.updateTable('document')
			.set({ archived_at: Date.now() })
			.where('id', '=', document)
			.execute();
	}

	/** A file below it, perhaps for fewer people. Nothing reads its bytes. */
	async #file(document: DocumentId, seats: readonly Seat[], standing: Standing): Promise<void> {
		const own = this.#random.below(2) === 0 ? undefined : this.#audience(seats);
		const { person, organisation } = this.#random.pick(seats);
		await addFileRow(this.#board.database, {
			...{ id: newId(), document, type: 'pdf', size: 1, sha256: '', by: person },
			...{ name: `${this.#secret('file', standing, { ownAudience: own })}.pdf`, alt: '' },
			...{ place: { on: 'document' }, isDecorative: false, label: null },
			...{ audience: own ?? EVERYBODY, originator: organisation },
			...{ width: undefined, height: undefined }
		});
	}

	/** Some actions and decisions, of which some are withdrawn. */
	async records(document: DocumentId, standing: Standing): Promise<void> {
		for (let left = this.#random.below(4); left > 0; left -= 1) {
			const isVoid = this.#random.below(4) === 0;
			if (this.#random.below(2) === 0) await this.#action(document, standing, isVoid);
			else await this.#decision(document, standing, isVoid);
		}
	}

	async #action(document: DocumentId, standing: Standing, isVoid: boolean): Promise<void> {
		const action = newAction('');
		const text = this.#secret('action', standing, { isVoid, id: action.id });
		await this.#board.write(document, (doc) => addAction(doc, { ...action, text }));
		if (isVoid) await this.#board.write(document, (doc) => withdrawAction(doc, action.id));
	}

	async #decision(document: DocumentId, standing: Standing, isVoid: boolean): Promise<void> {
		const id = newId<DecisionId>();
		const text = this.#secret('decision', standing, { isVoid, id });
		const kind = this.#random.pick(['decision', 'conclusion'] as const);
		const { createdAt } = newAction('');
		await this.#board.write(document, (doc) =>
			addDecision(doc, {
				...{ id, kind, verb: 'agreed', text, item: undefined },
				...{ createdBy: undefined, createdAt }
			})
		);
		if (isVoid) await this.#board.write(document, (doc) => withdrawDecision(doc, id));
	}

	/** A line of the notes that one of those who write restricts, with or without a trace. */
	async restricted(notes: DocumentId, item: AgendaItemId, seats: readonly Seat[]): Promise<void> {
		const random = this.#random;
		const isTraceless = random.below(2) === 0;
		const by = seats.at(-1); // a delegate
		if (!by) return;
		const some = this.#audience(seats);
		const audience = { ...some, persons: [...new Set([...some.persons, by.person])] };
		const standing = { audience, isArchived: false, isTraceless };
		const line = newId() as string as LineId;
		const word = this.#secret('text', standing);
		await this.#board.write(notes, (doc) => write(notesOf(doc, item), word, line), by.person);
		const annex = done(
			await this.#board.restrictions.restrict(by.person, notes, {
				...{ item, lines: [line], label: 'TLP:AMBER+STRICT', isTraced: !isTraceless },
				...audience
			})
		);
		await this.records(annex, standing);
	}

	/** Some organisations and people of the session, at least one. */
	#audience(seats: readonly Seat[]): Audience {
		const some = seats.filter(() => this.#random.below(3) === 0);
		const chosen = some.length > 0 ? some : [this.#random.pick(seats)];
		const [persons, organisations] = [new Set<Seat['person']>(), new Set<Seat['organisation']>()];
		for (const { person, organisation } of chosen)
			if (this.#random.below(2) === 0) persons.add(person);
			else organisations.add(organisation);
		return { persons: [...persons], organisations: [...organisations] };
	}

	#label(audience: Audience | undefined): Label {
		// `TLP:RED` is for people by name.
		const isForPeople = audience?.organisations.length === 0;
		return this.#random.pick(isForPeople ? LABELS : BELOW_RED);
	}
}

function write(text: Parameters<typeof insertLine>[0], words: string, id?: LineId): void {
	const line = id ?? (newId() as string as LineId);
	insertLine(text, text.length, { id: line, kind: 'paragraph' }, [{ text: words, marks: [] }]);
}
