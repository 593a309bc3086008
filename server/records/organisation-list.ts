import * as v from 'valibot';
import type { OrganisationId } from '#shared/ids.ts';
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

/** Parses a list of organisations as stored in a row; empty when it is of another shape. */
export function organisationsOf(json: string): OrganisationId[] {
	const read = v.safeParse(organisationsSchema, JSON.parse(json));
	return read.success ? read.output : [];
}
