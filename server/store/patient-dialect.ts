import {
	CompiledQuery,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type Driver,
	type SqliteDialectConfig
} from 'kysely';
import { isBusy } from './sqlite-error.ts';

const PATIENCE = 5_000; // ms until a lock that nobody gives back is an error
const PAUSE = 2; // ms between two tries: about what the document log holds the lock for

/**
 * SQLite beside a second writer, the document log. A transaction takes the lock when it begins: one that only read so far
 * could not write once the other had committed. Whoever finds the lock taken waits on a timer and not inside SQLite,
 * which would hold up every request and every socket; so the connection must have no busy timeout of its own.
 */
export class PatientDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;

	constructor(config: SqliteDialectConfig) {
		super(config);
		this.#config = config;
	}

	override createDriver(): Driver {
		return new PatientDriver(this.#config);
	}
}

class PatientDriver extends SqliteDriver {
	#patient: DatabaseConnection | undefined;

	override async acquireConnection(): Promise<DatabaseConnection> {
		return (this.#patient ??= patient(await super.acquireConnection()));
	}

	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}
}

function patient(connection: DatabaseConnection): DatabaseConnection {
	return {
		executeQuery: (query, options) => whenFree(() => connection.executeQuery(query, options)),
		streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options)
	};
}

async function whenFree<T>(work: () => Promise<T>): Promise<T> {
	for (const end = Date.now() + PATIENCE; ;) {
		try {
			return await work();
		} catch (error) {
			if (!isBusy(error) || Date.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, PAUSE));
		}
	}
}
