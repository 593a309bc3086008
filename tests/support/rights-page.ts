import { can, documentAccess, DOCUMENT_KINDS, isRight, ROLES, type Role } from '#shared/access.ts';
import { COMMANDS, needOf, type CommandName } from '#shared/commands/registry.ts';
import { isFrozen, type ReadBackResult } from '#shared/decisions/read-back.ts';
import { standingOf } from '#shared/decisions/standing.ts';
import { mayChangeAction, movesFor, type Involvement } from '#shared/follow-up/moves.ts';
import { ACTION_STATUSES } from '#shared/follow-up/status.ts';
import { mayMark } from '#shared/marking-rights.ts';
import { newId, type DocumentId, type OrganisationId, type PersonId } from '#shared/ids.ts';

const YES = 'yes';
const NO = '';

/** Who may do what, as the rules in the code have it. */
export function rightsPage(): string {
	return [
		'# Who may do what',
		'Generated from the rules that server and pages apply (`tests/rights.test.ts`; `npx vitest run tests/rights.test.ts -u` after a',
		'change that is meant). Whoever is not in a session, or not in the audience of a document, is told that it does not exist.',
		...section('Commands in a session, by role', commands()),
		'Who chairs is said by whoever founds the session; afterwards only by a chair, or, while nobody chairs who can sign in, by those',
		'who keep the record.',
		...section('Documents, for those in their audience', documents()),
		'A session that is closed is sealed: what stands in it is the record. All documents but the board are renamed, moved, archived',
		'and brought back by those who may write in them and keep the record or are of the organisation they come from.',
		'A document is marked anew by whoever reads it and takes part, as chair, rapporteur or delegate, for the organisation it comes',
		'from (where that is not known: by the chair); to a stricter label and fewer readers also by chair or rapporteur, who leave out',
		'nobody of that organisation. That goes on when a session is closed.',
		'Where a session asks why, whoever did not make a restricted document gets nothing of it until they have said why they open it,',
		'once in each login.',
		...section('How a document is marked anew, by those who may read it', marks()),
		...section('A decision or conclusion, by its standing', decisions()),
		'Whoever may write in the document proposes and changes proposals; nobody changes by typing what was read or recorded.',
		...section('An action, by its status and what somebody is to it', actions()),
		'Keeper: chair or rapporteur of the session, or of one that carried it over. Changes of an agreed action are commands, with a',
		'name in its history; what a document says otherwise is shown as what was agreed.',
		''
	].join('\n');
}

type Table = readonly (readonly string[])[];

function section(title: string, [head = [], ...rows]: Table): string[] {
	const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return ['', `## ${title}`, '', row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}

function commands(): Table {
	const names = (Object.keys(COMMANDS) as CommandName[]).filter((name) => isRight(needOf(name)));
	const rows = names.map((name) => {
		const need = needOf(name);
		const allowed = (role: Role) => (isRight(need) && can(role, need) ? YES : NO);
		return [`\`${name}\``, ...ROLES.map(allowed)];
	});
	return [['command', ...ROLES], ...rows];
}

function documents(): Table {
	const audience = { organisations: [], persons: [] };
	const access = (role: Role, kind: (typeof DOCUMENT_KINDS)[number], isSealed: boolean) =>
		documentAccess(
			{
				...{ role, person: newId<PersonId>(), organisation: newId<OrganisationId>() },
				justified: 'all'
			},
			{ id: newId<DocumentId>(), kind, audience, isSealed, asksWhy: false, made_by: null }
		);
	const rows = DOCUMENT_KINDS.flatMap((kind) =>
		[false, true].map((isSealed) => [
			...[kind, isSealed ? 'closed' : 'planned, live, suspended'],
			...ROLES.map((role) => access(role, kind, isSealed))
		])
	);
	return [['document', 'session', ...ROLES], ...rows];
}

function marks(): Table {
	const organisation = newId<OrganisationId>();
	const rows = ROLES.map((role) => [
		role,
		mayMark({ role, organisation }, organisation) ?? NO,
		mayMark({ role, organisation }, newId<OrganisationId>()) ?? NO,
		mayMark({ role, organisation }, undefined) ?? NO
	]);
	return [['role', 'of its organisation', 'of another', 'organisation not known'], ...rows];
}

const RESULTS: readonly (ReadBackResult | 'open' | 'none')[] = [
	...(['none', 'open', 'agreed', 'agreed-with-reservation', 'agreed-in-part'] as const),
	...(['not-agreed', 'recorded', 'taken-back'] as const)
];

function decisions(): Table {
	const rows = RESULTS.map((one) => {
		const result = one === 'none' || one === 'open' ? undefined : one;
		const closedAt = one === 'open' ? undefined : 1;
		const isLocked = one !== 'none' && isFrozen(result);
		return [
			...[one, standingOf(one === 'none' ? undefined : { result, closedAt })],
			...[isLocked ? NO : YES, isLocked ? NO : rolesWith('read back')],
			isLocked ? NO : rolesWith('record decision'),
			one === 'none' || one === 'open' || one === 'taken-back'
				? NO
				: rolesWith(one === 'recorded' ? 'record decision' : 'read back')
		];
	});
	const head = ['last read-back or record', 'standing', 'wording may change', 'read back by'];
	return [[...head, 'recorded by', 'result undone by'], ...rows];
}

function rolesWith(right: Parameters<typeof can>[1]): string {
	return ROLES.filter((role) => can(role, right)).join(', ');
}

const INVOLVED: Readonly<Record<string, Involvement>> = {
	'any delegate': { isLead: false, isKeeper: false, isChair: false },
	'its lead organisation': { isLead: true, isKeeper: false, isChair: false },
	rapporteur: { isLead: false, isKeeper: true, isChair: false },
	chair: { isLead: false, isKeeper: true, isChair: true }
};

function actions(): Table {
	const rows = ACTION_STATUSES.flatMap((status) =>
		Object.entries(INVOLVED).map(([who, involvement]) => [
			...[status, who, mayChangeAction(involvement, status) ? YES : NO],
			movesFor(involvement, status).join(', ')
		])
	);
	return [['status', 'who', 'changes wording, lead and date', 'moves'], ...rows];
}
