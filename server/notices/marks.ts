import type { NotificationId, PersonId } from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';
import type { Commands } from '../commands/commands.ts';

/** Marks a person's own notifications as read or unread: the ones given, or all. */
export async function markNotifications(
	commands: Commands,
	by: PersonId,
	isRead: boolean,
	only?: readonly NotificationId[]
): Promise<Refusal | undefined> {
	const name = isRead ? 'notification.read' : 'notification.unread';
	return commands.execute<undefined>(
		{ by, name, detail: { only } },
		{
			act: async (transaction) => {
				if (only?.length === 0) return undefined;
				await transaction
					.updateTable('notification')
					.set({ read_at: isRead ? Date.now() : null })
					.where('person_id', '=', by)
					.where('read_at', isRead ? 'is' : 'is not', null)
					.$if(only !== undefined, (query) => query.where('id', 'in', only ?? []))
					.execute();
				return undefined;
			}
		}
	);
}
