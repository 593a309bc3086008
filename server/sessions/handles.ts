import { foldText } from '#shared/search.ts';

/**
 * The handle to type after @ for each person, in order: the last word of the name (of the part before a comma). If two
 * share it, followed by the organisation's code; if that is still not unique, the whole name with dots.
 */
export function handlesOf(people: readonly { name: string; code: string }[]): string[] {
	const short = people.map(({ name }) => familyName(name));
	const withCode = people.map(({ code }, index) => `${short[index]}.${code}`);
	return people.map(({ name, code }, index) => {
		if (isUnique(short, index)) return short[index] || code;
		if (isUnique(withCode, index)) return withCode[index] ?? code;
		return clean(name.replaceAll(/[\s,]+/g, '.'));
	});
}

function familyName(name: string): string {
	const before = name.split(',')[0] ?? name;
	return clean(before.trim().split(/\s+/).at(-1) ?? before);
}

const clean = (text: string) => text.replaceAll(/[^\p{L}\p{N}._'’\u2010\u2011-]/gu, '');

function isUnique(list: readonly string[], index: number): boolean {
	const same = foldText(list[index] ?? '');
	return list.filter((other) => foldText(other) === same).length === 1;
}
