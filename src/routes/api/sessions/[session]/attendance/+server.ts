import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { attendanceContract } from '#shared/commands/run.ts';

export const POST = serve(attendanceContract, async ({ by, params: { session }, body }) => {
	const { attendance } = app();
	switch (body.do) {
		case 'arrive':
			return attendance.arrive(by.id, session, body);
		case 'leave':
			return attendance.leave(by.id, session, body);
		case 'excuse':
			return attendance.excuse(by.id, session, body);
		case 'replace':
			return attendance.replace(by.id, session, body);
		case 'expect':
			return attendance.expect(by.id, session, body);
		case 'correct':
			return attendance.correct(by.id, session, { ...body, leftAt: body.leftAt });
		case 'erase':
			return attendance.erase(by.id, session, body);
	}
});
