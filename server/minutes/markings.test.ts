import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addSource } from '#shared/board/briefing-head.ts';
import type { DocumentId } from '#shared/ids.ts';
import { EXPORT_FORMATS, type ExportFormat } from '#shared/minutes/export-formats.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import {
	done,
	jointSession,
	type JointSession,
	type Seat
} from '../../tests/support/joint-session.ts';
import { collapse, readPdf } from '../../tests/support/pdf-text.ts';
import { act, decide } from '../../tests/support/series.ts';
import { readZip } from '../../tests/support/zip-text.ts';
import { renderMinutes } from '../export/render.ts';

let board: JointSession;
let rapporteur: Seat;
let olga: Seat;
let ukraine: Seat;
let annex: DocumentId;
let briefing: DocumentId;

/** The notes are for all; an annex is for two delegations; a briefing for all has a source that is TLP:RED. */
beforeEach(async () => {
	board = await jointSession();
	rapporteur = await board.seat('Rapporteur', 'EUROJUST', 'rapporteur');
	olga = await board.seat('Olga', 'US-DOJ', 'delegate');
	ukraine = await board.seat('Taras', 'UA-PGO', 'delegate');
	const notes = await board.document();
	annex = await board.document({
		...{ kind: 'annex', title: 'Ports', label: 'TLP:AMBER+STRICT' },
		audience: [rapporteur.organisation, olga.organisation]
	});
	briefing = await board.document({ kind: 'briefing', title: 'Chips' });
	await act(board, notes, 'circulate the list');
	await act(board, annex, 'name the harbour');
	await act(board, notes, 'meet again');
	await decide(board, annex, 'to search the ships');
});
afterEach(() => board.end());

async function minutesOf({ person }: Seat, recipient?: string): Promise<Minutes> {
	const reader = await board.participation.reader(person, board.session);
	if (!reader) throw new Error('they take part');
	const { session } = board;
	const asked = { session, reader, illustrative: true, at: new Date(), recipient };
	return done(await board.minutes.of(asked));
}

async function textOf(minutes: Minutes, format: ExportFormat): Promise<string> {
	const bytes = await renderMinutes(minutes, format, () => undefined);
	if (format === 'pdf') return collapse((await readPdf(bytes)).pages.join(' '));
	if (format !== 'docx' && format !== 'odt') {
		const text = new TextDecoder().decode(bytes).replaceAll('\\', '');
		return collapse(text.replaceAll('\n| ', '\n'));
	}
	const files = [...readZip(Buffer.from(bytes))].map(([, text]) => text);
	return collapse(files.join(' ').replaceAll(/<[^>]+>/g, ''));
}

const PRINTED = EXPORT_FORMATS.filter((format) => format !== 'json');

describe('a record of a restricted document', () => {
	it.each(PRINTED)('has its marking before its text in %s', async (format) => {
		const text = await textOf(await minutesOf(rapporteur), format);
		const mark = '[TLP:AMBER+STRICT, EUROJUST and US-DOJ only]';
		expect(text).toContain(`${mark} to search the ships`);
		expect(text).toContain(`${mark} name the harbour`);
		expect(text).not.toContain(`] circulate the list`);
	});

	it('has it as data in JSON', async () => {
		const { actions } = JSON.parse(await textOf(await minutesOf(rapporteur), 'json')) as Minutes;
		expect(actions.map(({ mark }) => mark?.label)).toEqual([
			undefined,
			'TLP:AMBER+STRICT',
			undefined
		]);
	});

	it.each(PRINTED)('says at its place in %s that it is withheld from others', async (format) => {
		const text = await textOf(await minutesOf(ukraine), format);
		expect(text).toMatch(/circulate the list.*JS-01-A2 — withheld.*meet again/);
		expect(text).toContain('JS-01-D1 — withheld');
		expect(text).not.toMatch(/ships|harbour|AMBER/);
	});
});

describe('an annex', () => {
	const headings = ({ annexes }: Minutes) =>
		annexes.map((one) => `${one.number} ${one.kind === 'missing' ? one.why : one.title}`);

	it('has the number of the complete record for every reader, and is missed at its place', async () => {
		expect(headings(await minutesOf(rapporteur)).slice(2)).toEqual([
			...['3 Ports', '4 Chips', '5 Withheld content']
		]);
		expect(headings(await minutesOf(ukraine)).slice(2)).toEqual([
			...['3 withheld', '4 Chips', '5 Withheld content']
		]);
		const text = await textOf(await minutesOf(ukraine), 'md');
		expect(text).toContain('Annex III withheld');
		expect(text).toContain('Annex IV — Chips');
	});
});

describe('the banner', () => {
	it('is the strictest label shown, sources included, and says what carries it', async () => {
		expect((await minutesOf(ukraine)).control.label).toBe('TLP:CLEAR');
		expect((await minutesOf(olga)).control).toMatchObject({
			...{ label: 'TLP:AMBER+STRICT', because: ['Ports'] }
		});
		await board.write(briefing, (doc) => addSource(doc, 's1', 'A human source', 'TLP:GREEN'));
		await board.write(briefing, (doc) => addSource(doc, 's2', 'A human source', 'TLP:RED'));
		const { control } = await minutesOf(ukraine);
		expect(control).toMatchObject({ label: 'TLP:RED', because: ['Chips (source 2)'] });
		expect(await board.sourceLabels.of(briefing)).toEqual(['TLP:GREEN', 'TLP:RED']);
	});
});

describe('a copy for somebody', () => {
	it.each(PRINTED)('names them on each page in %s', async (format) => {
		const minutes = await minutesOf(rapporteur, 'Olga of US-DOJ');
		const words = 'Copy for Olga of US-DOJ';
		if (format !== 'pdf') expect(await textOf(minutes, format)).toContain(words);
		else {
			const bytes = await renderMinutes(minutes, format, () => undefined);
			const { pages } = await readPdf(bytes);
			expect(pages.length).toBeGreaterThan(1);
			for (const page of pages) expect(collapse(page)).toContain(words);
		}
	});
});
