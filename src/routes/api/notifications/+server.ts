import { app } from '#lib/server/app.ts';
import { serve } from '#lib/server/serve.ts';
import { notificationContract } from '#shared/commands/views.ts';

export const POST = serve(notificationContract, ({ by, body }) =>
	app().markNotifications(by.id, body.do === 'read', body.only)
);
