import { m } from '#messages/messages.js';
import type { Minutes } from '#shared/minutes/minutes.ts';
import { adoptedWords } from '#shared/minutes/status-words.ts';
import { dayIn, longDay } from '#shared/time/dates.ts';
import { paragraph, type Block } from './paper.ts';
import { officer } from './words.ts';

/** Who stands for the minutes, and how: lines to sign until they are adopted, afterwards by whom and under which seal. */
export function approvalBlocks(minutes: Minutes): Block[] {
	const { control, meeting, seal } = minutes;
	const { status } = control;
	const lines = [
		{ role: m.paper_fact_chair(), name: officer(meeting.chair, minutes) ?? '' },
		{ role: m.paper_fact_rapporteur(), name: officer(meeting.rapporteur, minutes) ?? '' }
	];
	switch (status.is) {
		case 'live':
			return [paragraph(m.paper_approval_pending()), { kind: 'signatures', lines }];
		case 'draft':
			return [paragraph(m.paper_approval_draft()), { kind: 'signatures', lines }];
		case 'circulated': {
			const day = longDay(status.until);
			return [paragraph(m.paper_approval_circulated({ day })), { kind: 'signatures', lines }];
		}
		case 'adopted': {
			const { by: name, at } = status;
			const day = longDay(dayIn(meeting.timeZone, new Date(at)));
			const how = adoptedWords(status);
			const rows = seal ? [{ term: m.paper_seal(), value: seal.copy.statement.seal }] : [];
			const said = paragraph(m.paper_approval_adopted({ day, name, how }));
			return [said, ...(rows.length > 0 ? [{ kind: 'facts', rows } as const] : [])];
		}
	}
}
