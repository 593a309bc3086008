import type { Migration } from 'kysely/migration';
import * as first from './001-first.ts';
import * as versions from './002-versions.ts';
import * as journal from './003-journal.ts';
import * as run from './004-run.ts';
import * as outcomes from './005-outcomes.ts';
import * as followUp from './006-follow-up.ts';
import * as notices from './007-notices.ts';
import * as register from './008-register.ts';
import * as calendar from './009-calendar.ts';
import * as mail from './010-mail.ts';
import * as order from './011-order.ts';
import * as disabled from './012-disabled.ts';
import * as knownDevices from './013-known-devices.ts';
import * as usedAnswerLinks from './014-used-answer-links.ts';
import * as authors from './016-authors.ts';
import * as held from './017-held.ts';
import * as automaticVersions from './018-automatic-versions.ts';
import * as damaged from './019-damaged.ts';
import * as numberAuthors from './020-number-authors.ts';
import * as folded from './021-folded.ts';
import * as leftOut from './022-left-out.ts';
import * as documentSchema from './023-document-schema.ts';
import * as outbox from './024-outbox.ts';
import * as recorded from './025-recorded.ts';
import * as differs from './026-differs.ts';
import * as search from './027-search.ts';
import * as accessRevision from './028-access-revision.ts';
import * as firstSteps from './029-first-steps.ts';
import * as illustrativeAndArchived from './030-illustrative-and-archived.ts';
import * as resumes from './031-resumes.ts';
import * as changeRequests from './032-change-requests.ts';
import * as writtenAtAndMentions from './033-written-at-and-mentions.ts';
import * as markings from './034-markings.ts';
import * as restrictions from './035-restrictions.ts';
import * as auditChains from './036-audit-chains.ts';
import * as auditors from './037-auditors.ts';
import * as files from './038-files.ts';
import * as guests from './040-guests.ts';
import * as asks from './041-asks.ts';
import * as justifications from './042-justifications.ts';
import * as editions from './043-editions.ts';
import * as copies from './044-copies.ts';

/** Run in order of their names. A released name must never change. */
export const migrations: Record<string, Migration> = {
	'001-first': first,
	'002-versions': versions,
	'003-journal': journal,
	'004-run': run,
	'005-outcomes': outcomes,
	'006-follow-up': followUp,
	'007-notices': notices,
	'008-register': register,
	'009-calendar': calendar,
	'010-mail': mail,
	'011-order': order,
	'012-disabled': disabled,
	'013-known-devices': knownDevices,
	'014-used-answer-links': usedAnswerLinks,
	'016-authors': authors,
	'017-held': held,
	'018-automatic-versions': automaticVersions,
	'019-damaged': damaged,
	'020-number-authors': numberAuthors,
	'021-folded': folded,
	'022-left-out': leftOut,
	'023-document-schema': documentSchema,
	'024-outbox': outbox,
	'025-recorded': recorded,
	'026-differs': differs,
	'027-search': search,
	'028-access-revision': accessRevision,
	'029-first-steps': firstSteps,
	'030-illustrative-and-archived': illustrativeAndArchived,
	'031-resumes': resumes,
	'032-change-requests': changeRequests,
	'033-written-at-and-mentions': writtenAtAndMentions,
	'034-markings': markings,
	'035-restrictions': restrictions,
	'036-audit-chains': auditChains,
	'037-auditors': auditors,
	'038-files': files,
	'040-guests': guests,
	'041-asks': asks,
	'042-justifications': justifications,
	'043-editions': editions,
	'044-copies': copies
};
