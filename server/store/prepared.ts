import type { Compilable, CompiledQuery, QueryResult } from 'kysely';

/** What runs a compiled query: a database or a transaction. */
interface Executor {
	executeQuery<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>>;
}

/**
 * A query that is built once, for what every request and every socket asks: building takes longer than SQLite does.
 * `parameters` are given in the order in which the query names them; what stands there when it is built means nothing.
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
