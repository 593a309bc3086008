import { m } from '#messages/messages.js';
import * as v from 'valibot';
import { idSchema, type NotificationId, type SavedViewId } from '../ids.ts';
import type { SavedView } from '../register/views.ts';
import { answers, contract, type Done } from './contract.ts';
import { viewName } from './fields.ts';

const view = idSchema<SavedViewId>();

/** Saves, renames or removes a view of the register. Each person has their own. */
export const viewContract = contract({
	...{ path: '/api/views', params: {} },
	body: v.variant('do', [
		v.object({
			...{ do: v.literal('create'), name: viewName },
			query: v.pipe(
				v.string(),
				v.maxLength(1_000, () => m.field_at_most_1000_characters())
			)
		}),
		v.object({ do: v.literal('rename'), view, name: viewName }),
		v.object({ do: v.literal('remove'), view })
	]),
	answer: answers<SavedView | Done>()
});

/** Marks one's own notifications as read or unread. */
export const notificationContract = contract({
	...{ path: '/api/notifications', params: {} },
	body: v.object({
		do: v.picklist(['read', 'unread'], () => m.field_no_command()),
		/** Absent means all of them. */
		only: v.optional(
			v.pipe(
				v.array(idSchema<NotificationId>()),
				v.maxLength(500, () => m.field_at_most_500())
			)
		)
	}),
	answer: answers<Done>()
});
