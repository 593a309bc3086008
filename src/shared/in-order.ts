const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order of names in which a number counts as one: Series 2 comes before Series 10. */
export function byName(one: string, other: string): number {
	return NAMES.compare(one, other);
}
