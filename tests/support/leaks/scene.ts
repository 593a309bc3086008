import { readFile } from 'node:fs/promises';
import { expect, vi } from 'vitest';
import { notesOf } from '#shared/board/schema.ts';
import {
	newId,
	type ActionId,
	type AgendaItemId,
	type DocumentId,
	type PersonId
} from '#shared/ids.ts';
import type { ExportFormat } from '#shared/minutes/export-formats.ts';
import type { LineId } from '#shared/text/line-id.ts';
import { insertLine } from '#shared/text/write.ts';
import { AnswerLinks } from '#server/mail/answer-links.ts';
import { answerKeyFile } from '#server/mail/answer-key.ts';
import { PEOPLE, type Meeting, type Who } from '../meeting.ts';
import { rowOf } from '../meeting-rows.ts';
import { StockClient } from '../stock-client.ts';
import type { Audience, Planted } from './planted.ts';
import type { Cookies, ReaderName } from './readers.ts';

/** Sends a command as one of the readers. */
export function command(meeting: Meeting, cookie: string, to: string, json: object) {
	return fetch(meeting.address + to, {
		...{ method: 'POST', redirect: 'manual' as const, body: JSON.stringify(json) },
		headers: { cookie, origin: meeting.address, 'content-type': 'application/json' }
	});
}

const idOf = (meeting: Meeting, who: Who) =>
	rowOf<{ id: PersonId }>(meeting, `select id from person where email = '${PEOPLE[who]}'`).id;

/** Adds the empty document of an audience: some organisations and people, or everybody. */
export async function addDocument(
	meeting: Meeting,
	audience: Audience,
	codes: readonly string[],
	people: readonly Who[] = []
) {
	const organisations = codes.map(
		(code) =>
			rowOf<{ id: string }>(meeting, `select id from organisation where code = '${code}'`).id
	);
	const { kind, word, author } = audience;
	const document = {
		kind,
		title: `${word}title`,
		label: 'TLP:AMBER',
		audience:
			organisations.length + people.length > 0
				? { organisations, persons: people.map((who) => idOf(meeting, who)) }
				: 'everybody'
	};
	const added = await meeting.post(author, `/api/sessions/${meeting.session}/documents`, document);
	return ((await added.json()) as { id: string }).id;
}

/** Founds the next session of the series, with Olga in it, and starts both. */
export async function foundLater(meeting: Meeting): Promise<string> {
	const series = new URLSearchParams({ series: '', newSeries: 'Summer' });
	await meeting.post('chair', `/sessions/${meeting.session}/settings?/series`, series);
	const { id } = rowOf<{ id: string }>(meeting, 'select id from series');
	const founded = new URLSearchParams({
		...{ title: 'August', date: '2024-08-12', startsAt: '', timeZone: 'Europe/Amsterdam' },
		...{ place: '', label: 'TLP:GREEN', template: 'empty', series: id, newSeries: '' }
	});
	await meeting.post('chair', '/sessions/new', founded);
	const later = rowOf<{ id: string }>(meeting, "select id from session where title = 'August'").id;
	const seat = new URLSearchParams({ person: idOf(meeting, 'olga'), role: 'chair', capacity: '' });
	await meeting.post('chair', `/sessions/${later}/settings?/seat`, seat);
	return later;
}

/** Starts a session as its chair. */
export async function startSession(meeting: Meeting, session: string, who: Who): Promise<void> {
	const { status } = await meeting.post(who, `/api/sessions/${session}/run`, { do: 'start' });
	expect(status, 'the session starts').toBe(200);
}

/** Calendar links of somebody, for their own actions and their organisation's. */
export async function feedsOf(meeting: Meeting, cookie: string): Promise<string[]> {
	const links = ['mine', 'organisation'].map(async (whose) => {
		const made = await fetch(`${meeting.address}/calendar-feeds?/create`, {
			...{ method: 'POST', body: new URLSearchParams({ whose, events: 'yes' }) },
			headers: { cookie, origin: meeting.address }
		});
		return /\/calendar\/([\w-]{32})/.exec(await made.text())?.[1] ?? 'none';
	});
	return Promise.all(links);
}

/** Links as mails to this person carry them, to every planted action: also to those that they get no mail about. */
export async function answersOf(meeting: Meeting, who: Who, planted: readonly Planted[]) {
	const key = Buffer.from(
		(await readFile(answerKeyFile(meeting.folder), 'utf8')).trim(),
		'base64url'
	);
	const links = new AnswerLinks(key);
	const person = idOf(meeting, who);
	const make = (document: string, action: ActionId) =>
		links.make({
			...{ person, action, document: document as DocumentId },
			...{ answer: 'accept', choice: newId() }
		});
	return planted.flatMap(({ document, actions }) => actions.map((one) => make(document, one)));
}

/** Exports the minutes in these formats, one after another; resolves to the finished jobs. */
async function exportAll(
	meeting: Meeting,
	cookie: string,
	formats: readonly ExportFormat[]
): Promise<string[]> {
	const jobs: string[] = [];
	const to = `/api/sessions/${meeting.session}/exports`;
	for (const format of formats) {
		const started = await command(meeting, cookie, to, { format, illustrative: true });
		const { job } = (await started.json()) as { job: string };
		const file = `${meeting.address}/api/exports/${job}/file`;
		const look = async () =>
			expect((await fetch(file, { headers: { cookie } })).status, format).toBe(200);
		await vi.waitFor(look, { timeout: 60_000, interval: 100 });
		jobs.push(job);
	}
	return jobs;
}

/** Exports of everybody who may export, by who asked for them. */
export async function exportsOf(
	meeting: Meeting,
	cookies: Cookies,
	who: readonly Who[],
	formats: readonly ExportFormat[]
) {
	const jobs = await Promise.all(
		who.map(async (name) => [name, await exportAll(meeting, cookies[name], formats)] as const)
	);
	return new Map<ReaderName, string[]>(jobs);
}

/**
 * Somebody writes a line into the notes of the first item and restricts it to their delegation, without a trace for
 * others.
 */
export async function restrictLine(meeting: Meeting, who: Who, words: string): Promise<void> {
	const board = rowOf<{ id: string }>(
		meeting,
		`select id from document where kind = 'board' and session_id = '${meeting.session}'`
	).id;
	const item = rowOf<{ id: AgendaItemId }>(
		meeting,
		`select id from agenda_item where session_id = '${meeting.session}' order by position`
	).id;
	const own = rowOf<{ id: string }>(
		meeting,
		`select organisation_id as id from person where email = '${PEOPLE[who]}'`
	).id;
	const client = await StockClient.open(meeting, board, who);
	const line = newId() as string as LineId;
	const notes = notesOf(client.doc, item);
	insertLine(notes, notes.length, { id: line, kind: 'paragraph' }, [{ text: words, marks: [] }]);
	await client.saved();
	client.end();
	const wish = { label: 'TLP:AMBER+STRICT', organisations: [own], persons: [], isTraced: false };
	const to = `/api/documents/${board}/restrictions`;
	const answer = await meeting.post(who, to, { item, lines: [line], ...wish });
	expect(answer.status).toBe(200);
}

/** Sends the minutes round, so that what is read afterwards is an edition of them. */
export async function circulateMinutes(meeting: Meeting): Promise<void> {
	const asked = { do: 'circulate', until: '2100-01-01', procedure: 'silence', approvers: [] };
	for (const json of [{ do: 'draft' }, asked]) {
		const sent = await meeting.post('rapporteur', `/api/sessions/${meeting.session}/minutes`, json);
		expect(sent.status).toBe(200);
	}
}
