import {
	CompiledQuery,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type Driver,
	type SqliteDialectConfig
} from 'kysely';
import { isBusy } from './sqlite-error.ts';

const PATIENCE = 5_000; // ms until a lock that is not released is an error
const PAUSE = 2; // ms between two tries: about as long as the document log holds the lock

/**
 * SQLite with a second writer, the document log. A transaction takes the write lock when it begins, because one that
 * has only read so far could not write after the other writer's commit. If the lock is taken, it retries on a timer
 * instead of waiting inside SQLite, which would block the event loop; so the connection must have no busy timeout.
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
