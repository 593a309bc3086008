/** How many characters two words have the same at their beginning and, behind that, at their end. No pair is divided. */
export function sameEnds(old: string, next: string): { start: number; end: number } {
	const most = Math.min(old.length, next.length);
	let start = 0;
	while (start < most && old[start] === next[start]) start++;
	if (start > 0 && isHigh(old, start - 1)) start--; // Yjs would split a surrogate pair
	let end = 0;
	while (end < most - start && old[old.length - 1 - end] === next[next.length - 1 - end]) end++;
	if (end > 0 && isLow(old, old.length - end)) end--;
	return { start, end };
}

const isHigh = (text: string, index: number) => (text.charCodeAt(index) & 0xfc00) === 0xd800;
const isLow = (text: string, index: number) => (text.charCodeAt(index) & 0xfc00) === 0xdc00;
