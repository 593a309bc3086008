import type { ActionRecord } from '../board/actions.ts';
import type { DecisionRecord } from '../board/decisions.ts';
import { longDay } from '../time/dates.ts';
import { capture, SIGNS, type CapturedAction, type CaptureContext } from './capture.ts';
import type { Directory } from './owners.ts';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The line that, when typed, creates this action again. */
export function lineOfAction(action: ActionRecord, directory: Directory): string {
	const person = directory.persons.find(({ id }) => id === action.leadPerson)?.handle;
	const codes = [action.leadOrganisation, ...action.support].map((id) => codeOf(id, directory));
	const [lead, ...support] = codes;
	const handles = [lead, person, ...support].flatMap((handle) => (handle ? [`@${handle}`] : []));
	const by = action.due ? ` by ${action.due}` : '';
	const unread = action.unread.map((words) => ` ${words}`).join('');
	return oneLine(`${SIGNS.action} ${handles.join(', ')} ${action.text}${by}${unread}`);
}

/** The line that, when typed, creates this decision or conclusion again. */
export function lineOfDecision({ kind, verb, text }: DecisionRecord): string {
	return oneLine(`${SIGNS[kind]} ${verb}: ${text}`);
}

/** An action as the wording of a decision: no owner or date is lost. */
export function wordingOfAction(action: ActionRecord, directory: Directory): string {
	const owners = [action.leadOrganisation, ...action.support].flatMap(
		(id) => codeOf(id, directory) ?? []
	);
	const who = owners.length > 0 ? `${owners.join(', ')} to ` : '';
	const when = action.due ? ` by ${longDay(action.due)}` : '';
	return oneLine(`${who}${action.text}${when}`);
}

/** A decision as an action: owners and date are read as if it had been typed. */
export function actionOfDecision({ text }: DecisionRecord, scene: CaptureContext): CapturedAction {
	const found = capture(`${SIGNS.action} ${oneLine(text)}`, scene);
	const nobody = { leadOrganisation: undefined, leadPerson: undefined, support: [], unread: [] };
	return found?.kind === 'action' ? found.action : { ...nobody, text, due: undefined };
}

function codeOf(id: string | undefined, { organisations }: Directory): string | undefined {
	return organisations.find((organisation) => organisation.id === id)?.code;
}
