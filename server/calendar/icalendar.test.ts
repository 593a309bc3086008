import ical from 'node-ical';
import { describe, expect, it } from 'vitest';
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

/** As a program that is not ours reads it. */
const read = (text: string) =>
	Object.values(ical.sync.parseICS(text)) as unknown as Record<string, unknown>[];
const toDo = (text: string) => read(text).find(({ type }) => type === 'VTODO') ?? {};
const day = (value: unknown) => new Date(value as Date);

describe('an action in a calendar', () => {
	it('is read by another program as it was written', () => {
		expect(toDo(file(action()))).toMatchObject({
			uid: 'document-action@briefing-board',
			summary: `[TLP:GREEN] JS-01-A1 ${action().text}`,
			status: 'NEEDS-ACTION',
			class: 'CONFIDENTIAL',
			url: 'https://board.example/sessions/x?action=y'
		});
		expect(Number(toDo(file(action()))['sequence'])).toBe(7);
	});

	it('is due on a day, without an hour that a zone could move', () => {
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
	] as const)('that is %s is %s', (status, expected) => {
		expect(toDo(file(action({ status })))['status']).toBe(expected);
	});

	it('that is closed says when, in UTC', () => {
		const closed = action({ status: 'closed', completedAt: Date.parse('2024-09-30T22:15:00Z') });
		expect(file(closed)).toContain('\r\nCOMPLETED:20240930T221500Z\r\n');
	});

	it.each(['TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const)(
		'marked %s is a number and a link, and no word more',
		(label) => {
			const text = file(action({ label }), true);
			expect(text).not.toMatch(/Share|list|Kov/);
			expect(toDo(text)['summary']).toBe(`[${label}] JS-01-A1`);
		}
	);

	it('is an event as well where that is wanted, with a name of its own', () => {
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

it('a calendar has lines of at most 75 octets that end with CRLF, and no others', () => {
	const text = file(action({ text: 'ő'.repeat(500) }), true);
	const lines = text.split('\r\n');
	expect(lines.at(-1)).toBe('');
	for (const line of lines) {
		expect(line).not.toMatch(/[\r\n]/);
		expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	}
	expect(toDo(text)['summary']).toContain('ő'.repeat(500));
});
