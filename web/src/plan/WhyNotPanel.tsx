import { useCrossings } from '../api/queries';
import type { WhyNot } from '../api/types';
import { number } from '../format/number';
import { nameIn } from '../format/names';
import { translated, useLanguage, useT } from '../i18n';
import { Icon, type IconName } from '../parts/Icon';

/** Shape and tone of a rule: closed for good, full or limited, too late, held. */
function toneOf(code: string): { icon: IconName; tone: string } {
  if (/cut_off|horizon|late|time/.test(code)) return { icon: 'late', tone: 'c-late' };
  if (/capacity|quota|parcel|plugs|deck/.test(code)) return { icon: 'attention', tone: 'c-attention' };
  if (/customs|dangerous|temperature|quarantine/.test(code)) return { icon: 'held', tone: 'c-held' };
  return { icon: 'blocked', tone: 'c-blocked' };
}

/** The rules that closed ways, and how much earlier the cargo would arrive without each. */
export function WhyNotPanel({ items, hasWays }: { items: readonly WhyNot[]; hasWays: boolean }) {
  const t = useT();
  const sub = items.length === 0 ? '' : t(hasWays ? 'why.sub' : 'why.sub_none', { count: items.length });
  return (
    <section className="panel why-panel" aria-label={t('why.title')}>
      <div className="ph">
        <h2>{t('why.title')}</h2>
        <span className="c s el">{sub}</span>
      </div>
      {items.length === 0 ? (
        <p className="empty s t2">{t('why.empty')}</p>
      ) : (
        <ul className="why scroll" tabIndex={0} aria-label={t('why.title')}>
          {items.map((item, index) => (
            <Why key={`${item.code} ${item.where} ${index}`} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Why({ item }: { item: WhyNot }) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const crossing = crossings.find((known) => known.id === item.where);
  const { icon, tone } = toneOf(item.code);
  const where = crossing ? nameIn(language, crossing.name) : (item.params.name ?? item.where);
  const reason = translated(t, `why.code.${item.code}`, { ...item.params, where });
  return (
    <li title={item.detail} data-code={item.code}>
      <Icon name={icon} className={tone} />
      <span>
        <b className="b">{where}</b>
        <br />
        <span className="t2">{reason ?? item.detail}</span>
      </span>
      <span className="earlier xs t2">
        {item.days_earlier === undefined ? '' : t('why.earlier', { days: number(language, item.days_earlier, 1), count: Math.round(item.days_earlier) })}
      </span>
    </li>
  );
}
