import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';

/** Whether a run is sold now. */
export function SaleChip({ sale }: { sale: string }) {
  const t = useT();
  const words = translated(t, `sale.${sale}`) ?? sale;
  if (sale === 'closed') {
    return (
      <span className="chip blocked">
        <Icon name="blocked" />
        {words}
      </span>
    );
  }
  return <span className={`chip ${sale === 'open' ? 'life-plan' : 'life-draft'}`}>{words}</span>;
}
