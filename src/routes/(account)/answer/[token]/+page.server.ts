import { app } from '#lib/server/app.ts';
import { allowed, failed, form } from '#lib/server/request.ts';
import { answerForm } from '#shared/commands/accounts.ts';
import { isRefusal } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * Anyone who has the link may look; only the button changes something. Every page's referrer policy (`same-origin`)
 * keeps the link on this site; with `no-referrer`, a form sent without scripts would be refused as cross-site.
 */
export const load: PageServerLoad = async ({ params }) => ({
	question: allowed(await app().answers.question(params.token))
});

export const actions: Actions = {
	default: async (event) => {
		const typed = await form(event, answerForm);
		if (isRefusal(typed)) return failed(typed);
		const refusal = await app().answers.act(event.params.token, typed.words);
		return refusal ? failed(refusal, { words: typed.words }) : { done: true };
	}
};
