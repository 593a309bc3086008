interface FileType {
	/** As it is served. */
	readonly media: string;
	/** Endings of names; the first is given to a name without one. */
	readonly endings: readonly [string, ...string[]];
	/** It is shown in its place; everything else is only downloaded. */
	readonly isPicture: boolean;
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** The types of files that are taken. Nothing in them runs when they are shown or served. */
export const FILE_TYPES = {
	png: { media: 'image/png', endings: ['png'], isPicture: true },
	jpeg: { media: 'image/jpeg', endings: ['jpg', 'jpeg'], isPicture: true },
	webp: { media: 'image/webp', endings: ['webp'], isPicture: true },
	gif: { media: 'image/gif', endings: ['gif'], isPicture: true },
	pdf: { media: 'application/pdf', endings: ['pdf'], isPicture: false },
	docx: { media: `${OPEN_XML}.wordprocessingml.document`, endings: ['docx'], isPicture: false },
	xlsx: { media: `${OPEN_XML}.spreadsheetml.sheet`, endings: ['xlsx'], isPicture: false },
	pptx: { media: `${OPEN_XML}.presentationml.presentation`, endings: ['pptx'], isPicture: false },
	odt: { media: `${OPEN_DOCUMENT}.text`, endings: ['odt'], isPicture: false },
	ods: { media: `${OPEN_DOCUMENT}.spreadsheet`, endings: ['ods'], isPicture: false },
	text: { media: 'text/plain', endings: ['txt', 'text'], isPicture: false },
	csv: { media: 'text/csv', endings: ['csv'], isPicture: false }
} as const satisfies Record<string, FileType>;

export type FileTypeKey = keyof typeof FILE_TYPES;

/** Whether files of this type are shown in their place. */
export function isPicture(type: FileTypeKey): boolean {
	return FILE_TYPES[type].isPicture;
}

/** What a dialog for choosing files offers: endings and media types. */
export function acceptedTypes(only: 'pictures' | 'all'): string {
	const types: readonly FileType[] = Object.values(FILE_TYPES);
	const offered = types.filter((type) => only === 'all' || type.isPicture);
	return offered
		.flatMap(({ media, endings }) => [media, ...endings.map((one) => `.${one}`)])
		.join();
}
