import { expect, test } from 'vitest';
import { sampleMinutes } from '../../tests/support/sample-minutes.ts';
import { renderJson } from './json.ts';

const read = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as unknown;

test('round-trips everything except an unsafe link', () => {
	const minutes = sampleMinutes();
	const back = read(renderJson(minutes));
	expect(back).toMatchObject({ schema: 'briefing-board/minutes/1', control: minutes.control });
	const withoutLink = JSON.stringify(minutes).replace(
		'{"type":"link","attrs":{"href":"javascript:alert(1)"}}',
		''
	);
	expect(back).toEqual(JSON.parse(withoutLink));
});
