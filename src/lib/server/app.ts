import type { App } from '#server/app.ts';

/**
 * The running application: the only seam between pages and server. Only types are imported; the object is shared
 * through a global symbol.
 */
export function app(): App {
	const running: unknown = Reflect.get(globalThis, Symbol.for('briefing-board.app'));
	if (running === undefined)
		throw new Error('pages are served only by server/main.ts or server/dev.ts');
	return running as App;
}
