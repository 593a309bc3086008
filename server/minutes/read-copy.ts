import * as v from 'valibot';
import type { Minutes } from '#shared/minutes/minutes.ts';

const MOST = 200 * 1024 * 1024; // bytes; minutes of a thousand pages with pictures stay below

const texts = v.array(v.looseObject({}));
const node: v.GenericSchema<unknown> = v.looseObject({ type: v.string() });

/** As far as verifying reads it; whatever else it says is hashed as it is. */
const copy = v.looseObject({
	control: v.looseObject({}),
	meeting: v.looseObject({}),
	delegations: v.array(v.looseObject({ code: v.string(), people: texts })),
	items: v.array(v.looseObject({ number: v.string(), notes: node })),
	decisions: v.array(v.looseObject({ reference: v.string() })),
	conclusions: v.array(v.looseObject({ reference: v.string() })),
	actions: v.array(v.looseObject({ reference: v.string() })),
	annexes: v.array(v.looseObject({ kind: v.string(), number: v.number() })),
	seal: v.optional(
		v.looseObject({
			key: v.string(),
			signature: v.string(),
			statement: v.looseObject({ reference: v.string() }),
			salts: v.record(v.string(), v.string()),
			copy: v.looseObject({
				signature: v.string(),
				statement: v.looseObject({
					seal: v.string(),
					parts: v.array(v.tuple([v.string(), v.string()]))
				})
			})
		})
	)
});

/** Reads the JSON of a copy of minutes, whoever made it; undefined when it is none. */
export function readCopy(bytes: Uint8Array): Minutes | undefined {
	if (bytes.byteLength > MOST) return undefined;
	const text = new TextDecoder().decode(bytes);
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), copy), text);
	return read.success ? (read.output as unknown as Minutes) : undefined;
}
