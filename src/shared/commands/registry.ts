import type { Right } from '../access.ts';

/** What a command needs: a right in its session, or one of those that apply outside sessions. */
export type Need =
	| Right
	| 'write document'
	| 'mark document'
	| 'open document'
	| 'recover document'
	| 'administer'
	| 'audit'
	| 'act for oneself'
	| 'hold a link';

/**
 * Every command, by its name in the audit, with what it needs. The server runs no command that is not listed here, and
 * checks nothing else before it does.
 */
export const COMMANDS = {
	'run.start': 'run session',
	'run.suspend': 'run session',
	'run.resume': 'run session',
	'run.next': 'run session',
	'run.back': 'run session',
	'run.go': 'run session',
	'run.close': 'run session',
	'run.plan': 'run session',
	'run.dispose': 'run session',
	'run.present': 'run session',

	'floor.ask': 'ask for floor',
	'floor.give': 'give floor',
	'floor.end': 'ask for floor',

	'attendance.arrive': 'keep attendance',
	'attendance.leave': 'keep attendance',
	'attendance.excuse': 'keep attendance',
	'attendance.replace': 'keep attendance',
	'attendance.expect': 'keep attendance',
	'attendance.correct': 'keep attendance',
	'attendance.erase': 'keep attendance',

	'agenda.add': 'edit agenda',
	'agenda.change': 'edit agenda',
	'agenda.move': 'edit agenda',
	'agenda.remove': 'edit agenda',
	'agenda.restore': 'edit agenda',

	'session.found': 'act for oneself',
	'session.change': 'edit session',
	'session.ask-why': 'edit session',
	'series.put': 'edit session',
	'template.save': 'edit session',
	'participant.put': 'edit session',
	'participant.add': 'edit session',
	'participant.remove': 'edit session',
	'guest.invite': 'edit session',
	'guest.renew': 'edit session',
	'guest.end': 'edit session',
	'document.add': 'add document',
	'document.rename': 'write document',
	'document.move': 'write document',
	'document.archive': 'write document',
	'document.restore': 'write document',
	'document.restrict': 'write document',
	'document.mark': 'mark document',
	'document.justify': 'open document',

	'file.add': 'write document',
	'file.describe': 'write document',
	'file.mark': 'mark document',
	'file.remove': 'write document',
	'originator.ask': 'add document',
	'originator.withdraw': 'add document',
	'originator.grant': 'add document',
	'originator.refuse': 'add document',
	'originator.sanitise': 'add document',

	'read-back.open': 'read back',
	'read-back.answer': 'answer read-back',
	'read-back.lift': 'answer read-back',
	'read-back.conclude': 'read back',
	'read-back.take-back': 'read back',
	'read-back.record': 'record decision',
	'read-back.reopen': 'read back',
	'decision.mark': 'read back',

	'action.change': 'write document',
	'action.agree': 'follow up',
	'action.start': 'follow up',
	'action.block': 'follow up',
	'action.wait': 'follow up',
	'action.complete': 'follow up',
	'action.confirm': 'follow up',
	'action.return': 'follow up',
	'action.supersede': 'follow up',
	'action.cancel': 'follow up',
	'action.reopen': 'follow up',
	'action.accept': 'follow up',
	'action.decline': 'follow up',
	'action.progress': 'follow up',
	'action.evidence': 'follow up',
	'action.ask-change': 'follow up',
	'action.grant-change': 'follow up',
	'action.refuse-change': 'follow up',

	'version.keep': 'write document',
	'version.restore': 'write document',
	'document.recover': 'recover document',
	'held.take': 'write document',
	'held.refuse': 'write document',
	'held.drop': 'act for oneself',
	'minutes.draft': 'edit minutes',
	'minutes.write': 'edit minutes',
	'minutes.circulate': 'edit minutes',
	'minutes.recall': 'edit minutes',
	'minutes.answer': 'edit minutes',
	'minutes.revise': 'edit minutes',
	'minutes.correct': 'correct minutes',
	'minutes.take-back': 'correct minutes',
	'minutes.vote': 'correct minutes',
	'minutes.adopt': 'adopt minutes',
	'minutes.open': 'export minutes',
	'minutes.export': 'export minutes',
	'minutes.copy': 'export minutes',

	'view.create': 'act for oneself',
	'view.rename': 'act for oneself',
	'view.remove': 'act for oneself',
	'calendar.create': 'act for oneself',
	'calendar.revoke': 'act for oneself',
	'calendar.file': 'act for oneself',
	'calendar.read': 'act for oneself',
	'notification.read': 'act for oneself',
	'notification.unread': 'act for oneself',
	'wishes.set': 'act for oneself',
	'first-steps.dismiss': 'act for oneself',
	'register.export': 'act for oneself',

	'login.start': 'act for oneself',
	'login.end': 'act for oneself',
	'password.set': 'hold a link',
	'administrator.make': 'hold a link',
	'guest.enter': 'hold a link',

	'organisation.add': 'administer',
	'organisation.move': 'administer',
	'person.add': 'administer',
	'person.disable': 'administer',
	'person.enable': 'administer',
	'person.sign-out': 'administer',
	'link.create': 'administer',
	'auditor.give': 'administer',
	'auditor.take': 'administer',

	'audit.read': 'audit',
	'audit.export': 'audit'
} as const satisfies Record<string, Need>;

export type CommandName = keyof typeof COMMANDS;

/** The commands that need one of some rights. */
export type CommandNeeding<Wanted extends Need> = {
	[Name in CommandName]: (typeof COMMANDS)[Name] extends Wanted ? Name : never;
}[CommandName];

/** What a command needs, with its type widened for comparing. */
export function needOf(name: CommandName): Need {
	return COMMANDS[name];
}
