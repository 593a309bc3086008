import * as v from 'valibot';
import type { OrganisationId } from '#shared/ids.ts';
import { readJson } from '../store/json-column.ts';
import type { Row } from '../store/tables.ts';

const organisationsSchema = v.array(
	v.pipe(
		v.string(),
		v.transform((id) => id as OrganisationId)
	)
);

/** The supporting organisations in an action's row; empty when it holds something else. */
export function supportOf({ support }: Pick<Row<'action'>, 'support'>): OrganisationId[] {
	return organisationsOf(support);
}

/** The organisations kept informed of an action; empty when it holds something else. */
export function informedOf({ informed }: Pick<Row<'action'>, 'informed'>): OrganisationId[] {
	return organisationsOf(informed);
}

/** A list of organisations as stored in a row; empty when it holds something else. */
export function organisationsOf(json: string): OrganisationId[] {
	return readJson(organisationsSchema, json) ?? [];
}
