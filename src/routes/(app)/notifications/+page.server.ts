import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/body.ts';
import { allowed, failed, signedIn } from '#lib/server/request.ts';
import { wishesForm } from '#shared/commands/accounts.ts';
import { NOTICE_KINDS } from '#shared/follow-up/notices.ts';
import { refuse } from '#shared/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, email } = signedIn(event);
	event.depends('board:notifications');
	const { notices, preferences, mails } = app();
	return {
		all: await notices.list(id),
		wishes: await preferences.of(id),
		/** The address mail goes to; undefined if the board sends none. */
		mailsTo: mails ? email : undefined
	};
};

export const actions: Actions = {
	wishes: async (event) => {
		const { id } = signedIn(event);
		const data = allowed((await readForm(event)) ?? refuse('bad-request'));
		const typed = v.safeParse(wishesForm, {
			inApp: data.getAll('inApp'),
			mail: data.getAll('mail'),
			timeZone: data.get('timeZone') ?? '',
			language: data.get('language')
		});
		if (!typed.success) return failed(refuse('bad-request'));
		const { inApp, mail, timeZone, language } = typed.output;
		const refusal = await app().preferences.set(id, {
			notices: NOTICE_KINDS.map((kind) => ({
				kind,
				inApp: inApp.includes(kind),
				mail: mail.includes(kind)
			})),
			timeZone,
			language
		});
		return refusal ? failed(refusal) : { done: m.notifications_saved() };
	}
};
