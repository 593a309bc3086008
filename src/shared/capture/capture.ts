import type { DecisionKind, DecisionVerb } from '../board/decisions.ts';
import type { Day } from '../time/dates.ts';
import type { Calendar } from './calendar.ts';
import { verbAndText } from './decided.ts';
import { splitDue } from './due.ts';
import { ENGLISH } from './english.ts';
import type { Language } from './language.ts';
import { leadingCode, leadingHandles, ownersOf, type Directory, type Owners } from './owners.ts';
import { readTyped, withoutInvisible } from '../typed-text.ts';

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

/** Whether a line can be more than text; most cannot, and then nothing else is looked at. */
const SIGNED = /^[\p{DI}\s]*[\\!=>?\ufe56\ufe57\ufe65\ufe66\ufe68\uff01\uff1d\uff1e\uff1f\uff3c]/u;

/**
 * Reads one line; undefined for an ordinary one. Characters that cannot be seen, and other forms of a sign, a hyphen or
 * a letter, are understood as what they look like; the words of a record stay in their forms as typed.
 */
export function capture(line: string, scene: CaptureContext): Captured | undefined {
	if (!SIGNED.test(line)) return undefined;
	const text = withoutInvisible(line).normalize('NFC').trim();
	const { plain, at } = readTyped(text);
	const found = (pattern: RegExp) => {
		const rest = pattern.exec(plain)?.[1];
		return rest && text.slice(at[plain.length - rest.length]).trim();
	};
	const language = scene.language ?? ENGLISH;
	const kept = found(ESCAPED);
	if (kept) return { kind: 'text', text: kept };
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

/** How many characters the sign of a kept line, a quotation or an open point takes, with what is around it. */
export function signLength(line: string): number {
	const { plain, at } = readTyped(line);
	const length = /^\s*(?:\\|(?:>>|\?)\s*)/.exec(plain)?.[0].length ?? 0;
	return length === 0 ? 0 : (at[length] ?? 0);
}

function readAction(line: string, scene: CaptureContext, language: Language): CapturedAction {
	const { plain, at } = readTyped(line);
	const named = leadingHandles(plain, language);
	const unsigned = named.handles.length === 0 && leadingCode(plain, scene.directory, language);
	const { handles, rest } = unsigned || named;
	const { text, due, unread } = splitDue(rest, scene.calendar, language);
	const owners = ownersOf(handles, scene.directory);
	const start = plain.length - rest.length;
	return {
		...owners,
		text: line.slice(at[start], at[start + text.length]).trim(),
		due,
		unread: unread ? [...owners.unread, unread] : owners.unread
	};
}
