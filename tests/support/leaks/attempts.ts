import type { RouteKey } from '#shared/commands/routes.ts';
import type { Planted } from './planted.ts';

type Command = Extract<RouteKey, `POST ${string}`>;

/** A command about something in a document, as sent by somebody who may not read that document. */
interface Attempt {
	readonly to: string;
	readonly json: object;
}

type Attempts = (place: Planted, session: string) => Attempt[];

const OWN = 'about things of one’s own; its answer says what was sent, or nothing';
const PEOPLE = 'about people and organisations; its answer says what was sent, or nothing';
const SESSION = 'about a session; it names nothing in a document, and its answer says nothing';

/** How each command reaches for a document, or why it cannot. A missing route is a compile error, and fails the test. */
export const ATTEMPTS: Record<Command, Attempts | string> = {
	'POST /(app)?/dismiss': OWN,
	'POST /(app)/notifications?/wishes': OWN,
	'POST /(app)/calendar-feeds?/create': 'gives the calendar links that are read as questions',
	'POST /(app)/calendar-feeds?/revoke': OWN,
	'POST /(app)/administration?/organisation': PEOPLE,
	'POST /(app)/administration?/zone': PEOPLE,
	'POST /(app)/administration?/person': PEOPLE,
	'POST /(app)/administration?/disable': PEOPLE,
	'POST /(app)/administration?/enable': PEOPLE,
	'POST /(app)/administration?/signOut': PEOPLE,
	'POST /(app)/administration?/giveAudit': PEOPLE,
	'POST /(app)/administration?/takeAudit': PEOPLE,
	'POST /(app)/administration?/link': PEOPLE,
	'POST /(app)/administration?/recover':
		'brings back a damaged document, of which it shows nothing',
	'POST /(app)/sessions/new': 'founds the later session, which is read by questions',
	'POST /(app)/sessions/[session]/settings?/details': SESSION,
	'POST /(app)/sessions/[session]/settings?/seat': SESSION,
	'POST /(app)/sessions/[session]/settings?/paste': SESSION,
	'POST /(app)/sessions/[session]/settings?/pick': SESSION,
	'POST /(app)/sessions/[session]/settings?/remove': SESSION,
	'POST /(app)/sessions/[session]/settings?/invite': SESSION,
	'POST /(app)/sessions/[session]/settings?/renew': SESSION,
	'POST /(app)/sessions/[session]/settings?/end': SESSION,
	'POST /(app)/sessions/[session]/settings?/why': SESSION,
	'POST /(app)/sessions/[session]/settings?/series': SESSION,
	'POST /(app)/sessions/[session]/settings?/template': SESSION,
	'POST /(account)/sign-in': OWN,
	'POST /(account)/sign-out': OWN,
	'POST /(account)/welcome/[token]': OWN,
	'POST /(account)/guest/[token]': 'signs its guest in; its answer says nothing',
	'POST /(account)/answer/[token]':
		'its link is opened as a question; the answer says nothing more',
	'POST /api/actions': ({ document, actions }) => [
		{
			to: '/api/actions',
			json: {
				changes: actions.map((action) => ({
					...{ do: 'move', document, action, move: 'cancel', words: 'because' }
				}))
			}
		}
	],
	'POST /api/actions/[action]': ({ document, actions: [action] }) =>
		[
			{ do: 'change', change: { text: 'other words' } },
			{ do: 'move', move: 'cancel', words: 'because' },
			{ do: 'answer', answer: 'accept' },
			{ do: 'note', kind: 'progress', words: 'half' }
		].map((json) => ({ to: `/api/actions/${action}`, json: { document, ...json } })),
	'POST /api/documents/[document]': ({ document }) =>
		[
			{ do: 'rename', title: 'other' },
			{ do: 'move' },
			{ do: 'archive' },
			{ do: 'restore' },
			{
				...{ do: 'mark', label: 'TLP:CLEAR', audience: 'everybody' },
				...{ caveat: '', reason: 'because', seen: 0 }
			},
			{ do: 'justify', why: 'to know what it says', at: 'list' }
		].map((json) => ({ to: `/api/documents/${document}`, json })),
	'POST /api/documents/[document]/files': ({ document, actions: [action] }) => [
		{
			to: `/api/documents/${document}/files`,
			json: { name: 'mine.txt', place: { on: 'action', action } }
		}
	],
	'POST /api/documents/[document]/files/[file]': ({ document, file }) =>
		[
			{ do: 'describe', alt: 'other', isDecorative: false },
			{ do: 'mark', audience: 'everybody', seen: 0 },
			{ do: 'remove' }
		].map((json) => ({ to: `/api/documents/${document}/files/${file}`, json })),
	'POST /api/documents/[document]/restrictions': ({ document, actions }) => [
		{
			to: `/api/documents/${document}/restrictions`,
			json: {
				...{ lines: actions, label: 'TLP:RED', organisations: actions, persons: [] },
				isTraced: true
			}
		}
	],
	'POST /api/documents/[document]/asks': ({ document, held }) =>
		[
			{ do: 'ask', wish: { is: 'sanitise' }, words: 'because' },
			{ do: 'ask', wish: { is: 'lower', label: 'TLP:CLEAR' }, words: 'because' },
			{ do: 'ask', marker: { client: 1, clock: 1 }, wish: { is: 'sanitise' }, words: 'because' },
			{ do: 'withdraw', request: held },
			{ do: 'grant', request: held },
			{ do: 'refuse', request: held, words: 'because' },
			{ do: 'sanitise', request: held, words: 'other words' }
		].map((json) => ({ to: `/api/documents/${document}/asks`, json })),
	'POST /api/documents/[document]/versions': ({ document }) => [
		{ to: `/api/documents/${document}/versions`, json: { label: 'Mine' } }
	],
	'POST /api/documents/[document]/versions/[version]': ({ document, version }) => [
		{ to: `/api/documents/${document}/versions/${version}`, json: { do: 'restore' } }
	],
	'POST /api/documents/[document]/recovery': ({ document }) => [
		{ to: `/api/documents/${document}/recovery`, json: { do: 'recover' } }
	],
	'POST /api/documents/[document]/held/[held]': ({ document, held }) =>
		['take', 'refuse', 'drop'].map((how) => ({
			...{ to: `/api/documents/${document}/held/${held}`, json: { do: how } }
		})),
	'POST /api/notifications': OWN,
	'POST /api/views': OWN,
	'POST /api/sessions/[session]/agenda': SESSION,
	'POST /api/sessions/[session]/agenda/[item]': SESSION,
	'POST /api/sessions/[session]/attendance': SESSION,
	'POST /api/sessions/[session]/decisions/[decision]': ({ document, decision }, session) => [
		{
			to: `/api/sessions/${session}/decisions/${decision}`,
			json: { do: 'superseded', document, by: { decision, document } }
		}
	],
	'POST /api/sessions/[session]/documents': SESSION,
	'POST /api/sessions/[session]/exports': 'gives the files that are read as questions',
	'POST /api/sessions/[session]/floor': SESSION,
	'POST /api/sessions/[session]/minutes': ({ document, held }, session) =>
		[
			{ do: 'leave-out', document, line: held },
			{ do: 'add', document, line: '', words: 'guessed' },
			{ do: 'correct', document, line: held, was: 'a', wanted: 'b', reason: '' }
		].map((json) => ({ to: `/api/sessions/${session}/minutes`, json })),
	'POST /api/sessions/[session]/read-backs': ({ document, decision, readBackId }, session) => {
		const to = `/api/sessions/${session}/read-backs`;
		const open = { do: 'open', document, decision, verb: 'agreed', text: 'guessed' };
		const known = readBackId ? [{ do: 'conclude', readBack: readBackId }] : [];
		return [open, ...known].map((json) => ({ to, json }));
	},
	'POST /api/sessions/[session]/run': ({ document }, session) => [
		{ to: `/api/sessions/${session}/run`, json: { do: 'present', document } },
		// The chair is told what is missing, of what they may read.
		{ to: `/api/sessions/${session}/run`, json: { do: 'close' } }
	]
};
