const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/** The normalised address if it is absolute and of a protocol that exports may contain, otherwise undefined. */
export function safeLink(address: unknown): string | undefined {
	if (typeof address !== 'string') return undefined;
	const url = URL.parse(address.trim());
	return url && ALLOWED.has(url.protocol) ? url.href : undefined;
}
