/**
 * One hue for each delegation: caret, ring and authorship. Each pair reaches 4.5:1 with white text on `strong`, and with
 * `strong` on paper or `soft` on ink.
 */
export const DELEGATION_COLOURS = [
	{ name: 'blue', strong: '#1f56b3', soft: '#9dbdf5' },
	{ name: 'green', strong: '#1f6f43', soft: '#8ad0a8' },
	{ name: 'plum', strong: '#8a2a76', soft: '#e3a3d4' },
	{ name: 'ochre', strong: '#8a5300', soft: '#e8bd79' },
	{ name: 'teal', strong: '#0b6b73', soft: '#7fced6' },
	{ name: 'brick', strong: '#a63a22', soft: '#f0a896' },
	{ name: 'indigo', strong: '#5141b8', soft: '#bbb2f5' },
	{ name: 'olive', strong: '#5c6510', soft: '#c3cc7c' },
	{ name: 'rose', strong: '#ad2450', soft: '#f3a3bb' },
	{ name: 'slate', strong: '#47586b', soft: '#b3c2d3' }
] as const;

export type DelegationColour = (typeof DELEGATION_COLOURS)[number]['name'];

/** The pair of a named hue; slate for a name from an older database. */
export function delegationColour(name: string): (typeof DELEGATION_COLOURS)[number] {
	const slate = DELEGATION_COLOURS[9];
	return DELEGATION_COLOURS.find((colour) => colour.name === name) ?? slate;
}
