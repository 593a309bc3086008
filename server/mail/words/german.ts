import type { MailWords } from './mail-words.ts';

export const german: MailWords = {
	happened: {
		assigned: 'Ihnen wurde eine Maßnahme zugewiesen',
		answered: 'Die federführende Stelle hat geantwortet',
		completed: 'Als erledigt gemeldet, zu bestätigen',
		confirmed: 'Ihre Maßnahme wurde bestätigt und geschlossen',
		returned: 'Ihre Maßnahme wurde zurückgegeben',
		changed: 'Die Frist wurde geändert',
		moved: 'Neuer Stand',
		progress: 'Ein Fortschritt wurde vermerkt',
		evidence: 'Ein Nachweis wurde hinzugefügt'
	},
	stages: {
		soon: 'Fällig in drei Tagen',
		due: 'Heute fällig',
		overdue: 'Überfällig',
		escalated: 'Seit einer Woche überfällig'
	},
	several: (count) => `${count} Neuigkeiten zu Maßnahmen`,
	due: (day) => `fällig am ${day}`,
	by: (name) => `von ${name}`,
	noDate: 'ohne Frist',
	withheld:
		'Es gibt etwas Neues. Der Inhalt darf nicht gemailt werden; bitte melden Sie sich an, um ihn zu lesen.',
	open: 'Öffnen',
	answers: {
		accept: 'Annehmen',
		decline: 'Ablehnen',
		start: 'Die Arbeit hat begonnen',
		complete: 'Als erledigt melden'
	},
	again: 'Eine frühere Nachricht hat Sie vielleicht nicht erreicht. Sie meldete auch:',
	endOf: (label) => `Ende des mit ${label} gekennzeichneten Textes`,
	settings: 'Was Ihnen in welcher Sprache und Zeitzone gemailt wird:'
};
