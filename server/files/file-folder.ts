import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { m } from '#messages/messages.js';
import { isId, newId, type FileId } from '#shared/ids.ts';
import { refuse, type Refusal } from '#shared/refusals.ts';
import { systemCode } from '../boot/errors.ts';
import { syncFolder } from '../store/copy-database.ts';
import { filesFolder } from '../store/files-folder.ts';

const OWN = 0o600;
const OWN_FOLDER = 0o700;
/** Of a file that has not arrived. */
const PART = '.part-';

/** Bytes as they arrive. */
export type Arriving = AsyncIterable<Uint8Array>;

/** Keeps the bytes of files beside the database. What has a name here is whole and on disk. */
export class FileFolder {
	readonly #folder: string;

	constructor(dataDir: string) {
		this.#folder = filesFolder(dataDir);
	}

	/** Writes down what arrives, and reads it again; nothing is left of it on disk. */
	async receive(arriving: Arriving, most: number): Promise<Uint8Array | Refusal> {
		const part = await this.#part();
		try {
			const size = await write(part, arriving, most);
			return typeof size === 'number' ? await readFile(part) : size;
		} finally {
			await rm(part, { force: true });
		}
	}

	/** Resolves when the bytes of a file are on disk under its name. */
	async keep(id: FileId, bytes: Uint8Array): Promise<void> {
		const part = await this.#part();
		try {
			const file = await open(part, 'wx', OWN);
			try {
				await file.writeFile(bytes);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(part, this.#pathOf(id));
			syncFolder(this.#folder);
		} finally {
			await rm(part, { force: true });
		}
	}

	/** The bytes of a file as they are read; undefined where they are not as many. */
	async open(id: FileId, size: number): Promise<ReadableStream<Uint8Array> | undefined> {
		const path = this.#pathOf(id);
		const found = await stat(path).catch(() => undefined);
		if (found?.size !== size) return undefined;
		return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
	}

	/** All bytes of a file; undefined where it is missing. */
	async read(id: FileId): Promise<Uint8Array | undefined> {
		return readFile(this.#pathOf(id)).catch(() => undefined);
	}

	async drop(id: FileId): Promise<void> {
		await rm(this.#pathOf(id), { force: true });
	}

	/** Removes what a crash left, and what belongs to no file that is known. Returns how many. */
	async sweep(known: ReadonlySet<string>): Promise<number> {
		const names = await readdir(this.#folder).catch((error: unknown) => {
			if (systemCode(error) === 'ENOENT') return [];
			throw error;
		});
		const left = names.filter((name) => name.startsWith(PART) || (isId(name) && !known.has(name)));
		for (const name of left) await rm(join(this.#folder, name), { force: true });
		return left.length;
	}

	async #part(): Promise<string> {
		await mkdir(this.#folder, { recursive: true, mode: OWN_FOLDER });
		return join(this.#folder, PART + newId());
	}

	#pathOf(id: FileId): string {
		return join(this.#folder, id);
	}
}

/** Returns how many bytes arrived, or why not all. */
async function write(path: string, arriving: Arriving, most: number): Promise<number | Refusal> {
	const file = await open(path, 'wx', OWN);
	let size = 0;
	try {
		for await (const bytes of arriving) {
			size += bytes.byteLength;
			if (size > most) return refuse('file-not-taken', m.files_too_large({ most: most / 2 ** 20 }));
			await file.write(bytes);
		}
		return size;
	} finally {
		await file.close();
	}
}
