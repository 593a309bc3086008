import {
	can,
	documentAccess,
	entitlement,
	isRight,
	keepsRecord,
	type Guarded,
	type Reader
} from '#shared/access.ts';
import { needOf, type CommandName } from '#shared/commands/registry.ts';
import type { PersonId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import type {
	Allow,
	DocumentOrder,
	OwnOrder,
	Permission,
	RecoverOrder,
	SessionOrder
} from '../commands/order.ts';
import { isAuditor } from '../accounts/auditors.ts';
import { isDisabled } from '../accounts/disabling.ts';
import type { Database } from '../store/connect.ts';
import { documentHead } from './document-rows.ts';
import { isGuest } from './guest-rows.ts';
import { readerIn } from './participant-rows.ts';

/** Decides whether an order is allowed, by the right that the registry requires for its command. */
export function allowWith(database: Database): Allow {
	return async (order) => {
		if (order.by && (await isDisabled(database, order.by))) return refuse('account-disabled');
		if ('session' in order) return inSession(database, order);
		if ('document' in order) return onDocument(database, order);
		return outside(database, order);
	};
}

async function inSession(
	database: Database,
	{ by, session, about, name }: SessionOrder
): Promise<Permission | Refusal> {
	const reader = await readerIn(database, session, by);
	const head = about && (await documentHead(database, about));
	if (!reader || (about && !isReadable(reader, head))) return refuse('not-found');
	const need = needOf(name);
	const isAllowed = isRight(need) && can(reader.role, need);
	return isAllowed ? { session, reader } : refuse('forbidden');
}

const isReadable = (reader: Reader, head: Guarded | undefined) =>
	head !== undefined && documentAccess(reader, head) !== 'none';

async function onDocument(
	database: Database,
	{ by, document, name }: DocumentOrder | RecoverOrder
): Promise<Permission | Refusal> {
	const head = await documentHead(database, document);
	const recovers = needOf(name) === 'recover document';
	if (head && recovers && (await isAdministrator(database, by)))
		return { session: head.session_id, reader: undefined };
	const reader = head && (await readerIn(database, head.session_id, by));
	const opens = needOf(name) === 'open document';
	const accessOf = opens ? entitlement : documentAccess;
	const access = head ? accessOf(reader, head) : 'none';
	if (!head || access === 'none') return refuse('not-found');
	const isAllowed =
		needOf(name) === 'mark document'
			? can(reader?.role, 'add document') // whoever cannot write in an annex may be of its originator all the same
			: opens || (access === 'write' && (!recovers || (reader && keepsRecord(reader.role))));
	return isAllowed ? { session: head.session_id, reader } : refuse('forbidden');
}

/** What would outlast a guest's link, or reach beyond their session. */
const FOR_ACCOUNTS: readonly CommandName[] = ['session.found', 'calendar.create'];

async function outside(database: Database, { by, name }: OwnOrder): Promise<Permission | Refusal> {
	const need = needOf(name);
	if (need === 'administer' && !(by && (await isAdministrator(database, by))))
		return refuse('not-found');
	if (by && FOR_ACCOUNTS.includes(name) && (await isGuest(database, by)))
		return refuse('forbidden');
	if (need === 'audit' && !(by && (await isAuditor(database, by)))) return refuse('not-found');
	return { session: undefined, reader: undefined };
}

async function isAdministrator(database: Database, person: PersonId): Promise<boolean> {
	const row = await database
		.selectFrom('person')
		.select('administrator')
		.where('id', '=', person)
		.executeTakeFirst();
	return row?.administrator === 1;
}
