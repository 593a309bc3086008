import {
	createHash,
	createPrivateKey,
	createPublicKey,
	randomBytes,
	sign,
	type KeyObject
} from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Minutes } from '#shared/minutes/minutes.ts';
import type { CopyStatement, MinutesSeal, SealStatement, Signed } from '#shared/minutes/seal.ts';
import { unitsOf, type Unit } from '#shared/minutes/units.ts';
import { asInJson } from '../export/json.ts';
import { keyIn } from '../store/key-file.ts';

/** A seal as it is kept: with the salts of all parts, which only copies that have the parts carry. */
export interface KeptSeal extends Signed<SealStatement> {
	readonly salts: Readonly<Record<string, string>>;
}

/** What comes before the 32 bytes of a private key in PKCS#8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** So many parts a seal has at least, and a multiple of it: their number tells nobody what is withheld. */
const PARTS = 64;

/** Signs adopted minutes and their copies with the key of the installation, which is in a file beside the database. */
export class Sealing {
	readonly #key: KeyObject;

	constructor(secret: Buffer) {
		const der = Buffer.concat([PKCS8, secret]);
		this.#key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	}

	/** The public key: SPKI, DER, base64. */
	get key(): string {
		const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
		return spki.toString('base64');
	}

	/** Seals the complete minutes of an edition. */
	seal(
		minutes: Minutes,
		about: Pick<SealStatement, 'reference' | 'adoptedAt' | 'previous'>
	): KeptSeal {
		const units = unitsOf(asInJson(minutes));
		const salts = Object.fromEntries(units.map(({ key }) => [key, newSalt()]));
		const parts = units.map((unit) => hashOfUnit(unit, salts[unit.key] ?? ''));
		while (parts.length % PARTS !== 0 || parts.length === 0) parts.push(hashOf(newSalt()));
		const statement = { schema: 'briefing-board/seal/1', ...about, parts: parts.sort() } as const;
		return { ...this.#signed(statement), salts };
	}

	/** What a copy of sealed minutes carries. What it says of itself is under its own signature only. */
	copy(minutes: Minutes, { statement, signature, salts: all }: KeptSeal): MinutesSeal {
		const sealed = new Set(statement.parts);
		const parts = unitsOf(asInJson(minutes)).map((unit) => {
			const known = all[unit.key] ?? '';
			const salt = sealed.has(hashOfUnit(unit, known)) ? known : newSalt();
			return { key: unit.key, salt, hash: hashOfUnit(unit, salt) };
		});
		const copy: CopyStatement = {
			...{ schema: 'briefing-board/copy/1', seal: hashOfSeal(statement) },
			parts: parts.map(({ key, hash }) => [key, hash] as const)
		};
		return {
			...{ statement, signature, key: this.key, copy: this.#signed(copy) },
			salts: Object.fromEntries(parts.map(({ key, salt }) => [key, salt]))
		};
	}

	#signed<const T>(statement: T): Signed<T> {
		const bytes = Buffer.from(canonicalJson(statement));
		return { statement, signature: sign(null, bytes, this.#key).toString('base64') };
	}
}

/** With the key of a data folder, which is made when it is first needed. */
export function openSealing(folder: string): () => Promise<Sealing> {
	let opened: Promise<Sealing> | undefined;
	return () => (opened ??= keyIn(join(folder, 'seal.key')).then((key) => new Sealing(key)));
}

const newSalt = () => randomBytes(16).toString('base64url');

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** The hash of a part: SHA-256 of its salt, key and content as canonical JSON. */
export function hashOfUnit({ key, content }: Unit, salt: string): string {
	return hashOf(canonicalJson([salt, key, content]));
}

/** The hash by which a seal is known. */
export function hashOfSeal(statement: SealStatement): string {
	return hashOf(canonicalJson(statement));
}
