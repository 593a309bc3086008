import { SCHEMA } from '../text/roots.ts';
import { describe, expect, it } from 'vitest';
import { newId, type DocumentId, type SessionId } from '../ids.ts';
import { documentAddress, roomName, syncServer } from './sync.ts';

const session = newId<SessionId>();
const document = newId<DocumentId>();
const location = (href: string) => new URL(href);

describe('the address of a document', () => {
	it('names its session, and the schema that its client writes', () => {
		const server = syncServer(location('https://board.example:8443/sessions'));
		expect(server).toBe('wss://board.example:8443/sync');
		const { pathname } = location(`${server}/${roomName(session, document)}`);
		expect(documentAddress(pathname)).toEqual({ schema: SCHEMA, session, document });
		expect(documentAddress(`/sync/${session}/${document}`)).toEqual({ session, document });
	});

	it('is read without a session, as older clients write it', () => {
		expect(documentAddress(`/sync/${document}`)).toEqual({ document });
	});

	it.each([
		'',
		'/',
		'/sync',
		'/sync/',
		`/sync/${session}/`,
		`/sync//${document}`,
		`/sync/${session}/${document}/`,
		`/sync/${session}/../${document}`,
		`/synchrony/${document}`,
		`//sync/${document}`
	])('is not %s', (path) => expect(documentAddress(path)).toBeUndefined());
});
