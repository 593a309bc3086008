import type { DecisionKind, DecisionVerb } from '../board/decisions.ts';
import type { Day } from '../time/dates.ts';
import type { Calendar } from './calendar.ts';
import { verbAndText } from './decided.ts';
import { splitDue } from './due.ts';
import { ENGLISH } from './english.ts';
import type { Language } from './language.ts';
import { leadingHandles, ownersOf, type Directory, type Owners } from './owners.ts';

/**
 * Typed capture: a line that starts with a sign becomes a record or another kind of line.
 *   ! @lead, @support … by date     action
 *   = agreed: …                     decision
 *   =c …                            conclusion
 *   >> …                            quotation
 *   ? …                             open point
 *   \ before a sign                 plain text, without the backslash
 * What cannot be read is never dropped: it is returned in `unread`, to be shown and corrected.
 */
export type Captured =
	| { readonly kind: 'action'; readonly action: CapturedAction }
	| { readonly kind: DecisionKind; readonly verb: DecisionVerb; readonly text: string }
	| { readonly kind: 'quotation' | 'open-point' | 'text'; readonly text: string };

export interface CapturedAction extends Owners {
	readonly text: string;
	readonly due: Day | undefined;
}

/** The people, dates and language against which a line is read. */
export interface CaptureContext {
	readonly directory: Directory;
	readonly calendar: Calendar;
	readonly language?: Language;
}

/** The prefix of each kind of line. */
export const SIGNS = {
	action: '!',
	decision: '=',
	conclusion: '=c',
	quotation: '>>',
	'open-point': '?'
} as const;

const ESCAPED = /^\\(?=\\*(?:[!?=]|>>))(.+)$/s;
const QUOTATION = /^>>\s*([^>\s].*)$/s;
const OPEN_POINT = /^\?\s*([^?\s].*)$/s;
const CONCLUSION = /^=c\s+(.+)$/is;
const DECISION = /^=\s*(?!c(?:\s|$))([^=].*)$/is;
const ACTION = /^!\s*([^!\s].*)$/s;

/** Reads one line; undefined for an ordinary one. */
export function capture(line: string, scene: CaptureContext): Captured | undefined {
	const text = line.normalize('NFC').trim();
	const found = (pattern: RegExp) => pattern.exec(text)?.[1];
	const language = scene.language ?? ENGLISH;
	const plain = found(ESCAPED);
	if (plain) return { kind: 'text', text: plain };
	const quotation = found(QUOTATION);
	if (quotation) return { kind: 'quotation', text: quotation };
	const point = found(OPEN_POINT);
	if (point) return { kind: 'open-point', text: point };
	const conclusion = found(CONCLUSION);
	if (conclusion) return { kind: 'conclusion', ...verbAndText(conclusion, 'concluded', language) };
	const decision = found(DECISION);
	if (decision) return { kind: 'decision', ...verbAndText(decision, 'agreed', language) };
	const action = found(ACTION);
	return action ? { kind: 'action', action: readAction(action, scene, language) } : undefined;
}

function readAction(line: string, scene: CaptureContext, language: Language): CapturedAction {
	const { handles, rest } = leadingHandles(line, language);
	const { text, due, unread } = splitDue(rest, scene.calendar, language);
	const owners = ownersOf(handles, scene.directory);
	return { ...owners, text, due, unread: unread ? [...owners.unread, unread] : owners.unread };
}
