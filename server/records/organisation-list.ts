import * as v from 'valibot';
import type { OrganisationId } from '#shared/ids.ts';
import type { Row } from '../store/tables.ts';

const organisationsSchema = v.array(
	v.pipe(
		v.string(),
		v.transform((id) => id as OrganisationId)
	)
);

/** The supporting organisations of an action's row; none when the row cannot be read. */
export function supportOf({ support }: Pick<Row<'action'>, 'support'>): OrganisationId[] {
	return organisationsOf(support);
}

/** The organisations that are kept informed of an action; none when the row cannot be read. */
export function informedOf({ informed }: Pick<Row<'action'>, 'informed'>): OrganisationId[] {
	return organisationsOf(informed);
}

/** A list of organisations as a row keeps it. */
export function organisationsOf(json: string): OrganisationId[] {
	const read = v.safeParse(organisationsSchema, JSON.parse(json));
	return read.success ? read.output : [];
}
