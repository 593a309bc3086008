import type { RouteKey } from '#shared/commands/routes.ts';
import { wordsOf, type Planted } from './planted.ts';

/** Where everything is that can be asked for. */
export interface Places {
	readonly session: string;
	/** The next session of the same series, where open actions are carried to. */
	readonly later: string;
	readonly planted: readonly Planted[];
	/** Tokens of calendar links, and of links in mails, all of the reader who asks. */
	readonly feeds: readonly string[];
	readonly answers: readonly string[];
	/** Exports of the reader who asks, and some of others. */
	readonly jobs: readonly string[];
}

type Question = Extract<RouteKey, `GET ${string}`>;

const GUESS = 'x'.repeat(32);
const LOOKS = ['table', 'board', 'timeline'];
const FILTERS = ['', '&overdue', '&status=open', '&sort=changed', '&when=overdue'];

/** A page and the data that it loads. */
const page = (path: string, search = '') => [
	path + search,
	`${path === '/' ? '' : path}/__data.json${search}`
];
const both = ({ session, later }: Places) => [session, later].map((id) => `/sessions/${id}`);
const each = ({ planted }: Places, path: (place: Planted) => string | string[]) =>
	planted.flatMap(path);
const actions = (places: Places, more: string) =>
	each(places, ({ document, actions: ids }) =>
		ids.map((id) => `/api/actions/${id}${more}?document=${document}`)
	);

/** Searches for every planted action by its words, and by its topic. */
const searches = (places: Places) =>
	each(places, ({ word }) => [
		...['action', 'task'].map((place) => `show=all&q=${word}${place}`),
		`show=all&topic=${word}topic`
	]);

/** The addresses that each question is asked at. A missing route is a compile error, and fails the test. */
export const QUESTIONS: Record<Question, (places: Places) => string[]> = {
	'GET /(app)': () => page('/'),
	'GET /(app)/actions': (places) => [
		...LOOKS.flatMap((look) => page('/actions', `?show=all&as=${look}`)),
		...['', '?show=organisation', '?show=all&before=next'].flatMap((how) => page('/actions', how)),
		...searches(places).map((search) => `/actions/__data.json?${search}`)
	],
	'GET /(app)/actions/export': (places) => [
		...['csv', 'json'].map((format) => `/actions/export?show=all&format=${format}`),
		...searches(places).map((search) => `/actions/export?format=csv&${search}`)
	],
	'GET /(app)/decisions': () => page('/decisions'),
	'GET /(app)/notifications': () => page('/notifications'),
	'GET /(app)/calendar-feeds': () => page('/calendar-feeds'),
	'GET /(app)/administration': () => page('/administration'),
	'GET /(app)/audit': () => page('/audit'),
	'GET /(app)/audit/export': () => ['/audit/export'],
	'GET /(app)/sessions/new': () => page('/sessions/new'),
	'GET /(app)/sessions/[session]': (places) => both(places).flatMap((path) => page(path)),
	'GET /(app)/sessions/[session]/minutes': (places) =>
		both(places).flatMap((path) => page(`${path}/minutes`)),
	'GET /(app)/sessions/[session]/minutes/paper': (places) => [
		...both(places).map((path) => `${path}/minutes/paper`),
		`/sessions/${places.session}/minutes/paper?illustrative=no`
	],
	'GET /(app)/sessions/[session]/progress': (places) =>
		both(places).flatMap((path) => page(`${path}/progress`)),
	'GET /(screen)/sessions/[session]/projection': (places) =>
		both(places).flatMap((path) => page(`${path}/projection`)),
	'GET /(app)/sessions/[session]/settings': (places) =>
		both(places).flatMap((path) => page(`${path}/settings`)),
	'GET /(account)/sign-in': () => page('/sign-in'),
	'GET /(account)/welcome/[token]': () => page(`/welcome/${GUESS}`),
	'GET /(account)/guest/[token]': () => page(`/guest/${GUESS}`),
	'GET /(account)/check': () => page('/check', `?sha256=${'a'.repeat(64)}`),
	'GET /(account)/answer/[token]': ({ answers }) => answers.flatMap((it) => page(`/answer/${it}`)),
	'GET /calendar/[token]': ({ feeds }) =>
		feeds.flatMap((token) => ['', '?events=yes'].map((how) => `/calendar/${token}${how}`)),
	'GET /metrics': () => ['/metrics'],
	'GET /api/actions': (places) =>
		[...FILTERS.map((filter) => `show=all${filter}`), ...searches(places)].map(
			(search) => `/api/actions?${search}`
		),
	'GET /api/actions/[action]': (places) => actions(places, ''),
	'GET /api/actions/[action]/calendar': (places) => actions(places, '/calendar'),
	'GET /api/documents/[document]/files/[file]': (places) =>
		// Of every other document too: a file must not be had through a document that one may read.
		each(places, ({ document }) =>
			each(places, ({ file }) => `/api/documents/${document}/files/${file}`)
		),
	'GET /api/documents/[document]/marking': (places) =>
		each(places, ({ document }) => `/api/documents/${document}/marking`),
	'GET /api/documents/[document]/asks': (places) =>
		each(places, ({ document }) => `/api/documents/${document}/asks`),
	'GET /api/documents/[document]/versions': (places) =>
		each(places, ({ document }) => `/api/documents/${document}/versions`),
	'GET /api/documents/[document]/versions/[version]': (places) =>
		// Of every other document too: a version must not be had through a document that one may read.
		each(places, ({ document }) =>
			each(places, ({ version }) => `/api/documents/${document}/versions/${version}`)
		),
	'GET /api/documents/[document]/versions/[version]/authorship': (places) =>
		each(places, ({ document }) => [
			`/api/documents/${document}/versions/now/authorship`,
			...each(places, ({ version }) => `/api/documents/${document}/versions/${version}/authorship`)
		]),
	'GET /api/search': (places) =>
		each(places, (place) =>
			// Every word, and what all of them begin with.
			[place.word, ...wordsOf(place)].map((word) => `/api/search?q=${word}`)
		),
	'GET /api/exports/[job]': ({ jobs }) => jobs.map((job) => `/api/exports/${job}`),
	'GET /api/outbox-key': () => ['/api/outbox-key'],
	'GET /api/exports/[job]/file': ({ jobs }) => jobs.map((job) => `/api/exports/${job}/file`),
	'GET /api/sessions/[session]/minutes': ({ session }) => [`/api/sessions/${session}/minutes`],
	'GET /api/sessions/[session]/files': (places) =>
		[places.session, places.later].map((id) => `/api/sessions/${id}/files`),
	'GET /api/sessions/[session]/delegations': ({ session, later }) =>
		[session, later].map((id) => `/api/sessions/${id}/delegations`)
};
