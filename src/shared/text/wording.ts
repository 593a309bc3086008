import * as Y from 'yjs';
import { copiesOf, wordsOfRecord, type RegisterRoot } from '../records/records.ts';
import { readHead, takeAway, type Head } from './head.ts';
import type { CardFamily } from './kind.ts';

const ROOTS: Readonly<Record<CardFamily, RegisterRoot>> = {
	action: 'actions',
	decision: 'decisions'
};

/** What was written of the record that a card stands for; nothing for any other head. */
function copiesBehind(card: Head): readonly Y.Map<unknown>[] {
	const { kind } = readHead(card);
	if (kind.is !== 'card' || !card.doc) return [];
	return copiesOf(card.doc, ROOTS[kind.family], kind.record);
}

/** What a card says: letters of its record, which others may be typing in. */
export function wordingText(card: Head): Y.Text | undefined {
	const wording = copiesBehind(card)[0]?.get('text');
	return wording instanceof Y.Text ? wording : undefined;
}

/** The wording of a card, or of what is left of one. */
export function wordingOf(card: Head): string {
	return wordsOfRecord(copiesBehind(card));
}

/**
 * Removes a card whose record has become something else. The record is withdrawn and gives up the letters known now;
 * those that others type into it meanwhile are shown where the card was.
 */
export function retire(card: Head): void {
	dropWording(card);
	for (const copy of copiesBehind(card)) if (copy.has('here')) copy.delete('here');
	card.set('left', true);
	takeAway(card);
}

/** Notes in a card's record what it was made of: of two records of one line, one is not counted. */
export function noteSource(card: Head, source: string): void {
	copiesBehind(card)[0]?.set('source', source);
}

/** Deletes the letters of a card's record that are known now. */
export function dropWording(card: Head): void {
	for (const copy of copiesBehind(card)) {
		const text = copy.get('text');
		if (text instanceof Y.Text && text.length > 0) text.delete(0, text.length);
	}
}

/** True for a card whose record was withdrawn. */
export function isWithdrawn(card: Head): boolean {
	const [first] = copiesBehind(card);
	return first !== undefined && first.get('here') !== true;
}

/**
 * Words that somebody typed into a record while it became something else, or while its making was undone. A card that is
 * only taken out of the text leaves none: its record is still there.
 */
export function leftOf(card: Head): string {
	const { isHere, rank } = readHead(card);
	const isLeft = card.get('left') === true || rank < 0;
	return !isHere && isLeft && isWithdrawn(card) ? wordingOf(card) : '';
}
