import type { Compilable, CompiledQuery, QueryResult } from 'kysely';

/** Runs compiled queries: a database or a transaction. */
interface Executor {
	executeQuery<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>>;
}

/**
 * Compiles a query once, for queries of every request or socket: building one takes longer than running it. The
 * parameters are passed in the order of the query; the values in the query it was compiled from are placeholders.
 */
export function prepared<Row>(database: Executor, query: Compilable<Row>) {
	const compiled = query.compile();
	return async (...parameters: readonly (string | number)[]): Promise<Row[]> => {
		if (parameters.length !== compiled.parameters.length)
			throw new Error(`a query wants ${compiled.parameters.length} parameters`);
		const query: CompiledQuery<Row> = { ...compiled, parameters };
		return (await database.executeQuery(query)).rows;
	};
}
