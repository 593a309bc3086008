import * as Y from 'yjs';
import { NO_HANDS, type Hands } from './hands.ts';
import { copyOfText, isSameText, makeText } from './restore-text.ts';

/** Makes one map equal to another, but for some keys; values present in both are updated in place. */
export function makeMap(
	living: Y.Map<unknown>,
	wanted: Y.Map<unknown>,
	without: readonly string[] = [],
	hands = NO_HANDS
): void {
	for (const key of [...living.keys()])
		if (!wanted.has(key) && !without.includes(key) && !hands.hold(living.get(key)))
			living.delete(key);
	for (const [key, value] of wanted) {
		if (without.includes(key)) continue;
		const old = living.get(key);
		if (!isSame(old, value) && !makeAlike(old, value, hands)) living.set(key, copyOf(value));
	}
}

/** False when the value cannot be updated in place and has to be replaced. */
function makeAlike(living: unknown, wanted: unknown, hands: Hands): boolean {
	if (isTextOfOneKind(living, wanted)) makeText(living as Y.Text, wanted as Y.Text, hands);
	else if (living instanceof Y.Map && wanted instanceof Y.Map) makeMap(living, wanted, [], hands);
	else return false;
	return true;
}

function isTextOfOneKind(a: unknown, b: unknown): boolean {
	const isXml = a instanceof Y.XmlText;
	return a instanceof Y.Text && b instanceof Y.Text && isXml === b instanceof Y.XmlText;
}

function isSame(a: unknown, b: unknown): boolean {
	if (isTextOfOneKind(a, b)) return isSameText(a as Y.Text, b as Y.Text);
	if (a instanceof Y.Map && b instanceof Y.Map)
		return a.size === b.size && [...a].every(([key, value]) => isSame(value, b.get(key)));
	const isType = a instanceof Y.AbstractType;
	return isType === b instanceof Y.AbstractType && JSON.stringify(a) === JSON.stringify(b);
}

/** A copy that can be put into another document. */
function copyOf(value: unknown): unknown {
	if (value instanceof Y.Text) return copyOfText(value);
	if (value instanceof Y.Map)
		return new Y.Map([...(value as Y.Map<unknown>)].map(([key, one]) => [key, copyOf(one)]));
	return value instanceof Y.AbstractType ? value.clone() : value;
}
