import { LIMITS } from '../limits.ts';
import type { CommandName } from './registry.ts';

/** Who gets an answer at all. Everyone else is sent to sign in, or gets "not found". */
type Audience =
	| 'anyone'
	/** Anyone who has the secret in the address. */
	| 'holder of the link'
	| 'signed in'
	| 'administrator'
	| 'auditor'
	| 'participant'
	/** A participant in the audience of the document. */
	| 'reader of the document'
	/** Only the person it belongs to. */
	| 'owner';

/** An address of the board: who may read its answer, what that reveals, and what it commands. */
export interface Route {
	readonly to: Audience;
	/** The content that the answer carries, in a word or two. */
	readonly reveals: string;
	/** The commands it may run, by their names in the registry; absent where it changes nothing and no file leaves. */
	readonly commands?: readonly CommandName[];
	/** Bytes of the largest body it takes, if not those of most. */
	readonly body?: number;
}

const AGENDA = ['agenda.change', 'agenda.move', 'agenda.remove', 'agenda.restore'] as const;
const RUN = [
	...(['run.start', 'run.suspend', 'run.resume', 'run.next', 'run.back'] as const),
	...(['run.go', 'run.close'] as const),
	...(['run.plan', 'run.dispose', 'run.present'] as const)
];
const ATTENDANCE = [
	...(['attendance.arrive', 'attendance.leave', 'attendance.excuse'] as const),
	...(['attendance.replace', 'attendance.expect'] as const),
	...(['attendance.correct', 'attendance.erase'] as const)
];
const READ_BACKS = [
	...(['read-back.open', 'read-back.answer', 'read-back.lift'] as const),
	...(['read-back.conclude', 'read-back.take-back'] as const),
	...(['read-back.record', 'read-back.reopen'] as const)
];
const MOVES = [
	...(['action.agree', 'action.start', 'action.block', 'action.wait'] as const),
	...(['action.complete', 'action.confirm', 'action.return'] as const),
	...(['action.supersede', 'action.cancel', 'action.reopen'] as const)
];
const ANSWERS = ['action.accept', 'action.decline'] as const;
const NOTES = ['action.progress', 'action.evidence'] as const;
const REQUESTS = ['action.ask-change', 'action.grant-change', 'action.refuse-change'] as const;
const VIEWS = ['view.create', 'view.rename', 'view.remove'] as const;

const DOCUMENT = [
	...(['document.rename', 'document.move'] as const),
	...(['document.archive', 'document.restore', 'document.mark'] as const),
	...(['document.justify'] as const)
];

const ASKS = [
	...(['originator.ask', 'originator.withdraw'] as const),
	...(['originator.grant', 'originator.refuse', 'originator.sanitise'] as const)
];

const MINUTES = [
	...(['minutes.draft', 'minutes.write', 'minutes.circulate', 'minutes.recall'] as const),
	...(['minutes.answer', 'minutes.correct', 'minutes.take-back', 'minutes.vote'] as const),
	...(['minutes.adopt', 'minutes.revise'] as const)
];

const IN_SESSION = { to: 'participant', reveals: 'nothing' } as const;
const ADMINISTERS = { to: 'administrator', reveals: 'nothing' } as const;

/**
 * Every address that answers: method and route, followed by the form action, if any. Any other request gets "not found"
 * (src/hooks.server.ts). The tests of access and audit are generated from this table.
 */
