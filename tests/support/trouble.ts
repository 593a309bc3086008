import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../../server/boot/root.ts';

const troubles = v.array(v.object({ file: v.string(), name: v.string(), message: v.string() }));

/** Something that failed: the path of its test file, or '' where that is unknown. */
export type Trouble = v.InferOutput<typeof troubles>[number];

/** Where the trouble of a run is written, beside its JSON report. */
export const troubleFile = (report: string): string => report.replace(/\.json$/, ' trouble.json');

/** What failed in the run with this report; nothing where the run ended before it could say. */
export async function readTrouble(report: string): Promise<Trouble[]> {
	const text = await readFile(troubleFile(report), 'utf8').catch(() => '[]');
	return v.parse(troubles, JSON.parse(text));
}

/** A few lines for the end of the output, where the reader of a long log looks first. */
export function describeTrouble({ file, name, message }: Trouble): string {
	const lines = message.split('\n').slice(0, 12);
	return [`✗ ${relative(ROOT, file)} > ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
}
