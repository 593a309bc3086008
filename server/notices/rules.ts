import { can, keepsRecord, type Role } from '#shared/access.ts';
import type { FollowUpEvent } from '#shared/follow-up/follow-up.ts';
import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';
import type { OrganisationId, PersonId } from '#shared/ids.ts';

/** A participant in the session of an action who may read its document. */
export interface Someone {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
	readonly role: Role;
}

/** The people and organisations that an action concerns. */
export interface Concerned {
	readonly leadOrganisation: OrganisationId | undefined;
	readonly leadPerson: PersonId | undefined;
	readonly support: readonly OrganisationId[];
	readonly informed: readonly OrganisationId[];
}

export interface Notice {
	readonly person: PersonId;
	readonly kind: NoticeKind;
}

/**
 * Whom to notify of an event of an action, among those who may read it: never the actor, and nobody twice. `by` is
 * undefined when the event was read from the document; then only the writer of a new action is known.
 */
export function noticesOf(
	event: FollowUpEvent,
	action: Concerned,
	readers: readonly Someone[],
	by: PersonId | undefined
): Notice[] {
	const doer = by ?? (event.kind === 'lead' ? event.writer : undefined);
	const others = readers.filter(({ person }) => person !== doer);
	const told = new Map<PersonId, NoticeKind>();
	for (const [kind, people] of audience(event, action, others))
		for (const { person } of people) if (!told.has(person)) told.set(person, kind);
	return [...told].map(([person, kind]) => ({ person, kind }));
}

type Audience = readonly (readonly [kind: NoticeKind, people: readonly Someone[]])[];

function audience(event: FollowUpEvent, action: Concerned, readers: readonly Someone[]): Audience {
	const leads = leadsOf(action, readers);
	const keepers = readers.filter(({ role }) => keepsRecord(role));
	const helpers = readers.filter(({ organisation }) =>
		[...action.support, ...action.informed].includes(organisation)
	);
	if ('step' in event && event.step === 'completed') return []; // the notification of the completion is enough
	switch (event.kind) {
		case 'lead':
			return [['assigned', leads]];
		case 'due':
			return [['changed', leads]];
		case 'taken-on':
			return [['answered', keepers]];
		case 'progress':
		case 'evidence':
			return [
				[event.kind, keepers],
				[event.kind, helpers]
			];
		case 'asked':
			return [
				['change-asked', leads],
				['change-asked', keepers]
			];
		case 'granted':
		case 'refused':
			return [['change-answered', readers.filter(({ person }) => person === event.asker)]];
		case 'moved':
			return moved(event, { leads, keepers, helpers });
	}
}

function moved(
	{ from, to }: FollowUpEvent & { kind: 'moved' },
	{ leads, keepers, helpers }: Record<'leads' | 'keepers' | 'helpers', readonly Someone[]>
): Audience {
	if (to === 'cancelled')
		return [leads, helpers, keepers].map((people) => ['cancelled', people] as const);
	const others = ['moved', helpers] as const;
	if (to === 'completed') return [['completed', keepers], others];
	if (to === 'closed') return [['confirmed', leads], others];
	if (from === 'completed') return [['returned', leads], others];
	return [['moved', leads], others];
}

/** The lead person or, while none is named, every reader of the lead organisation who may follow the action up. */
function leadsOf(
	{ leadOrganisation, leadPerson }: Concerned,
	readers: readonly Someone[]
): Someone[] {
	if (leadPerson) return readers.filter(({ person }) => person === leadPerson);
	return readers.filter(
		({ organisation, role }) => organisation === leadOrganisation && can(role, 'follow up')
	);
}

/** Whom to remind: the lead, and in the last stage the chair too. */
export function remindedOf(
	stage: Stage,
	action: Concerned,
	readers: readonly Someone[]
): PersonId[] {
	const chairs = stage === 'escalated' ? readers.filter(({ role }) => role === 'chair') : [];
	return [...new Set([...leadsOf(action, readers), ...chairs].map(({ person }) => person))];
}
