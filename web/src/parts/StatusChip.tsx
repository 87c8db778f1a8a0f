import { translated, useT } from '../i18n';

/** Where a consignment is in its life: a dotted frame while it is only wanted, a line once it is agreed, filled once it moves. */
const FORMS: Record<string, string> = {
  drafted: 'life-draft',
  ordered: 'life-draft',
  planned: 'life-plan',
  booked: 'life-plan',
  received: 'life-way',
  under_way: 'life-way',
  arrived: 'life-way',
  delivered: 'life-done',
  closed: 'life-done',
  cancelled: 'life-off',
};

export function StatusChip({ status }: { status: string }) {
  const t = useT();
  return <span className={`chip ${FORMS[status] ?? 'none'}`}>{translated(t, `life.${status}`) ?? status}</span>;
}
