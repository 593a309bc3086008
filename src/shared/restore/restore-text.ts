import * as Y from 'yjs';
import { differing } from './differing.ts';
import { NO_HANDS } from './hands.ts';

/** One character, or one embedded object, with its marks. */
interface Unit {
	readonly insert: string | object;
	readonly attributes: Record<string, unknown>;
	/** The marks as a string, for comparison. */
	readonly marks: string;
	/** Two units with the same key look the same. */
	readonly key: string;
}

/** Makes a text and its marks equal to another by replacing only the differing middle; carets outside it stay. */
export function makeText(living: Y.Text, wanted: Y.Text, hands = NO_HANDS): void {
	if (hands.hold(living)) return;
	const [old, next] = [unitsOf(living), unitsOf(wanted)];
	const { start, oldEnd, nextEnd } = differing(old, next, (a, b) => a.key === b.key);
	const gone = lengthOf(old.slice(start, oldEnd));
	if (gone === 0 && nextEnd === start) return;
	living.applyDelta([
		...(start > 0 ? [{ retain: lengthOf(old.slice(0, start)) }] : []),
		...runsOf(next.slice(start, nextEnd)),
		...(gone > 0 ? [{ delete: gone }] : [])
	]);
}

/** A copy that can be put into another document. */
export function copyOfText(text: Y.Text): Y.Text {
	const copy = text instanceof Y.XmlText ? new Y.XmlText() : new Y.Text();
	copy.applyDelta(runsOf(unitsOf(text)));
	return copy;
}

/** True for texts that read the same, marks included. */
export function isSameText(a: Y.Text, b: Y.Text): boolean {
	const [one, other] = [unitsOf(a), unitsOf(b)];
	return one.length === other.length && one.every(({ key }, index) => key === other[index]?.key);
}

function unitsOf(text: Y.Text): Unit[] {
	const delta = text.toDelta() as { insert: string | object; attributes?: Unit['attributes'] }[];
	return delta.flatMap(({ insert, attributes = {} }) => {
		const marks = JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
		// By code points: Yjs would split a surrogate pair.
		const units = typeof insert === 'string' ? [...insert] : [insert];
		return units.map((unit) => ({
			insert: unit,
			attributes,
			marks,
			key: `${typeof unit} ${typeof unit === 'string' ? unit : JSON.stringify(unit)} ${marks}`
		}));
	});
}

function lengthOf(units: readonly Unit[]): number {
	return units.reduce(
		(sum, { insert }) => sum + (typeof insert === 'string' ? insert.length : 1),
		0
	);
}

/** Groups characters with the same marks: each run costs two format items in Yjs. */
function runsOf(units: readonly Unit[]) {
	const runs: Pick<Unit, 'insert' | 'attributes' | 'marks'>[] = [];
	for (const { insert, attributes, marks } of units) {
		const last = runs.at(-1);
		if (typeof insert === 'string' && typeof last?.insert === 'string' && last.marks === marks)
			runs[runs.length - 1] = { ...last, insert: last.insert + insert };
		else runs.push({ insert: copyOfEmbedded(insert), attributes, marks });
	}
	return runs.map(({ insert, attributes }) => ({ insert, attributes }));
}

function copyOfEmbedded(insert: string | object): string | object {
	return insert instanceof Y.AbstractType ? (insert.clone() as object) : insert;
}
