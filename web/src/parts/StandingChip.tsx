import type { LegStanding } from '../api/booking';
import { translated, useT } from '../i18n';
import { Icon, type IconName } from './Icon';

const ICONS: Record<string, IconName> = { confirmed: 'ok', held: 'late', waiting: 'waiting' };

/** How a booked leg stands: confirmed, held until a moment, or at a place of the waiting list. */
export function StandingChip({ of: { standing, position } }: { of: Pick<LegStanding, 'standing' | 'position'> }) {
  const t = useT();
  if (!standing) return <span className="chip none">{t('standing.ended')}</span>;
  const icon = ICONS[standing.state];
  const words = translated(t, `standing.${standing.state}`) ?? standing.state;
  return (
    <span className={`chip standing-${standing.state}`}>
      {icon && <Icon name={icon} />}
      {standing.state === 'waiting' && position ? t('standing.waiting_at', { place: position }) : words}
    </span>
  );
}
