/** How the words that a step asks for are asked for. */
export const SAID = {
	reason: { label: 'Why', hint: 'It stays in the history of the action.' },
	evidence: { label: 'Evidence', hint: 'Where the result is: a document or case reference.' }
} as const;
