import { byName } from '#shared/in-order.ts';
import * as v from 'valibot';
import {
	newId,
	type OrganisationId,
	type PersonId,
	type SessionId,
	type TemplateId
} from '#shared/ids.ts';
import type { Refusal } from '#shared/refusals.ts';
import { ITEM_KINDS, type ItemKind } from '#shared/sessions/agenda-item.ts';
import type { TemplateView } from '#shared/sessions/template.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../store/connect.ts';
import { readJson } from '../store/json-column.ts';
import type { Agenda } from './agenda.ts';
import type { NewItem } from './agenda-rows.ts';
import { mayTemplateBeSaved } from './quotas.ts';
import { sessionTemplates } from './built-in-templates.ts';

const agendaSchema = v.array(
	v.object({
		kind: v.picklist(Object.keys(ITEM_KINDS) as ItemKind[]),
		title: v.string(),
		plannedMinutes: v.optional(v.number())
	})
);

export interface TemplatesOptions {
	readonly database: Database;
	readonly commands: Commands;
	readonly agenda: Agenda;
}

/** Templates for new sessions: the product's own, and those that people of an organisation saved. */
export class Templates {
	readonly #options: TemplatesOptions;

	constructor(options: TemplatesOptions) {
		this.#options = options;
	}

	/** The templates for people of an organisation; those they saved come first. */
	async for(organisation: OrganisationId): Promise<TemplateView[]> {
		const saved = await this.#saved(organisation);
		return [
			...saved.map(({ id, name, description }) => ({ key: id, name, description, isSaved: true })),
			...sessionTemplates().map(({ key, name, description }) => ({
				...{ key, name, description, isSaved: false }
			}))
		];
	}

	/** The agenda of a template; empty for an unknown one. */
	async agenda(organisation: OrganisationId, key: string): Promise<readonly NewItem[]> {
		const builtIn = sessionTemplates().find((one) => one.key === key);
		if (builtIn) return builtIn.agenda;
		const saved = (await this.#saved(organisation)).find(({ id }) => id === key);
		const agenda = (saved && readJson(agendaSchema, saved.agenda)) ?? [];
		return agenda.map(({ plannedMinutes, ...item }) => ({
			...{ ...item, plannedMinutes, speakers: [] }
		}));
	}

	/**
	 * Saves a session's agenda, without speakers, as a template for the actor's organisation. Replaces one of the same
	 * name; sessions that started from that do not change.
	 */
	async save(
		by: PersonId,
		session: SessionId,
		{ name, description }: { readonly name: string; readonly description: string }
	): Promise<TemplateId | Refusal> {
		const items = await this.#options.agenda.list(session);
		const agenda = items.map(({ kind, title, plannedMinutes }) => ({
			...{ kind, title, plannedMinutes }
		}));
		const id = newId<TemplateId>();
		const order = { by, session, name: 'template.save', detail: { template: id } } as const;
		return this.#options.commands.execute<TemplateId>(order, {
			act: async (transaction, { organisation }) => {
				await removeNamed(transaction, organisation, name);
				const refusal = await mayTemplateBeSaved(transaction, organisation);
				if (refusal) return refusal;
				await transaction
					.insertInto('session_template')
					.values({
						...{ id, organisation_id: organisation, name, description },
						...{ agenda: JSON.stringify(agenda), created_by: by, created_at: Date.now() }
					})
					.execute();
				return id;
			}
		});
	}

	async #saved(organisation: OrganisationId) {
		const rows = await this.#options.database
			.selectFrom('session_template')
			.selectAll()
			.where('organisation_id', '=', organisation)
			.execute();
		return rows.sort((a, b) => byName(a.name, b.name));
	}
}

async function removeNamed(
	transaction: Database,
	organisation: OrganisationId,
	name: string
): Promise<void> {
	await transaction
		.deleteFrom('session_template')
		.where('organisation_id', '=', organisation)
		.where('name', '=', name)
		.execute();
}
