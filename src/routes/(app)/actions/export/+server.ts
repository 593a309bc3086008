import { m } from '#messages/messages.js';
import { app } from '#lib/server/app.ts';
import { allowed, signedIn, stop } from '#lib/server/request.ts';
import { streamOf } from '#lib/server/stream.ts';
import { refuse } from '#shared/refusals.ts';
import { readFilter } from '#shared/register/filter.ts';
import type { RequestHandler } from './$types';

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** The register as a file, with the page's filter: `format=csv`, with `bom` and `semicolon`, or `format=json`. */
export const GET: RequestHandler = async (event) => {
	const { id } = signedIn(event);
	const { searchParams } = event.url;
	const format = searchParams.get('format');
	if (format !== 'csv' && format !== 'json')
		stop(refuse('bad-request', m.export_format_csv_or_json()));
	const text = allowed(
		await app().registerFile(id, readFilter(searchParams), {
			...{ format, bom: searchParams.has('bom') },
			delimiter: searchParams.has('semicolon') ? ';' : ','
		})
	);
	const name = `actions-${new Date().toISOString().slice(0, 10)}.${format}`;
	return new Response(streamOf(text), {
		headers: {
			'content-type': `${TYPES[format]}; charset=utf-8`,
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store'
		}
	});
};
