import type { MailWords } from './mail-words.ts';

export const english: MailWords = {
	happened: {
		assigned: 'An action was assigned to you',
		answered: 'The lead has answered',
		completed: 'Reported completed, to be confirmed',
		confirmed: 'Your action was confirmed and closed',
		returned: 'Your action was sent back',
		changed: 'The due date was changed',
		moved: 'Another status',
		progress: 'Progress was noted',
		evidence: 'Evidence was added'
	},
	stages: {
		soon: 'Due in three days',
		due: 'Due today',
		overdue: 'Overdue',
		escalated: 'Overdue for a week'
	},
	several: (count) => `${count} things about actions`,
	due: (day) => `due ${day}`,
	by: (name) => `by ${name}`,
	noDate: 'no due date',
	withheld: 'Something is new. What it is may not be mailed; sign in to read it.',
	open: 'Open',
	answers: {
		accept: 'Accept',
		decline: 'Decline',
		start: 'Work has begun',
		complete: 'Report completed'
	},
	again: 'An earlier mail may not have reached you. It told of this as well:',
	endOf: (label) => `End of text marked ${label}`,
	settings: 'What is mailed to you, in which language and time zone:'
};
