import type { Seeded } from '../../support/seeded.ts';

const VERBS = [
	...[
		'Send',
		'Draft',
		'Circulate',
		'Compare',
		'Check',
		'Update',
		'Translate',
		'Collect',
		'Present'
	],
	...['Review', 'Publish', 'Confirm', 'Prepare', 'Share']
];
const OBJECTS = [
	...['the list of end users', 'the list of enforcement contacts', 'the licensing questionnaire'],
	...['the note on transit countries', 'the table of control codes', 'the guidance for exporters'],
	...['the summary of court rulings', 'the template for mutual legal assistance'],
	...['the training plan', 'the statistics on seizures', 'the annex on dual-use software'],
	...['the résumé of the workshop in Málaga', 'the answers of the delegations']
];
const ENDS = [
	...['', '', ' with all delegations', ' before it goes to print', ' and report on it'],
	...[' in English and French', ' for the next session', ' after consulting industry']
];
const TOPICS = [
	...['semiconductors', 'quantum', 'drones', 'end-users', 'licensing', 'transit', 'training'],
	...['cloud', 'maritime', 'biotech']
];

/** A plausible action text; a third of them name a topic. */
export function actionText(random: Seeded): string {
	const topic = random.next() < 1 / 3 ? ` #${random.pick(TOPICS)}` : '';
	return `${random.pick(VERBS)} ${random.pick(OBJECTS)}${random.pick(ENDS)}${topic}`;
}

const SYLLABLES = [...'ka re mo ti su lan ber dor ves chi pra gon nél tau zyx oru'.split(' ')];
const WORDS_OF_LINE = 14;

/** A line of notes: the words of actions, and others that are the rarer the longer they are. */
export function lineText(random: Seeded): string {
	const other = () =>
		Array.from({ length: 1 + random.below(4) }, () => random.pick(SYLLABLES)).join('');
	const words = Array.from({ length: WORDS_OF_LINE }, other);
	return `${actionText(random)}: ${words.join(' ')}.`;
}

export const CODES = [
	...['EUROJUST', 'US-DOJ', 'EC', 'UA-PGO', 'FR-DGDDI', 'DE-ZKA', 'NL-FIOD', 'JP-METI', 'CA-CBSA'],
	...['UK-NCA', 'PL-KAS', 'IT-GDF']
] as const;

const ZONES: Readonly<Record<string, string>> = {
	'US-DOJ': 'America/New_York',
	'UA-PGO': 'Europe/Kyiv',
	'JP-METI': 'Asia/Tokyo',
	'CA-CBSA': 'America/Toronto',
	'UK-NCA': 'Europe/London'
};
export const zoneOf = (code: string) => ZONES[code] ?? 'Europe/Brussels';
