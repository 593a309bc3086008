/** The package says that it has types, and has none. */
declare module '@inlang/plugin-message-format' {
	import type { InlangPlugin } from '@inlang/sdk';

	const plugin: InlangPlugin;
	export default plugin;
}
