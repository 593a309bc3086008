import { app } from '#lib/server/app.ts';
import { allowed, signedIn } from '#lib/server/request.ts';
import { streamOf } from '#lib/server/stream.ts';
import { readAuditFilter } from '#shared/audit/filter.ts';
import type { RequestHandler } from './$types';

/** The audit as JSON Lines, with the page's filter. */
export const GET: RequestHandler = async (event) => {
	const { id } = signedIn(event);
	const text = allowed(await app().auditView.export(id, readAuditFilter(event.url.searchParams)));
	const name = `audit-${new Date().toISOString().slice(0, 10)}.jsonl`;
	return new Response(streamOf(text), {
		headers: {
			'content-type': 'application/jsonl; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store'
		}
	});
};
