import { m } from '#messages/messages.js';
import { HEAD_TEXTS, type BriefingHead, type HeadText } from './briefing-head.ts';

type Required = HeadText | 'technologies' | 'judgements' | 'sources';

interface BriefingType {
	readonly name: () => string;
	readonly description: () => string;
	readonly required: readonly Required[];
}

/** Types of briefings, each with the parts of the head that it requires. */
export const BRIEFING_TYPES = {
	threat: {
		name: m.briefing_threat,
		description: m.briefing_threat_description,
		required: [
			'owner',
			'asOf',
			'known',
			'assessed',
			'unknown',
			'technologies',
			'judgements',
			'sources'
		]
	},
	situation: {
		name: m.briefing_situation,
		description: m.briefing_situation_description,
		required: ['owner', 'asOf', 'known', 'sources']
	},
	case: {
		name: m.briefing_case,
		description: m.briefing_case_description,
		required: ['owner', 'asOf', 'controlCodes', 'known']
	},
	free: {
		name: m.briefing_free,
		description: m.briefing_free_description,
		required: []
	}
} as const satisfies Record<string, BriefingType>;

export type BriefingTypeKey = keyof typeof BRIEFING_TYPES;
export const BRIEFING_TYPE_KEYS = Object.keys(BRIEFING_TYPES) as BriefingTypeKey[];

const PART_WORDS: Record<Required, () => string> = {
	...HEAD_TEXTS,
	technologies: m.briefing_technologies,
	judgements: m.briefing_judgements,
	sources: m.briefing_sources
};

/** The required parts that are still empty, as people read them. */
export function missingParts(type: BriefingTypeKey, head: BriefingHead): string[] {
	const required: readonly Required[] = BRIEFING_TYPES[type].required;
	return required.filter((part) => isEmpty(part, head)).map((part) => PART_WORDS[part]());
}

/** True when a briefing of this type must have the part. */
export function requires(type: BriefingTypeKey, part: Required): boolean {
	const required: readonly Required[] = BRIEFING_TYPES[type].required;
	return required.includes(part);
}

function isEmpty(part: Required, head: BriefingHead): boolean {
	switch (part) {
		case 'technologies':
			return head.technologies.length === 0;
		case 'judgements':
			return !head.judgements.some(({ statement }) => statement.trim() !== '');
		case 'sources':
			return !head.sources.some(({ description }) => description.trim() !== '');
		default:
			return head.texts[part].trim() === '';
	}
}
