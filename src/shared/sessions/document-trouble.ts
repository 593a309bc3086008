import { m } from '#messages/messages.js';

/** Why the server cannot read a document. */
export type DocumentTrouble = 'damaged' | 'broken' | 'too-slow' | 'too-large';

export const TROUBLE_WORDS: Record<DocumentTrouble, () => string> = {
	damaged: m.trouble_damaged,
	broken: m.trouble_broken,
	'too-slow': m.trouble_too_slow,
	'too-large': m.trouble_too_large
};
