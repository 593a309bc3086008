import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Line } from '#shared/text/line.ts';
import { readText } from '#shared/text/read.ts';
import {
	ACTS,
	meetingText,
	OF_LINE,
	STANDING,
	type Act
} from '../../../tests/support/text-acts.ts';
import { galleryFile, galleryPage } from '../../../tests/support/text-gallery.ts';
import { TextPerson } from '../../../tests/support/text-person.ts';

const names = Object.keys(ACTS);

const start = new TextPerson(50);
meetingText(start);
/** What everybody has before the line is cut. */
const state = Y.encodeStateAsUpdate(start.doc);

function updatesOf(person: TextPerson, act: () => void): Uint8Array[] {
	person.sent.length = 0;
	person.undo.endGroup();
	act();
	return [...person.sent];
}

function deliver(updates: readonly Uint8Array[], ...people: readonly TextPerson[]): void {
	for (const person of people) for (const update of updates) person.receive(update);
}

/** Two people act on one text while the line between them is cut; what all see afterwards. */
function meet(first: Act, second: Act, [one, other]: readonly [number, number]) {
	const [ann, bob] = [new TextPerson(one, state), new TextPerson(other, state)];
	const readers = [new TextPerson(90, state, false), new TextPerson(91, state, false)] as const;
	const everybody = [ann, bob, ...readers];
	for (const [person, { before }] of [
		[ann, first],
		[bob, second]
	] as const)
		if (before)
			deliver(
				updatesOf(person, () => before(person)),
				...everybody.filter((each) => each !== person)
			);
	const ofAnn = updatesOf(ann, () => first.act(ann, 'AAA'));
	const ofBob = updatesOf(bob, () => second.act(bob, 'BBB'));
	deliver(ofAnn, bob, readers[0]);
	deliver(ofBob, ann, readers[0], readers[1]);
	deliver(ofAnn, readers[1]);
	return everybody;
}

const count = (lines: readonly string[], word: string) => lines.join('\n').split(word).length - 1;

function check(name: string, everybody: readonly TextPerson[], acts: readonly [Act, Act]): void {
	const [ann, ...others] = everybody;
	if (!ann) return;
	for (const person of everybody)
		expect(person.document.toJSON(), name).toEqual(person.fresh.toJSON());
	for (const person of others)
		expect(person.document.toJSON(), name).toEqual(ann.document.toJSON());
	for (const person of everybody.slice(2)) expect(person.sent, name).toEqual([]);
	const gone = new Set(acts.flatMap(({ removes = [] }) => removes));
	for (const word of [...STANDING, ...OF_LINE]) {
		const found = count(ann.freshWords, word);
		const isRight = found === 1 || (found === 0 && gone.has(word));
		if (!isRight) expect.fail(`${name}: ${found} × ${word} in ${ann.freshWords.join(' | ')}`);
	}
	for (const [at, word] of ['AAA', 'BBB'].entries())
		if (acts[at]?.types && count(ann.freshWords, word) !== 1)
			expect.fail(`${name}: ${word} is not there once in ${ann.freshWords.join(' | ')}`);
}

describe('while the line is cut', () => {
	it.each(names)('somebody does this, and somebody else anything: %s', async (name) => {
		const first = ACTS[name];
		if (!first) return;
		const seen = new Map<string, readonly Line[]>();
		// Each pair comes twice, so that each of the two has the lower number once.
		for (const [other, second] of Object.entries(ACTS)) {
			const title = `${name} × ${other}`;
			try {
				const everybody = meet(first, second, [1, 2]);
				seen.set(other, everybody[0] ? readText(everybody[0].text).lines : []);
				check(title, everybody, [first, second]);
			} catch (error) {
				throw new Error(title, { cause: error });
			}
		}
		await expect(galleryPage(name, seen)).toMatchFileSnapshot(galleryFile(name));
	});

	const typing = names.filter((name) => ACTS[name]?.types);
	const later = ['delete line', 'capture to action', 'turn card into text', 'delete table'];

	it.each(typing)(
		'somebody is offline for long, and never comes back after sending: %s',
		(name) => {
			const first = ACTS[name];
			for (const [other, second] of Object.entries(ACTS))
				for (const [at, third] of later.entries()) {
					const more = ACTS[third];
					if (!first || !more) continue;
					checkGone(
						`${name} × ${other}, then ${third}`,
						first,
						[second, more],
						at % 2 === 0 ? 1 : 9
					);
				}
		}
	);
});

/** One types and is gone; the other did two things before that arrives. */
function checkGone(title: string, first: Act, acts: readonly Act[], client: number): void {
	const ann = new TextPerson(client, state);
	const bob = new TextPerson(5, state);
	const reader = new TextPerson(90, state, false);
	for (const { before } of acts)
		if (before)
			deliver(
				updatesOf(bob, () => before(bob)),
				ann,
				reader
			);
	const ofAnn = updatesOf(ann, () => first.act(ann, 'AAA'));
	const done = updatesOf(bob, () => {
		for (const { act } of acts) attempt(() => act(bob, 'BBB'));
	});
	deliver(done, reader);
	deliver(ofAnn, bob, reader);
	for (const person of [bob, reader])
		expect(person.document.toJSON(), title).toEqual(person.fresh.toJSON());
	expect(reader.document.toJSON(), title).toEqual(bob.document.toJSON());
	expect(reader.sent, title).toEqual([]);
	if (count(reader.freshWords, 'AAA') !== 1)
		expect.fail(`${title}: ${reader.freshWords.join(' | ')}`);
	for (const word of [...STANDING, ...OF_LINE])
		if (count(reader.freshWords, word) > 1)
			expect.fail(`${title}: ${word} twice in ${reader.freshWords.join(' | ')}`);
}

/** What the first act left nothing for is not done. */
function attempt(act: () => void): void {
	try {
		act();
	} catch (error) {
		if (
			!/is gone|there is no|has no head|out of range|Cannot join|Structure replace/.test(
				String(error)
			)
		)
			throw error;
	}
}
