import '#lib/styles/base.css';
import '#lib/styles/prose.css';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { documentExtensions } from '../../../support/first-schema.ts';
import { watch } from './watched.ts';

const room = new URLSearchParams(location.search).get('room') ?? '';
const doc = new Y.Doc();
const provider = new WebsocketProvider(`ws://${location.host}/sync`, room, doc, {
	disableBc: true
});
watch(doc, room.endsWith('-0'));
// As its documentation says: once the document is there, so that no empty line is written into it.
provider.once('sync', () => {
	new Editor({
		element: document.querySelector('main') ?? document.body,
		editorProps: { attributes: { class: 'prose', role: 'textbox' } },
		extensions: [
			...documentExtensions,
			Collaboration.configure({ fragment: doc.getXmlFragment('text') })
		]
	});
});
