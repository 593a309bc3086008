import { describe, expect, it } from 'vitest';
import {
	newId,
	type ActionId,
	type DocumentId,
	type NotificationId,
	type SessionId
} from '#shared/ids.ts';
import type { NotificationView } from '#shared/follow-up/notification.ts';
import { hostileWords } from '../../tests/support/hostile-words.ts';
import { compose, type Letter } from './compose.ts';

const LINK = /:\/\/|www\.|evil[.。]example/;
const UNSEEN = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

const view = (more: Partial<NotificationView> = {}): NotificationView => ({
	...{ id: newId<NotificationId>(), kind: 'assigned', session: newId<SessionId>() },
	...{
		document: newId<DocumentId>(),
		action: newId<ActionId>(),
		reference: 'JS-01-A3',
		line: undefined
	},
	...{ label: 'TLP:GREEN', text: 'share the list of contacts', due: '2030-09-30', by: 'Chair' },
	...{ words: '', stage: undefined, at: '2030-03-31T00:30:00.000Z', read: false },
	...more
});
const letter = (views: NotificationView[], more: Partial<Letter> = {}) =>
	compose({
		items: views.map((one) => ({ view: one, links: [['accept', 'https://b/answer/x']] as const })),
		...{ again: [], language: 'en', timeZone: 'Europe/Amsterdam', ceiling: 'TLP:GREEN' },
		address: 'https://board.example',
		...more
	});

describe('a mail', () => {
	it('has the label first in its subject, and before and after marked text', () => {
		const { subject, text } = letter([view()]);
		expect(subject).toBe('[TLP:GREEN] JS-01-A3: An action was assigned to you');
		expect(text).toMatch(/^\[TLP:GREEN\] JS-01-A3 · An action was assigned to you by Chair\n/);
		expect(text).toContain('“share the list of contacts” (due 30 September 2030)');
		expect(text).toContain('[End of text marked TLP:GREEN]');
		expect(text).toContain('Accept: https://b/answer/x');
	});

	it.each(['TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const)(
		'about something marked %s contains only its number and a link',
		(label) => {
			const secret = view({ label, words: 'a secret note', kind: 'progress' });
			const { subject, text } = letter([secret]);
			expect(subject).toBe(`[${label}] JS-01-A3`);
			expect(text).not.toMatch(/share|contacts|secret|Chair|2030|answer|Progress/);
			expect(text).toContain(
				`https://board.example/sessions/${secret.session}?action=${secret.action}`
			);
		}
	);

	it('says for whom it is, in the language of the reader', () => {
		const limits = { codes: ['EUROJUST', 'US-DOJ'], named: 2, caveat: 'LIMITE' };
		expect(letter([view({ limits })]).text).toMatch(
			/^\[TLP:GREEN, EUROJUST, US-DOJ, 2 named persons only, LIMITE\] JS-01-A3/
		);
		expect(letter([view({ limits })], { language: 'de' }).text).toMatch(
			/^\[TLP:GREEN, nur EUROJUST, US-DOJ, 2 namentlich genannte Personen, LIMITE\] JS-01-A3/
		);
		expect(letter([view({ limits, label: 'TLP:RED' })]).text).not.toContain('contacts');
	});

	it('about a mention has the line, and links to it; above the ceiling only the link', () => {
		const line = { id: 'a-line', item: undefined };
		const mention = view({
			...{ kind: 'mentioned', action: undefined, line, due: undefined },
			...{ reference: 'JS-01', text: 'Ask @Meier' }
		});
		const { subject, text } = letter([mention]);
		expect(subject).toBe('[TLP:GREEN] JS-01: You were mentioned');
		expect(text).toContain('“Ask @Meier”\n');
		expect(text).toContain(`/sessions/${mention.session}?document=${mention.document}&line=a-line`);
		const secret = letter([{ ...mention, label: 'TLP:AMBER' }]);
		expect(secret.subject).toBe('[TLP:AMBER] JS-01');
		expect(secret.text).not.toMatch(/Ask|Meier|mentioned/);
		expect(secret.text).toContain('line=a-line');
		expect(letter([mention], { language: 'de' }).subject).toContain('Sie wurden erwähnt');
		expect(letter([mention], { language: 'fr' }).subject).toContain('Vous avez été mentionné');
	});

	it('respects the configured ceiling', () => {
		expect(letter([view({ label: 'TLP:AMBER' })], { ceiling: 'TLP:AMBER' }).text).toContain(
			'share'
		);
		expect(letter([view()], { ceiling: 'TLP:CLEAR' }).text).not.toContain('share');
	});

	it('about several things has the strictest of their labels', () => {
		const { subject } = letter([view(), view({ label: 'TLP:RED' }), view({ label: 'TLP:CLEAR' })]);
		expect(subject).toBe('[TLP:RED] 3 updates');
	});

	it.each([
		['en', 'Europe/Amsterdam', /31 March 2030 at 01:30 (CET|GMT\+1)/],
		['en', 'America/New_York', /30 March 2030 at 20:30 (EDT|GMT-4)/],
		['fr', 'Europe/Amsterdam', /31 mars 2030 à 01:30.*échéance le|échéance le 30 septembre 2030/],
		['de', 'Europe/Kyiv', /fällig am 30\. September 2030/],
		['xx', 'UTC', /due 30 September 2030/]
	])(
		'is written in the language and time zone of its reader: %s, %s',
		(language, timeZone, expected) => {
			expect(letter([view()], { language, timeZone }).text).toMatch(expected);
		}
	);

	it('has exactly the lines of its frame, whatever people write', () => {
		const same = view();
		const frame = letter([{ ...same, text: 'x', words: 'x', by: 'x' }]);
		const lines = frame.text.split('\n');
		for (const words of hostileWords(400)) {
			const { subject, text } = letter([{ ...same, text: words, words, by: words }]);
			expect(subject).toBe(frame.subject);
			const found = text.split('\n');
			expect(found).toHaveLength(lines.length);
			expect(found.filter((line, at) => line !== lines[at])).toHaveLength(3);
			expect(found[1]).toMatch(/^“[^“”"«»]*” \(due 30 September 2030\)$/);
			expect(found[2]).toMatch(/^“[^“”"«»]*”$/);
			expect(text.replaceAll(/https:\/\/(board\.example|b)\/\S*/g, '')).not.toMatch(LINK);
			expect(text.replaceAll('\n', '')).not.toMatch(UNSEEN);
			expect(found[1]?.length).toBeLessThan(3_000);
		}
	});

	it('repeats in a separate part what an earlier one may have failed to deliver', () => {
		const again = [{ view: view({ reference: 'JS-01-A1' }), links: [] }];
		const { subject, text } = letter([view()], { again });
		expect(subject).toBe('[TLP:GREEN] 2 updates');
		expect(text).toMatch(/JS-01-A3[^]*may not have reached you[^]*JS-01-A1/);
	});
});
