import type { Standing } from '../api/booking';
import { translated, useT } from '../i18n';
import { Icon, type IconName } from './Icon';

const ICONS: Record<string, IconName> = { confirmed: 'ok', held: 'late', waiting: 'waiting' };

/** How a booked leg stands: confirmed, held until a moment, or at a place of the waiting list. */
export function StandingChip({ standing }: { standing: Pick<Standing, 'state' | 'place'> }) {
  const t = useT();
  const icon = ICONS[standing.state];
  const words = translated(t, `standing.${standing.state}`) ?? standing.state;
  return (
    <span className={`chip standing-${standing.state}`}>
      {icon && <Icon name={icon} />}
      {standing.state === 'waiting' && standing.place ? t('standing.waiting_at', { place: standing.place }) : words}
    </span>
  );
}
