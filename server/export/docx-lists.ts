import { AlignmentType, LevelFormat, type ILevelsOptions, type INumberingOptions } from 'docx';

const LEVELS = Array.from({ length: 9 }, (_, level) => level);
const STEP = 320;

/** The lists of one paper; each numbered list counts by itself. */
export interface DocxLists {
	/** The reference of a new numbered list. */
	numbered(start: number): string;
	readonly bullets: string;
	/** The definitions of all lists requested so far. */
	definitions(): INumberingOptions;
}

/**
 * Collects the list definitions of one document. Each list gets its own, because Word continues the count when two
 * lists share a definition.
 */
export function createDocxLists(): DocxLists {
	const starts: number[] = [];
	return {
		bullets: 'bullets',
		numbered: (start) => `numbers-${starts.push(start)}`,
		definitions: () => ({
			config: [
				{ reference: 'bullets', levels: LEVELS.map((level) => bullet(level)) },
				...starts.map((start, place) => ({
					reference: `numbers-${place + 1}`,
					levels: LEVELS.map((level) => decimal(level, start))
				}))
			]
		})
	};
}

/** Indent of a list's text in twentieths of a point. */
export function listIndent(level: number): number {
	return STEP * (level + 1);
}

function bullet(level: number): ILevelsOptions {
	return { ...placed(level), format: LevelFormat.BULLET, text: '–' };
}

function decimal(level: number, start: number): ILevelsOptions {
	return { ...placed(level), format: LevelFormat.DECIMAL, text: `%${level + 1}.`, start };
}

function placed(level: number) {
	const indent = { left: listIndent(level), hanging: STEP };
	return { level, alignment: AlignmentType.LEFT, style: { paragraph: { indent } } };
}
