import { beginningOf } from '#lib/server/beginning.ts';
import { linkedIn } from '#lib/server/linked.ts';
import { param, signedIn } from '#lib/server/request.ts';
import { idSchema, type SessionId } from '#shared/ids.ts';
import type { PageServerLoad } from './$types';

/** The layout refuses everyone but participants. Read once: from then on the page has the document. */
export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	const session = param(idSchema<SessionId>(), event.params.session);
	const address = event.untrack(() => event.url.searchParams);
	const linked = await linkedIn(id, session, address.get('action') ?? address.get('decision'));
	const named = { item: address.get('item'), document: address.get('document') };
	const wanted = (named.item ?? named.document) ? named : (linked?.place ?? {});
	return { linked, beginning: await beginningOf(id, session, wanted) };
};
