import { describe, expect, it } from 'vitest';
import type { Reader, Role } from '../access.ts';
import { newId, type DocumentId, type OrganisationId, type PersonId } from '../ids.ts';
import { EVERYBODY } from '../marking-rights.ts';
import { dispositionOf } from './disposition.ts';
import { fileAccess, fileLabel } from './file-access.ts';
import { cleanFileName, endingOf, nameAs } from './file-name.ts';

const reader = (person: string, organisation: string, role: Role = 'delegate'): Reader => ({
	...{ person: person as PersonId, organisation: organisation as OrganisationId, role },
	justified: new Set()
});
const only = (...organisations: string[]) => ({
	organisations: organisations as OrganisationId[],
	persons: []
});
const document = (audience = EVERYBODY) => ({
	...{ id: newId<DocumentId>(), kind: 'board' as const, audience },
	...{ isSealed: false, asksWhy: false, made_by: null }
});

describe('what somebody may do with a file', () => {
	const olga = reader('olga', 'US-DOJ');

	it('is what they may do with its document', () => {
		expect(fileAccess(olga, document(), { audience: EVERYBODY })).toBe('write');
		const observer = reader('otto', 'EC', 'observer');
		expect(fileAccess(observer, document(), { audience: EVERYBODY })).toBe('read');
		expect(fileAccess(undefined, document(), { audience: EVERYBODY })).toBe('none');
	});

	it('is nothing outside the audience of the file, whatever their role', () => {
		const audience = only('US-DOJ');
		expect(fileAccess(reader('chair', 'EUROJUST', 'chair'), document(), { audience })).toBe('none');
		expect(fileAccess(olga, document(), { audience })).toBe('write');
	});

	it('is never more than with the document, in whose audience they must be too', () => {
		const narrow = document(only('EUROJUST'));
		expect(fileAccess(olga, narrow, { audience: EVERYBODY })).toBe('none');
		expect(fileAccess(olga, narrow, { audience: only('US-DOJ') })).toBe('none');
	});
});

it('a file has its own label, or the stricter one of its document', () => {
	expect(fileLabel('TLP:GREEN', undefined)).toBe('TLP:GREEN');
	expect(fileLabel('TLP:GREEN', 'TLP:RED')).toBe('TLP:RED');
	expect(fileLabel('TLP:AMBER', 'TLP:CLEAR')).toBe('TLP:AMBER');
});

describe('the name of a file', () => {
	it.each([
		['../../etc/passwd', 'passwd'],
		['D:\\evidence\\list.pdf', 'list.pdf'],
		['invoice\u202efdp.exe', 'invoicefdp.exe'],
		['a\u0000b\r\nc.txt', 'a b c.txt'],
		['"quoted"; x=1.pdf', 'quoted x=1.pdf'],
		['...hidden', 'hidden'],
		['  spaced   out .pdf ', 'spaced out .pdf'],
		['', ''],
		['..', '']
	])('%j is kept as %j', (given, kept) => expect(cleanFileName(given)).toBe(kept));

	it('ends as its type does, so that nothing opens it as another', () => {
		expect(nameAs('pdf', 'report.exe', 'file')).toBe('report.exe.pdf');
		expect(nameAs('jpeg', 'photo.JPEG', 'file')).toBe('photo.jpeg');
		expect(nameAs('png', '', 'file')).toBe('file.png');
		expect(nameAs('text', '.txt', 'file')).toBe('txt.txt');
		expect([...nameAs('pdf', 'x'.repeat(500), 'file')].length).toBeLessThanOrEqual(120);
		expect(endingOf('a.b.PDF')).toBe('pdf');
	});

	it('is told to a browser so that it cannot say anything else', () => {
		const told = dispositionOf({ name: 'Überblick "x"\r\nSet-Cookie: a=b.pdf', isPicture: false });
		expect(told).not.toMatch(/[\r\n]/);
		expect(told).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[\w.%-]+$/);
		expect(dispositionOf({ name: 'a.png', isPicture: true })).toMatch(/^inline/);
	});
});
