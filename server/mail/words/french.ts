import type { MailWords } from './mail-words.ts';

export const french: MailWords = {
	happened: {
		assigned: 'Une action vous a été confiée',
		answered: 'Le chef de file a répondu',
		completed: 'Déclarée achevée, à confirmer',
		confirmed: 'Votre action a été confirmée et close',
		returned: 'Votre action vous a été renvoyée',
		changed: 'L’échéance a été modifiée',
		moved: 'Nouvel état',
		progress: 'Un avancement a été noté',
		evidence: 'Un justificatif a été ajouté'
	},
	stages: {
		soon: 'Échéance dans trois jours',
		due: 'Échéance aujourd’hui',
		overdue: 'En retard',
		escalated: 'En retard d’une semaine'
	},
	several: (count) => `${count} nouvelles sur des actions`,
	due: (day) => `échéance le ${day}`,
	by: (name) => `par ${name}`,
	noDate: 'sans échéance',
	withheld:
		'Il y a du nouveau. Le contenu ne peut être envoyé par courriel ; connectez-vous pour le lire.',
	open: 'Ouvrir',
	answers: {
		accept: 'Accepter',
		decline: 'Refuser',
		start: 'Le travail a commencé',
		complete: 'Déclarer achevée'
	},
	again: 'Un courriel précédent ne vous est peut-être pas parvenu. Il annonçait aussi :',
	endOf: (label) => `Fin du texte marqué ${label}`,
	settings: 'Ce qui vous est envoyé, dans quelle langue et quel fuseau horaire :'
};
