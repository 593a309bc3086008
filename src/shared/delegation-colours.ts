/** One hue for each delegation: caret, ring and authorship. The hues themselves are in `lib/styles/tokens.css`. */
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
