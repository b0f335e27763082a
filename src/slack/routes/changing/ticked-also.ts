import { ALSO_GROUPS } from '../../../../views/form-fields.ts';
import type { FormValues } from '../../receive/form-values.ts';

/** The further domains that are ticked on a page. */
export const tickedAlso = (values: FormValues): string[] =>
  ALSO_GROUPS.flatMap((group) => values.chosen(`also_${group}`) ?? []);
