import { isLabel, type Label } from '../markings.ts';

/** A marking as it is typed at the beginning of a line: `(AMBER+STRICT | REL EUROJUST, US-DOJ)`. */
export interface TypedMarking {
	readonly label: Label;
	/** Codes of organisations, as they were typed. */
	readonly codes: readonly string[];
}

const FORM = /^\(\s*(?:TLP:)?([A-Z]+(?:\+STRICT)?)\s*\|\s*REL(?:\s+TO)?\s+([^()|]+)$/i;
const MOST = 300; // characters; nobody types more

/** Reads what stands before the closing bracket; undefined for anything else. */
export function readTypedMarking(typed: string): TypedMarking | undefined {
	const [, name = '', list = ''] = (typed.length <= MOST && FORM.exec(typed)) || [];
	const label = `TLP:${name.toUpperCase()}`;
	const codes = list
		.split(/[,;/]|\s+/)
		.map((code) => code.trim().toUpperCase())
		.filter((code) => code !== '');
	return isLabel(label) && codes.length > 0 ? { label, codes: [...new Set(codes)] } : undefined;
}
