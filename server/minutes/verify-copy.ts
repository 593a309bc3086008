import { createHash, createPublicKey, verify } from 'node:crypto';
import { m } from '#messages/messages.js';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { MinutesSeal, Signed } from '#shared/minutes/seal.ts';
import { unitsOf } from '#shared/minutes/units.ts';
import { hashOfSeal, hashOfUnit } from './sealing.ts';

/** What came of verifying a copy of adopted minutes. */
export type Verdict =
	| { readonly is: 'not-sealed' }
	/** `key`: the public key that signed it, to be compared with that of the board. */
	| {
			readonly is: 'intact';
			readonly reference: string;
			readonly hash: string;
			readonly key: string;
			/** How many parts there are, and how many of them are parts of the sealed record. */
			readonly parts: number;
			readonly sealed: number;
	  }
	/** In words, what is not as it was signed. */
	| { readonly is: 'changed'; readonly what: readonly string[] };

/**
 * Verifies a copy without the board: that the installation sealed the edition, that it signed this copy of it, and that
 * every part says what it said then. `key` is the public key that is trusted; without one it is that in the copy.
 */
export function verifyMinutes({ seal, ...minutes }: Minutes, key = seal?.key): Verdict {
	if (!seal || key === undefined) return { is: 'not-sealed' };
	const { statement, copy } = seal;
	const what = [
		...(isSigned(seal, key) ? [] : [m.seal_signature_wrong()]),
		...(isSigned(copy, key) ? [] : [m.seal_copy_signature_wrong()]),
		...(copy.statement.seal === hashOfSeal(statement) ? [] : [m.seal_of_another()]),
		...changedIn(minutes, seal),
		...changedPictures(minutes)
	];
	if (what.length > 0) return { is: 'changed', what };
	const { parts, seal: hash } = copy.statement;
	const known = new Set(statement.parts);
	const sealed = parts.filter(([, one]) => known.has(one)).length;
	return { is: 'intact', reference: statement.reference, hash, key, parts: parts.length, sealed };
}

/** The names of the parts that are not as they were signed, that are missing, or that were added. */
function changedIn(minutes: Minutes, { copy, salts }: MinutesSeal): string[] {
	const signed = new Map(copy.statement.parts);
	const units = unitsOf(minutes);
	const order = copy.statement.parts.map(([key]) => key);
	const changed = units
		.filter((unit) => signed.get(unit.key) !== hashOfUnit(unit, salts[unit.key] ?? ''))
		.map(({ key, name }) =>
			signed.has(key) ? m.seal_part_changed({ part: name }) : m.seal_part_added({ part: name })
		);
	const here = new Set(units.map(({ key }) => key));
	const missing = order.filter((key) => !here.has(key));
	const isMoved = units.map(({ key }) => key).join('\n') !== order.join('\n');
	return [
		...changed,
		...missing.map((key) => m.seal_part_missing({ part: key })),
		...(isMoved && changed.length + missing.length === 0 ? [m.seal_parts_moved()] : [])
	];
}

/** Pictures whose bytes are not those that were signed by their hash. */
function changedPictures({ files = [] }: Pick<Minutes, 'files'>): string[] {
	return files.flatMap(({ data, sha256, name }) => {
		if (data === undefined) return [];
		const bytes = Buffer.from(data, 'base64');
		const isSame = createHash('sha256').update(bytes).digest('hex') === sha256;
		return isSame && bytes.toString('base64') === data ? [] : [m.seal_part_changed({ part: name })];
	});
}

function isSigned({ statement, signature }: Signed<unknown>, key: string): boolean {
	try {
		const publicKey = createPublicKey({
			...{ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }
		} as const);
		const bytes = Buffer.from(canonicalJson(statement));
		return verify(null, bytes, publicKey, Buffer.from(signature, 'base64'));
	} catch {
		return false; // no key, or none of this kind
	}
}
