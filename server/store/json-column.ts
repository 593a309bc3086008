import * as v from 'valibot';

/** Reads a column of JSON text; undefined when the text is not JSON or does not fit the schema. */
export function readJson<Schema extends v.GenericSchema>(
	schema: Schema,
	text: string
): v.InferOutput<Schema> | undefined {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
	return read.success ? read.output : undefined;
}
