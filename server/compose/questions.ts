import type { Reader } from '#shared/access.ts';
import type { DocumentId, NotificationId, PersonId, SessionId } from '#shared/ids.ts';
import type { RegisterFilter } from '#shared/register/filter.ts';
import { registerFile, type RegisterFileOptions } from '../export/register-file.ts';
import { carriedActions } from '../follow-up/carried.ts';
import { progressReport } from '../follow-up/report.ts';
import { markNotifications } from '../notices/marks.ts';
import { withheldPlaces } from '../restrict/withheld-places.ts';
import { troubledDocuments } from '../sessions/troubled-documents.ts';
import type { Services } from './services.ts';

/** Queries for pages that combine several services. */
export function questions({ database, actions, commands, reading, reads, register }: Services) {
	return {
		/** The documents that cannot be read, for administrators. */
		unreadable: () => troubledDocuments(database, reading),

		/** Marks a person's own notifications as read or unread: the ones given, or all. */
		markNotifications: (by: PersonId, isRead: boolean, only?: readonly NotificationId[]) =>
			markNotifications(commands, by, isRead, only),

		/** Where lines went into annexes, as one reader may know of them. */
		withheldIn: (session: SessionId, reader: Reader) => withheldPlaces(database, session, [reader]),
		/** The actions that a session carried over, as one person may see them. */
		carried: async (person: PersonId, session: SessionId) => {
			const carried = await carriedActions({ database, actions }, person, session);
			await reads.note(person, documentsOf(carried), 'register');
			return carried;
		},

		/** The progress of earlier actions, for a coming session; undefined when no session came before it. */
		report: async (person: PersonId, session: SessionId) => {
			const report = await progressReport({ database, actions }, person, session);
			const reported = (report?.actions ?? []).map(({ action }) => action);
			await reads.note(person, documentsOf(reported), 'register');
			return report;
		},

		/** The actions that match a filter of the register, streamed as a file; that it left is in the audit. */
		registerFile: (by: PersonId, filter: RegisterFilter, options: RegisterFileOptions) =>
			commands.execute<AsyncGenerator<string>>(
				{ by, name: 'register.export', detail: { format: options.format } },
				{ perform: () => Promise.resolve(registerFile(register.pages(by, filter), options)) }
			)
	};
}

const documentsOf = (actions: readonly { readonly document: DocumentId }[]) =>
	actions.map(({ document }) => document);
