import { app } from '#lib/server/app.ts';
import { allowed, signedIn } from '#lib/server/request.ts';
import { INSTALLATION, readAuditFilter } from '#shared/audit/filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id } = signedIn(event);
	const { auditView, people } = app();
	const { searchParams } = event.url;
	const filter = readAuditFilter(searchParams);
	const { rows, older } = allowed(
		await auditView.page(id, filter, numberIn(searchParams.get('before')))
	);
	const chains = allowed(await auditView.chains(id));
	const { chain = INSTALLATION } = filter;
	const verified = searchParams.has('verify')
		? { chain, ...allowed(await auditView.verify(id, chain)) }
		: undefined;
	const everyone = await people.list(); // those who were disabled too
	const choices = everyone.map((one) => ({
		id: one.id,
		name: one.name,
		organisation: one.organisation.code
	}));
	return {
		filter,
		rows,
		older,
		chains,
		verified,
		people: choices,
		isFirst: !searchParams.has('before')
	};
};

/** A whole number; anything else is left out. */
function numberIn(text: string | null): number | undefined {
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
