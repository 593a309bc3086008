import type { OrganisationId, PersonId } from '#shared/ids.ts';
import { foldText, searchWords } from '#shared/search.ts';
import type { RegisterAction } from '#shared/views.ts';

export const SHOWS = {
	mine: 'Mine',
	organisation: 'My organisation',
	all: 'All'
} as const;

export type Show = keyof typeof SHOWS;

/** What of the register is shown; kept in the address, so that it can be sent and comes back with Back. */
export interface ActionFilter {
	readonly show: Show;
	readonly overdue: boolean;
	readonly text: string;
}

/** For whom "mine" is meant. */
export interface Asker {
	readonly person: PersonId;
	readonly organisation: OrganisationId;
}

/** The filter that an address names; what it leaves out or misspells is the default. */
export function readFilter(query: URLSearchParams): ActionFilter {
	const show = query.get('show') ?? '';
	return {
		show: isShow(show) ? show : 'mine',
		overdue: query.has('overdue'),
		text: query.get('q')?.trim() ?? ''
	};
}

/** The address of a filter, the other way around; nothing is named that is the default. */
export function filterQuery({ show, overdue, text }: ActionFilter): string {
	const query = new URLSearchParams();
	if (show !== 'mine') query.set('show', show);
	if (overdue) query.set('overdue', 'yes');
	if (text !== '') query.set('q', text);
	return query.size > 0 ? `?${query}` : '';
}

/** The actions a filter lets through, in their order. Void ones appear only among all, so that no number is missing. */
export function filterActions(
	actions: readonly RegisterAction[],
	{ show, overdue, text }: ActionFilter,
	asker: Asker
): RegisterAction[] {
	const words = searchWords(text);
	return actions.filter(
		(action) =>
			concerns(action, show, asker) &&
			(!overdue || action.overdue) &&
			words.every((word) => searchText(action).includes(word))
	);
}

/** How many each choice would show with the rest of the filter as it is. */
export function countActions(
	actions: readonly RegisterAction[],
	filter: ActionFilter,
	asker: Asker
): Record<Show, number> & { overdue: number } {
	const count = (change: Partial<ActionFilter>) =>
		filterActions(actions, { ...filter, ...change }, asker).length;
	return {
		mine: count({ show: 'mine' }),
		organisation: count({ show: 'organisation' }),
		all: count({ show: 'all' }),
		overdue: count({ overdue: true })
	};
}

function isShow(text: string): text is Show {
	return Object.hasOwn(SHOWS, text);
}

function concerns(action: RegisterAction, show: Show, { person, organisation }: Asker): boolean {
	if (show === 'all') return true;
	if (action.void) return false;
	if (show === 'mine') return action.leadPerson?.id === person;
	return [action.lead, ...action.support].some((involved) => involved?.id === organisation);
}

function searchText({ reference, text, lead, leadPerson, session }: RegisterAction): string {
	const parts = [reference, text, lead?.code, lead?.name, leadPerson?.name, session.title];
	return foldText(parts.join(' '));
}
