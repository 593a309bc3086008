import { m } from '#messages/messages.js';
import {
	LIKELIHOODS,
	TECHNOLOGY_AREAS,
	type Confidence,
	type Likelihood
} from './briefing-head.ts';

/** The name of an area; a free tag is its own name. */
export function technologyWords(area: string): string {
	const known = TECHNOLOGY_AREAS.find((one) => one === area);
	return known ? TECHNOLOGY_WORDS[known]() : area;
}

const TECHNOLOGY_WORDS: Record<(typeof TECHNOLOGY_AREAS)[number], () => string> = {
	'Semiconductor technology': m.technology_semiconductor_technology,
	'Quantum computing': m.technology_quantum_computing,
	Biosciences: m.technology_biosciences,
	'Artificial intelligence': m.technology_artificial_intelligence,
	Supercomputing: m.technology_supercomputing,
	'Advanced manufacturing equipment': m.technology_advanced_manufacturing_equipment,
	'Surveillance technology': m.technology_surveillance_technology,
	'Unmanned aircraft and missile components': m.technology_unmanned_aircraft
};

/** Names of the yardstick's steps; the document holds the English words themselves. */
export const LIKELIHOOD_WORDS: Record<Exclude<Likelihood, ''>, () => string> = {
	'almost no chance': m.likelihood_almost_no_chance,
	'very unlikely': m.likelihood_very_unlikely,
	unlikely: m.likelihood_unlikely,
	'roughly even chance': m.likelihood_roughly_even_chance,
	likely: m.likelihood_likely,
	'very likely': m.likelihood_very_likely,
	'almost certain': m.likelihood_almost_certain
};
export const CONFIDENCE_WORDS: Record<Exclude<Confidence, ''>, () => string> = {
	low: m.confidence_low,
	moderate: m.confidence_moderate,
	high: m.confidence_high
};

/** The likelihoods with their ranges, as printed in the legend. */
export const yardstick = (): string[] =>
	LIKELIHOODS.map(([words, range]) => `${LIKELIHOOD_WORDS[words]()} ${range}`);
