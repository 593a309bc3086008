/** Indexes a list by a key of its entries; of entries with the same key, the last one wins. */
export function mapBy<Key, One>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One> {
	return new Map(all.map((one) => [keyOf(one), one]));
}
