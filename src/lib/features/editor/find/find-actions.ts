import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection, type EditorState } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { finderFor, MOST_SOUGHT, type Search } from '#shared/find/finder.ts';
import type { RecordAt } from '#shared/find/passages.ts';
import { replaceInRecord, replaceInText, type Replaced } from '#shared/find/replace.ts';
import { copiesOf, wordsOfRecord } from '#shared/records/records.ts';
import { byItself, writeText } from '../lines/text-command.ts';
import { findingOf, ordered } from './find-plugin.ts';
import { scrollTo } from './go-to.ts';
import { Matcher, recordIn, type Match } from './matches.ts';

/** Looks for something in the editor's text from where the selection begins; an empty search ends it. */
export function find(editor: Editor, search: Search): void {
	const finder = finderFor(search);
	const { tr } = editor.state;
	if (!finder) return editor.view.dispatch(ordered(tr, { do: 'stop' }));
	const matcher = new Matcher(finder, (record) => wordingIn(editor, record));
	editor.view.dispatch(ordered(tr, { do: 'find', matcher }));
	reveal(editor);
}

function wordingIn({ storage }: Editor, { root, id }: RecordAt): string {
	const doc = storage.textSync.binding?.text.doc;
	return doc ? wordsOfRecord(copiesOf(doc, root, id)) : '';
}

/** Looks again, after the wording of cards may have changed. */
export function findAgain({ state, view }: Editor): void {
	if (findingOf(state)) view.dispatch(ordered(state.tr, { do: 'again' }));
}

/** Goes on to the next match, or back to the one before; behind the last comes the first. */
export function step(editor: Editor, by: 1 | -1): void {
	const finding = findingOf(editor.state);
	const total = finding?.found.total ?? 0;
	if (!finding || total === 0) return;
	const to = (finding.current + by + total) % total;
	editor.view.dispatch(ordered(editor.state.tr, { do: 'go', to }));
	reveal(editor);
}

/** Ends the search, with the selection on the match that was gone to. */
export function stopFinding(editor: Editor): void {
	const match = currentOf(editor.state);
	const { tr } = editor.state;
	if (match) tr.setSelection(selectionOf(editor.state, match));
	editor.view.dispatch(ordered(tr, { do: 'stop' }));
	editor.commands.focus(null, { scrollIntoView: false });
}

/** The words to begin a search with: those selected, if they are of one line. */
export function selectedWords({ selection, doc }: EditorState): string {
	const { $from, $to, from, to } = selection;
	if (!$from.parent.isTextblock || !$from.sameParent($to) || to - from > MOST_SOUGHT) return '';
	return doc.textBetween(from, to);
}

/** Replaces the current match and goes on; false when it may not be changed. */
export function replaceCurrent(
	editor: Editor,
	by: string,
	mayChange: (record: RecordAt) => boolean
): boolean {
	const [finding, match] = [findingOf(editor.state), currentOf(editor.state)];
	if (!finding || !match) return false;
	const isDone =
		match.is === 'card'
			? replaceInCard(editor, match, by, mayChange)
			: replaceLetters(editor, match, by);
	if (isDone) reveal(editor);
	else step(editor, 1);
	return isDone;
}

function replaceInCard(
	editor: Editor,
	{ from, nth }: Match,
	by: string,
	mayChange: (record: RecordAt) => boolean
): boolean {
	const node = editor.state.doc.nodeAt(from);
	const [record, finder] = [node && recordIn(node), findingOf(editor.state)?.matcher.finder];
	if (!record || !finder || !mayChange(record)) return false;
	const options = { finder, by, mayChange };
	byItself(editor, () =>
		writeText(editor, ({ doc }) => {
			if (doc) replaceInRecord(doc, record, options, (spans) => spans.slice(nth, nth + 1));
		})
	);
	return true;
}

/** The editor's own change of one line, so that it is written as any other. */
function replaceLetters(editor: Editor, { from, to, is }: Match, by: string): boolean {
	const { state, view } = editor;
	if (is !== 'letters' || !editor.isEditable) return false;
	const marks = state.doc.resolve(from + 1).marks();
	const { tr } = state;
	if (by === '') tr.delete(from, to);
	else tr.replaceWith(from, to, state.schema.text(by, marks));
	byItself(editor, () => view.dispatch(tr));
	const next = findingOf(editor.state)?.found.from(from + by.length) ?? -1;
	editor.view.dispatch(ordered(editor.state.tr, { do: 'go', to: next }));
	return true;
}

/** Replaces every match in one change, which one undo takes back. */
export function replaceEvery(
	editor: Editor,
	by: string,
	mayChange: (record: RecordAt) => boolean
): Replaced {
	const finder = findingOf(editor.state)?.matcher.finder;
	let done: Replaced = { replaced: 0, locked: 0 };
	if (!finder) return done;
	const write = (text: Y.Text) => (done = replaceInText(text, { finder, by, mayChange }));
	byItself(editor, () => writeText(editor, write));
	return done;
}

function currentOf(state: EditorState): Match | undefined {
	const finding = findingOf(state);
	return finding?.found.at(finding.current);
}

/** A selection of a match. */
function selectionOf({ doc }: EditorState, { from, to, is }: Match) {
	return is === 'letters' ? TextSelection.create(doc, from, to) : NodeSelection.create(doc, from);
}

/** Scrolls to the current match, wherever the focus is; ProseMirror scrolls only to where it is. */
function reveal(editor: Editor): void {
	const match = currentOf(editor.state);
	if (match) scrollTo(editor, match.from, match.is === 'letters');
}
