const LISTS = ['ul', 'ol'];

/** A list that further lines may belong to. */
interface Open {
	readonly kind: string;
	readonly level: number;
	readonly list: Element;
}

/**
 * Puts lines of lists, each written as a list with one item, into lists in lists, as other programs read them. What we
 * say of a line stands at its item, by which our own texts take it back as it was.
 */
export function nestLists(copied: DocumentFragment): void {
	const open: Open[] = [];
	for (const line of [...copied.children]) {
		const item = LISTS.includes(line.localName) ? line.firstElementChild : null;
		if (!item) open.length = 0;
		else put(open, line, item);
	}
}

function put(open: Open[], line: Element, item: Element): void {
	const level = Number(line.getAttribute('data-level') ?? 0);
	const [kind, start] = [line.getAttribute('data-kind') ?? '', line.getAttribute('data-start')];
	while ((open.at(-1)?.level ?? -1) > level) open.pop();
	const last = open.at(-1);
	if (last?.level === level && (last.kind !== kind || start !== null)) open.pop();
	for (const { name, value } of [...line.attributes]) {
		item.setAttribute(name, value);
		line.removeAttribute(name);
	}
	if (start !== null) line.setAttribute('start', start);
	const same = open.at(-1);
	if (same?.level === level) {
		same.list.append(item);
		line.remove();
		return;
	}
	same?.list.lastElementChild?.append(line);
	open.push({ kind, level, list: line });
}