export const ROUTES = {
	'GET /(app)': { to: 'signed in', reveals: 'own sessions and actions' },
	'POST /(app)?/dismiss': {
		...{ to: 'signed in', reveals: 'nothing', body: LIMITS.body.nothing },
		commands: ['first-steps.dismiss']
	},
	'GET /(app)/actions': { to: 'signed in', reveals: 'readable actions' },
	'GET /(app)/actions/export': {
		...{ to: 'signed in', reveals: 'readable actions' },
		commands: ['register.export']
	},
	'GET /(app)/decisions': { to: 'signed in', reveals: 'readable decisions' },
	'GET /(app)/notifications': { to: 'signed in', reveals: 'own notifications' },
	'POST /(app)/notifications?/wishes': {
		...{ to: 'signed in', reveals: 'nothing' },
		commands: ['wishes.set']
	},
	'GET /(app)/calendar-feeds': { to: 'signed in', reveals: 'own calendar links' },
	'POST /(app)/calendar-feeds?/create': {
		...{ to: 'signed in', reveals: 'a new link' },
		commands: ['calendar.create']
	},
	'POST /(app)/calendar-feeds?/revoke': {
		...{ to: 'signed in', reveals: 'nothing' },
		commands: ['calendar.revoke']
	},
	'GET /(app)/administration': {
		to: 'administrator',
		reveals: 'people, organisations, documents that cannot be read'
	},
	'POST /(app)/administration?/organisation': { ...ADMINISTERS, commands: ['organisation.add'] },
	'POST /(app)/administration?/zone': { ...ADMINISTERS, commands: ['organisation.move'] },
	'POST /(app)/administration?/person': {
		...{ to: 'administrator', reveals: 'a new link' },
		commands: ['person.add', 'link.create']
	},
	'POST /(app)/administration?/disable': { ...ADMINISTERS, commands: ['person.disable'] },
	'POST /(app)/administration?/enable': { ...ADMINISTERS, commands: ['person.enable'] },
	'POST /(app)/administration?/signOut': { ...ADMINISTERS, commands: ['person.sign-out'] },
	'POST /(app)/administration?/giveAudit': { ...ADMINISTERS, commands: ['auditor.give'] },
	'POST /(app)/administration?/takeAudit': { ...ADMINISTERS, commands: ['auditor.take'] },
	'POST /(app)/administration?/recover': { ...ADMINISTERS, commands: ['document.recover'] },
	'POST /(app)/administration?/link': {
		...{ to: 'administrator', reveals: 'a new link' },
		commands: ['link.create']
	},

	'GET /(app)/audit': {
		...{ to: 'auditor', reveals: 'the audit, with the names of people' },
		commands: ['audit.read']
	},
	'GET /(app)/audit/export': {
		...{ to: 'auditor', reveals: 'the audit' },
		commands: ['audit.export']
	},

	'GET /(app)/sessions/new': { to: 'signed in', reveals: 'own templates and series' },
	'POST /(app)/sessions/new': {
		...{ to: 'signed in', reveals: 'the new session' },
		commands: ['session.found']
	},
	'GET /(app)/sessions/[session]': {
		to: 'participant',
		reveals: 'the session as the reader may see it'
	},
	'GET /(app)/sessions/[session]/minutes': {
		to: 'participant',
		reveals: 'the session as the reader may see it'
	},
	'GET /(app)/sessions/[session]/minutes/paper': {
		to: 'participant',
		reveals: 'minutes of readable documents',
		commands: ['minutes.open']
	},
	'GET /(app)/sessions/[session]/progress': { to: 'participant', reveals: 'readable actions' },
	'GET /(screen)/sessions/[session]/projection': {
		to: 'participant',
		reveals: 'what all participants may read'
	},
	'GET /(app)/sessions/[session]/settings': { to: 'participant', reveals: 'people and own series' },
	'POST /(app)/sessions/[session]/settings?/details': {
		...IN_SESSION,
		commands: ['session.change']
	},
	'POST /(app)/sessions/[session]/settings?/seat': { ...IN_SESSION, commands: ['participant.put'] },
	'POST /(app)/sessions/[session]/settings?/paste': {
		...IN_SESSION,
		commands: ['participant.add']
	},
	'POST /(app)/sessions/[session]/settings?/pick': {
		...IN_SESSION,
		commands: ['participant.add']
	},
	'POST /(app)/sessions/[session]/settings?/remove': {
		...IN_SESSION,
		commands: ['participant.remove']
	},
	'POST /(app)/sessions/[session]/settings?/invite': {
		...{ to: 'participant', reveals: 'a new link' },
		commands: ['guest.invite']
	},
	'POST /(app)/sessions/[session]/settings?/renew': {
		...{ to: 'participant', reveals: 'a new link' },
		commands: ['guest.renew']
	},
	'POST /(app)/sessions/[session]/settings?/end': { ...IN_SESSION, commands: ['guest.end'] },
	'POST /(app)/sessions/[session]/settings?/why': { ...IN_SESSION, commands: ['session.ask-why'] },
	'POST /(app)/sessions/[session]/settings?/series': { ...IN_SESSION, commands: ['series.put'] },
	'POST /(app)/sessions/[session]/settings?/template': {
		...IN_SESSION,
		commands: ['template.save']
	},

	'GET /(account)/sign-in': { to: 'anyone', reveals: 'nothing' },
	'POST /(account)/sign-in': {
		...{ to: 'anyone', reveals: 'nothing', body: LIMITS.body.signIn },
		commands: ['login.start']
	},
	'POST /(account)/sign-out': {
		...{ to: 'anyone', reveals: 'nothing', body: LIMITS.body.nothing },
		commands: ['login.end']
	},
	'GET /(account)/welcome/[token]': { to: 'holder of the link', reveals: 'whom it is for' },
	'POST /(account)/welcome/[token]': {
		...{ to: 'holder of the link', reveals: 'nothing', body: LIMITS.body.account },
		commands: ['password.set', 'administrator.make', 'login.start']
	},
	'GET /(account)/guest/[token]': { to: 'holder of the link', reveals: 'a name and a session' },
	'POST /(account)/guest/[token]': {
		...{ to: 'holder of the link', reveals: 'nothing', body: LIMITS.body.nothing },
		commands: ['guest.enter', 'login.start']
	},
	'GET /(account)/check': {
		to: 'anyone',
		reveals: 'what a file of minutes is, to who has its hash'
	},
	'GET /(account)/answer/[token]': { to: 'holder of the link', reveals: 'one action' },
	'POST /(account)/answer/[token]': {
		...{ to: 'holder of the link', reveals: 'nothing', body: LIMITS.body.words },
		commands: [...ANSWERS, 'action.start', 'action.complete']
	},
	'GET /calendar/[token]': {
		...{ to: 'holder of the link', reveals: 'actions its person may read' },
		commands: ['calendar.read']
	},
	'GET /metrics': { to: 'administrator', reveals: 'figures of the server' },

	'GET /api/actions': { to: 'signed in', reveals: 'readable actions' },
	'POST /api/actions': {
		...{ to: 'signed in', reveals: 'nothing', body: LIMITS.body.many },
		commands: ['action.change', ...MOVES]
	},
	'GET /api/actions/[action]': {
		to: 'reader of the document',
		reveals: 'the history of an action, and changes asked for'
	},
	'POST /api/actions/[action]': {
		...{ to: 'reader of the document', reveals: 'where the action stands' },
		commands: ['action.change', ...MOVES, ...ANSWERS, ...NOTES, ...REQUESTS]
	},
	'GET /api/actions/[action]/calendar': {
		...{ to: 'reader of the document', reveals: 'one action' },
		commands: ['calendar.file']
	},
	'POST /api/documents/[document]': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: DOCUMENT
	},
	'POST /api/documents/[document]/restrictions': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ['document.restrict']
	},
	'POST /api/documents/[document]/files': {
		...{ to: 'reader of the document', reveals: 'nothing', body: LIMITS.body.file },
		commands: ['file.add']
	},
	'GET /api/documents/[document]/files/[file]': {
		to: 'reader of the document',
		reveals: 'a file, to those in its audience'
	},
	'POST /api/documents/[document]/files/[file]': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ['file.describe', 'file.mark', 'file.remove']
	},
	'GET /api/documents/[document]/marking': {
		to: 'reader of the document',
		reveals: 'who may read a document and who has it open, and how that changed'
	},
	'GET /api/documents/[document]/asks': {
		to: 'reader of the document',
		reveals: 'requests to its originator: one’s own, and all to who may answer them'
	},
	'POST /api/documents/[document]/asks': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ASKS
	},
	'GET /api/documents/[document]/versions': {
		to: 'reader of the document',
		reveals: 'names of versions'
	},
	'POST /api/documents/[document]/versions': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ['version.keep']
	},
	'GET /api/documents/[document]/versions/[version]': {
		to: 'reader of the document',
		reveals: 'the document as it was'
	},
	'POST /api/documents/[document]/versions/[version]': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ['version.restore']
	},
	'GET /api/documents/[document]/versions/[version]/authorship': {
		to: 'reader of the document',
		reveals: 'who wrote which words of the document'
	},
	'POST /api/documents/[document]/recovery': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ['document.recover']
	},
	'POST /api/documents/[document]/held/[held]': {
		...{ to: 'reader of the document', reveals: 'nothing' },
		commands: ['held.take', 'held.refuse', 'held.drop']
	},
	'GET /api/exports/[job]': { to: 'owner', reveals: 'how far a file is' },
	'GET /api/exports/[job]/file': { to: 'owner', reveals: 'minutes of readable documents' },
	'GET /api/search': {
		to: 'signed in',
		reveals: 'readable sessions, items, documents, actions, decisions and words; people met'
	},
	'GET /api/outbox-key': {
		to: 'signed in',
		reveals: 'the key of what this browser keeps for them'
	},
	'POST /api/notifications': {
		...{ to: 'signed in', reveals: 'nothing' },
		commands: ['notification.read', 'notification.unread']
	},
	'POST /api/views': { to: 'signed in', reveals: 'the own view', commands: VIEWS },

	'POST /api/sessions/[session]/agenda': { ...IN_SESSION, commands: ['agenda.add'] },
	'POST /api/sessions/[session]/agenda/[item]': { ...IN_SESSION, commands: AGENDA },
	'POST /api/sessions/[session]/attendance': { ...IN_SESSION, commands: ATTENDANCE },
	'POST /api/sessions/[session]/decisions/[decision]': {
		...IN_SESSION,
		commands: ['decision.mark']
	},
	'GET /api/sessions/[session]/delegations': {
		to: 'participant',
		reveals: 'delegations and people'
	},
	'POST /api/sessions/[session]/documents': { ...IN_SESSION, commands: ['document.add'] },
	'POST /api/sessions/[session]/exports': {
		...IN_SESSION,
		commands: ['minutes.export', 'minutes.copy']
	},
	'GET /api/sessions/[session]/files': {
		to: 'participant',
		reveals: 'files of readable documents, to those in their audience'
	},
	'GET /api/sessions/[session]/minutes': {
		to: 'participant',
		reveals: 'readable lines of the minutes, and corrections of them'
	},
	'POST /api/sessions/[session]/minutes': { ...IN_SESSION, commands: MINUTES },
	'POST /api/sessions/[session]/floor': {
		...{ to: 'participant', reveals: 'what runs' },
		commands: ['floor.ask', 'floor.give', 'floor.end']
	},
	'POST /api/sessions/[session]/read-backs': { ...IN_SESSION, commands: READ_BACKS },
	'POST /api/sessions/[session]/run': {
		...{ to: 'participant', reveals: 'what runs, and what is missing' },
		commands: RUN
	}
} as const satisfies Record<string, Route>;

export type RouteKey = keyof typeof ROUTES;

/** The key of a request: `GET /(app)`, `POST /(app)/notifications?/wishes`. HEAD counts as GET. */
export function routeKey(method: string, route: string, search: URLSearchParams): string {
	const [action] = [...search.keys()].filter((name) => name.startsWith('/'));
	const verb = method === 'HEAD' ? 'GET' : method;
	return `${verb} ${route}${verb === 'POST' && action ? `?${action}` : ''}`;
}

/** True if the table has this key. */
export function isRoute(key: string): key is RouteKey {
	return Object.hasOwn(ROUTES, key);
}
