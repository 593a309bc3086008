// hocuspocus with its default settings, storing whole documents in SQLite as its own SQLite extension does.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import { listen, seed } from './listening.mjs';

const database = new DatabaseSync(join(process.env.DATA_DIR, 'hocuspocus.sqlite'));
database.exec(
	'CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))'
);
const read = database.prepare('SELECT data FROM documents WHERE name = ?');
const write = database.prepare(
	'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data'
);

const { httpServer } = new Server({
	quiet: true,
	extensions: [
		new Database({
			fetch: async ({ documentName }) => read.get(documentName)?.data ?? seed ?? null,
			store: async ({ documentName, state }) => void write.run(documentName, state)
		})
	]
});

listen(httpServer);
