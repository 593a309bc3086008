import '#lib/styles/base.css';
import { mount, type Component } from 'svelte';
import type { DocumentId, PersonId, SessionId } from '#shared/ids.ts';
import { LINES } from '#shared/text/roots.ts';
import RichEditor from '#lib/features/editor/RichEditor.svelte';
import { DocumentConnection } from '#lib/sync/document-connection.svelte.ts';
import { watch } from './watched.ts';

const room = new URLSearchParams(location.search).get('room') ?? '';
const card: Component<{ id: string }> = () => ({}); // the notes have none
const connection = new DocumentConnection({
	session: 'bench' as SessionId,
	id: room as DocumentId,
	person: 'reader' as PersonId,
	onHeld: () => undefined,
	Socket: WebSocket,
	outbox: Promise.resolve(undefined)
});
watch(connection.doc, room.endsWith('-0'));
connection.provider.once('sync', show);

/** The editor of a session's page, with nothing that needs the session. */
function show(): void {
	const nothing = () => undefined;
	mount(RichEditor, {
		target: document.querySelector('main') ?? document.body,
		props: {
			connection,
			text: connection.doc.getText(LINES),
			label: 'Notes',
			placeholder: '',
			editable: true,
			place: 'notes',
			capturing: { line: nothing, turned: nothing, unread: () => [] },
			preview: nothing,
			mentionables: () => [],
			topics: () => new Map(),
			records: { action: card, decision: card },
			cardWords: () => '',
			mayReword: () => true,
			hasBin: true
		}
	});
}
