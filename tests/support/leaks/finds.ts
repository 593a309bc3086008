import type { Caught } from './hunt.ts';
import { mayRead, type Planted } from './planted.ts';
import { wordsWith } from './reading.ts';
import type { ReaderName } from './readers.ts';

/** Ids of what is in a document; whoever sent one to an address may be sent it back. */
const idsOf = ({ document, actions, decision, version, held, file }: Planted) => [
	...[document, ...actions, decision, version, held, file]
];

/** What an answer gives away of a document. */
export function found(place: Planted, asked: string, text: string): string[] {
	const known = wordsWith(place.word, asked);
	return [
		...wordsWith(place.word, text).filter((word) => !known.includes(word)),
		...idsOf(place).filter((id) => text.includes(id) && !asked.includes(id))
	];
}

/** Everything that reached somebody whom it is not for, each as `who, where: what`. */
export function leaksIn(caught: Caught, restricted: string, its: ReaderName): string[] {
	const { planted, answers, differences, seen } = caught;
	const leaks = planted.flatMap((place) =>
		[...answers.keys()]
			.filter((reader) => !mayRead(place, reader))
			.flatMap((reader) => leaksTo(caught, place, reader))
	);
	for (const [reader, texts] of answers)
		for (const [path, text] of texts)
			if (reader !== its && text.includes(restricted))
				leaks.push(`${reader}, ${path}: ${restricted}`);
	for (const { reader, word, path } of differences)
		leaks.push(`${reader}, ${path}: that there is something of “${word}…”`);
	for (const { who, differing } of seen)
		for (const what of differing) leaks.push(`${who}, ${what}: changed by what is for others`);
	return leaks;
}

/** What of one document reached one reader: by answers, events, sockets and mails. */
export function leaksTo(caught: Caught, place: Planted, reader: ReaderName): string[] {
	const { answers, ears, sockets, mails } = caught;
	const own = sockets.filter((one) => one.word === place.word && one.reader === reader);
	return [
		...[...(answers.get(reader) ?? [])].flatMap(([path, text]) =>
			found(place, path, text).map((what) => `${reader}, ${path}: ${what}`)
		),
		...found(place, '', JSON.stringify(ears.get(reader)?.heard ?? [])).map(
			(what) => `${reader}, live channel: ${what}`
		),
		...own.filter(({ ear }) => ear.heard() !== '').map(() => `${reader}, document socket: bytes`),
		...found(place, '', mails.get(reader) ?? '').map((what) => `${reader}, mail: ${what}`)
	];
}
