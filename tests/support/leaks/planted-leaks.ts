import type { Way } from './hunt.ts';

/** A module of the server with other words than its file has. */
export interface Edit {
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

/** A fault that lets something out. Where two checks guard each other, both are gone. */
export interface PlantedLeak {
	readonly name: string;
	readonly edits: readonly Edit[];
	/** Where the leak test must find it. */
	readonly foundAt: RegExp;
	/** The way out that is watched for it; absent for sockets, the live channel and mail, which always are. */
	readonly way?: Way;
}

/** One for each kind of way out of the board. */
export const PLANTED_LEAKS: readonly PlantedLeak[] = [
	{
		name: 'the registers and the search show every document of a session',
		edits: [
			{
				file: 'server/sessions/readable.ts',
				from: "if (may !== 'none') access.set(id, may);",
				to: "access.set(id, may === 'none' ? 'read' : may);"
			}
		],
		foundAt: /\/actions\/export\?.*: bandicoot/,
		way: 'answers'
	},
	{
		name: 'the search finds titles of documents in one’s session',
		edits: [
			{
				file: 'server/search/search.ts',
				from: "kind !== 'document' ||",
				to: "kind === 'document' ||"
			},
			{
				file: 'server/search/shown.ts',
				from: 'reach.readable.access.has(row.document)',
				to: "row.document !== ''"
			}
		],
		foundAt: /\/api\/search\?.*: (bandicoot|that there is something)/,
		way: 'answers'
	},
	{
		name: 'whoever enters a session hears all its documents',
		edits: [
			{
				file: 'server/live/live.ts',
				from: "this.#io.to(`document:${view.document}`).emit('followUp', view.session, view);",
				to: "this.#io.to(`session:${view.session}`).emit('followUp', view.session, view);"
			}
		],
		foundAt: /live channel: /
	},
	{
		name: 'everybody in a session is told that one of its documents changed',
		edits: [
			{
				file: 'server/live/live.ts',
				from: "this.#io.to(`document:${document}`).emit('changed', session, part);",
				to: "this.#io.to(`session:${session}`).emit('changed', session, part);"
			}
		],
		foundAt: /event changed .*: changed by what is for others/,
		way: 'changes'
	},
	{
		name: 'a mail goes to the lead of an action, who may not read it',
		edits: [
			{
				file: 'server/sessions/document-readers.ts',
				from: "people.filter((one) => documentAccess(one, head) !== 'none')",
				to: 'people'
			},
			{
				file: 'server/notices/notices.ts',
				from: 'readable.has(row.document_id)',
				to: 'readable.size >= 0 || readable.has(row.document_id)'
			}
		],
		foundAt: /mail: bandicoot/
	},
	{
		name: 'papers and files hold every document of the session',
		edits: [
			{
				file: 'src/shared/minutes/release.ts',
				from: 'isReadable: isShownTo(asked.viewers, document),',
				to: 'isReadable: asked.viewers.length > 0,'
			}
		],
		foundAt: /\/api\/exports\/.*: bandicoot/,
		way: 'answers'
	},
	{
		name: 'the name of a file tells the titles of all documents',
		edits: [
			{
				file: 'server/minutes/session-minutes.ts',
				from: '`${reference}.${format}`',
				to: "`${(await this.#options.documents.heads(session)).map(({ title }) => title).join(' ')}.${format}`"
			}
		],
		foundAt: /\/api\/exports\/.*: bandicoottitle/,
		way: 'answers'
	},
	{
		name: 'a paper says that something without a trace is withheld',
		edits: [
			{
				file: 'src/shared/minutes/released-documents.ts',
				from: 'isReadable || !document.isTraceless',
				to: 'true'
			}
		],
		foundAt: /minutes\/paper: changed by what is for others/,
		way: 'changes'
	},
	{
		name: 'a document socket asks the session alone',
		edits: [
			{
				file: 'server/compose/authorize.ts',
				from: 'return { access,',
				to: "return { access: access === 'none' ? 'read' : access,"
			}
		],
		foundAt: /document socket: bytes/
	},
	{
		name: 'versions are had by whoever knows the address',
		edits: [
			{
				file: 'server/versions/versions.ts',
				from: "if ((await documents.access(by, document)) === 'none') return refuse('not-found');",
				to: ''
			}
		],
		foundAt: /\/versions.*: bandicoot/,
		way: 'answers'
	},
	{
		name: 'a command that is not allowed says that the document exists',
		edits: [
			{
				file: 'server/sessions/allow.ts',
				from: "if (!head || access === 'none') return refuse('not-found');",
				to: "if (!head || access === 'none') return refuse(head ? 'forbidden' : 'not-found');"
			}
		],
		foundAt: /\/api\/documents\/\w+: that there is something/,
		way: 'twins'
	},
	{
		name: 'a question that is not allowed says that the document exists',
		edits: [
			{
				file: 'server/markings/markings.ts',
				from: "documentAccess(reader, head) === 'none') return refuse('not-found');",
				to: "documentAccess(reader, head) === 'none') return refuse(head ? 'forbidden' : 'not-found');"
			}
		],
		foundAt: /\/marking: that there is something/,
		way: 'twins'
	},
	{
		name: 'a finished file is had by whoever knows its address',
		edits: [
			{
				file: 'server/export/exports.ts',
				from: 'const job = this.#own(id, person);\n\t\tif',
				to: 'const job = this.#jobs.get(id);\n\t\tif'
			}
		],
		foundAt: /\/api\/exports\/\w+\/file: bandicoot/,
		way: 'answers'
	}
];
