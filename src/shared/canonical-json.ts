/**
 * A value as JSON of which there is only one form, after RFC 8785: keys in order, no white space, nothing undefined. What is
 * signed or hashed is this, in UTF-8.
 */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value)
		.filter(([, one]) => one !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`);
	return `{${entries.join(',')}}`;
}
