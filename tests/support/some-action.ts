import type { ActionRecord } from '#shared/board/actions.ts';
import { newId, type ActionId } from '#shared/ids.ts';

let made = 0;

/** An action with nothing but a wording. Of two, the one made later is younger. */
export function someAction(text: string): ActionRecord {
	made += 1;
	return {
		...{ id: newId<ActionId>(), text, leadOrganisation: undefined, leadPerson: undefined },
		...{ support: [], informed: [], due: undefined, priority: 'normal', dependsOn: [] },
		...{ item: undefined, unread: [], illustrative: false, createdBy: undefined },
		createdAt: new Date(Date.UTC(2024, 6, 12, 10, 0, made)).toISOString()
	};
}
