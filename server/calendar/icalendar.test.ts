import ical from 'node-ical';
import { describe, expect, it } from 'vitest';
import { hostileWords } from '../../tests/support/hostile-words.ts';
import { iCalendar, type CalendarAction } from './icalendar.ts';

const action = (more: Partial<CalendarAction> = {}): CalendarAction => ({
	...{ uid: 'document-action@briefing-board', sequence: 7, priority: 'high' },
	...{ changedAt: Date.parse('2024-07-12T10:00:00Z'), completedAt: undefined },
	...{ reference: 'JS-01-A1', label: 'TLP:GREEN', status: 'agreed', due: '2024-10-27' },
	text: 'Share the list; with Kovács Őrs, “now”\nand the Генеральна прокуратура України, all of it',
	address: 'https://board.example/sessions/x?action=y',
	...more
});
const file = (one: CalendarAction, events = false) => iCalendar([one], { name: 'Mine', events });

/** Reads a calendar with an independent parser. */
const read = (text: string) =>
	Object.values(ical.sync.parseICS(text)) as unknown as Record<string, unknown>[];
const toDo = (text: string) => read(text).find(({ type }) => type === 'VTODO') ?? {};
const day = (value: unknown) => new Date(value as Date);

describe('an action in a calendar', () => {
	it('is read correctly by an independent parser', () => {
		expect(toDo(file(action()))).toMatchObject({
			uid: 'document-action@briefing-board',
			summary:
				"[TLP:GREEN] JS-01-A1 “Share the list; with Kovács Őrs, 'now' and the Генеральна прокуратура України, all of it”",
			status: 'NEEDS-ACTION',
			class: 'CONFIDENTIAL',
			url: 'https://board.example/sessions/x?action=y'
		});
		expect(Number(toDo(file(action()))['sequence'])).toBe(7);
	});

	it('is due on a date without a time, so that no time zone can move it', () => {
		expect(file(action())).toContain('\r\nDUE;VALUE=DATE:20241027\r\n');
		const due = day(toDo(file(action()))['due']);
		expect([due.getFullYear(), due.getMonth() + 1, due.getDate()]).toEqual([2024, 10, 27]);
	});

	it.each([
		['proposed', 'NEEDS-ACTION'],
		['in-progress', 'IN-PROCESS'],
		['completed', 'IN-PROCESS'],
		['closed', 'COMPLETED'],
		['superseded', 'CANCELLED'],
		['cancelled', 'CANCELLED']
	] as const)('that is %s has the status %s', (status, expected) => {
		expect(toDo(file(action({ status })))['status']).toBe(expected);
	});

	it('states in UTC when it was closed', () => {
		const closed = action({ status: 'closed', completedAt: Date.parse('2024-09-30T22:15:00Z') });
		expect(file(closed)).toContain('\r\nCOMPLETED:20240930T221500Z\r\n');
	});

	it.each(['TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const)(
		'marked %s contains only its number and a link',
		(label) => {
			const text = file(action({ label }), true);
			expect(text).not.toMatch(/Share|list|Kov/);
			expect(toDo(text)['summary']).toBe(`[${label}] JS-01-A1`);
		}
	);

	it('is also an event on request, with a UID of its own', () => {
		const entries = read(file(action(), true)).filter(({ type }) => type !== 'VCALENDAR');
		expect(entries.map(({ type }) => type)).toEqual(expect.arrayContaining(['VTODO', 'VEVENT']));
		const event = entries.find(({ type }) => type === 'VEVENT');
		expect(event?.['uid']).toBe('event-document-action@briefing-board');
		expect(file(action(), true)).toContain('DTEND;VALUE=DATE:20241028');
		expect(read(file(action({ due: undefined }), true)).some(({ type }) => type === 'VEVENT')).toBe(
			false
		);
	});
});

it('has exactly the properties of its frame, whatever people write', () => {
	const names = (text: string) =>
		text
			.replaceAll(/\r\n[ \t]/g, '')
			.split('\r\n')
			.map((line) => line.split(/[:;]/)[0]);
	const frame = names(file(action({ text: 'x' }), true));
	for (const words of hostileWords(300)) {
		const text = iCalendar([action({ text: words })], { name: words, events: true });
		expect(names(text)).toEqual(frame);
		expect(text.replaceAll(/\r\n/g, '')).not.toMatch(
			/[\p{Cc}\p{Cs}\u200b\u200f\u2028-\u202e\u2060-\u206f]/u
		);
		expect(text).not.toMatch(/evil\.example/);
	}
});

it('folds lines at 75 octets and ends them with CRLF', () => {
	const text = file(action({ text: 'ő'.repeat(500) }), true);
	const lines = text.split('\r\n');
	expect(lines.at(-1)).toBe('');
	for (const line of lines) {
		expect(line).not.toMatch(/[\r\n]/);
		expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	}
	expect(toDo(text)['summary']).toContain('ő'.repeat(500));
});
