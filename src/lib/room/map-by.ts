/** A list as a map by some key of its entries; the last one counts where two have the same. */
export function mapBy<Key, One>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One> {
	return new Map(all.map((one) => [keyOf(one), one]));
}
