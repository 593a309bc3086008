const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/** The normalised address where it is absolute and of a protocol an export may carry, otherwise undefined. */
export function safeLink(address: unknown): string | undefined {
	if (typeof address !== 'string') return undefined;
	const url = URL.parse(address.trim());
	return url && ALLOWED.has(url.protocol) ? url.href : undefined;
}
