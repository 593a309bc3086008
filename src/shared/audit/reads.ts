/** A way in which the words of a document reach somebody. */
export type ReadWay =
	'editor' | 'page' | 'records' | 'version' | 'held' | 'minutes' | 'register' | 'search';
