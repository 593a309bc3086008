/** How the words that a step or an answer asks for are asked for. */
export const SAID = {
	reason: { label: 'Why', hint: 'It stays in the history of the action.' },
	evidence: { label: 'Evidence', hint: 'Where the result is: a document or case reference.' },
	decline: { label: 'Why your organisation does not take it on' }
} as const;
