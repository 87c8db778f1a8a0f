import type { GaugePlan } from '../../api/gauge';
import { nameIn } from '../../format/names';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { useOnHub } from '../onHub';

/** What platforms are missing, by type; types are alternatives. */
export function GaugeShortage({ plan: { shortages, behind } }: { plan: GaugePlan }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const words = (type: string) => {
    const name = plan.wagon_types.find(({ id }) => id === type)?.name;
    return name ? nameIn(language, name) : type;
  };
  if (shortages.length === 0) return behind.length > 0 ? <p className="s t2 gauge-short">{t('hub.gauge_behind', { count: behind.length })}</p> : null;
  return (
    <p className="gauge-short c-late" role="status">
      <Icon name="attention" />
      <b>{t('hub.gauge_shortage')}</b>{' '}
      {shortages.map(({ wagon_type, platforms, misfits }, index) => (
        <span key={wagon_type}>
          {index > 0 && ` ${t('hub.gauge_or')} `}
          {t('hub.gauge_shortage_row', { platforms: number(language, platforms), type: words(wagon_type) })}
          {misfits > 0 && ` (${t('hub.gauge_misfits', { count: misfits })})`}
        </span>
      ))}
    </p>
  );
}
