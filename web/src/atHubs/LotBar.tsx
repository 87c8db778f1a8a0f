import type { AtHubsLot } from '../api/hub';
import { kilograms } from '../hub/grain/words';
import { useLanguage, useT } from '../i18n';
import { lotShares } from './filter';

/** What became of the kilograms that came, as a bar: filled is here, outlined went, hatched was lost. The columns beside it say the same. */
export function LotBar({ lot: { in_kg, out_kg, row } }: { lot: AtHubsLot }) {
  const t = useT();
  const language = useLanguage();
  if (in_kg === 0) return <span className="t3">{t('at_hubs.status.expected')}</span>;
  const shares = lotShares({ in_kg, out_kg, inside_kg: row.balance.inside_kg, lost_kg: row.balance.lost_kg });
  const words = shares.map(({ what, kg }) => `${t(`at_hubs.col.${what}`)} ${kilograms(t, language, kg)}`).join(', ');
  return (
    <span className="at-hubs-bar" role="img" aria-label={words} title={words}>
      {shares.filter(({ percent }) => percent > 0).map(({ what, percent }) => (
        <span key={what} className={what} style={{ width: `${percent}%` }} />
      ))}
    </span>
  );
}
