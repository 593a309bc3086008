import { isIPv6 } from 'node:net';

/**
 * Where an address counts: an IPv6 address as its /64, because one customer gets at least that much, and an IPv4 address
 * as itself, though it is written as IPv6.
 */
export function networkOf(address: string): string {
	const [bare = ''] = address.trim().split('%'); // without the zone of a link-local address
	if (!isIPv6(bare)) return bare;
	const groups = groupsOf(bare);
	const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
	return isMapped ? dotted(groups) : `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups, without leading zeros and in lower case, as URLs write them. */
function groupsOf(address: string): string[] {
	const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
	const [before = [], after = []] = canonical
		.split('::')
		.map((part) => part.split(':').filter(Boolean));
	const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
	return [...before, ...zeros, ...after];
}

function dotted(groups: readonly string[]): string {
	return groups
		.slice(6)
		.map((group) => parseInt(group, 16))
		.flatMap((pair) => [pair >> 8, pair & 255])
		.join('.');
}
