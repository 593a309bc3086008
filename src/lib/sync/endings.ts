import { CLOSE } from '#shared/protocol/sync.ts';
import type { SavedState } from './saved-state.ts';

/** Why a document ended in this page. */
export type Ending = Extract<SavedState, { kind: 'ended' }>['reason'];

const ENDINGS: readonly (readonly [code: number, ending: Ending])[] = [
	[CLOSE.signedOut, 'signed-out'],
	[CLOSE.notFound, 'removed'],
	[CLOSE.tooLarge, 'too-large'],
	[CLOSE.outdated, 'outdated'],
	[CLOSE.readOnly, 'refused'],
	[CLOSE.protocol, 'refused']
];

/** What a close code ends; undefined for one after which the page comes back. */
export function endingOf(code: number): Ending | undefined {
	return ENDINGS.find(([one]) => one === code)?.[1];
}
