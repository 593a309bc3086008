import type { LinkedAnswerName } from '#shared/follow-up/answers.ts';
import type { NoticeKind, Stage } from '#shared/follow-up/notices.ts';

/** Everything that a mail says, in one language. Labels and references are never translated. */
export interface MailWords {
	readonly happened: Record<Exclude<NoticeKind, 'reminder'>, string>;
	readonly stages: Record<Stage, string>;
	/** The subject of several things. */
	readonly several: (count: number) => string;
	readonly due: (day: string) => string;
	readonly by: (name: string) => string;
	readonly noDate: string;
	/** In place of what is above the ceiling. */
	readonly withheld: string;
	readonly open: string;
	readonly answers: Record<LinkedAnswerName, string>;
	/** Above things of a mail that may not have arrived. */
	readonly again: string;
	readonly endOf: (label: string) => string;
	readonly settings: string;
}
