/** One hue per delegation, for caret, ring and authorship. The hues are defined in `lib/styles/tokens.css`. */
export const DELEGATION_COLOURS = [
	'blue',
	'green',
	'plum',
	'ochre',
	'teal',
	'brick',
	'indigo',
	'olive',
	'rose',
	'slate'
] as const;
