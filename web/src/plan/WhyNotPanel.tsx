import { useCrossings, usePlace, useUnitTypes } from '../api/queries';
import type { WhyNot } from '../api/types';
import { number } from '../format/number';
import { nameIn } from '../format/names';
import { parseLocal, shortDate } from '../format/time';
import { translated, useLanguage, useT } from '../i18n';
import { Icon, type IconName } from '../parts/Icon';

/** Shape and tone of a rule: closed for good, full or limited, too late, held. */
function toneOf(code: string): { icon: IconName; tone: string } {
  if (/cut_off|late/.test(code)) return { icon: 'late', tone: 'c-late' };
  if (/capacity|quota|parcel/.test(code)) return { icon: 'attention', tone: 'c-attention' };
  if (/dangerous|request\./.test(code)) return { icon: 'held', tone: 'c-held' };
  return { icon: 'blocked', tone: 'c-blocked' };
}

/** The rules that closed ways, and how much earlier the cargo would arrive without each. */
export function WhyNotPanel({ items, hasWays }: { items: readonly WhyNot[] | null; hasWays: boolean }) {
  const t = useT();
  const sub = !items || items.length === 0 ? '' : t(hasWays ? 'why.sub' : 'why.sub_none', { count: items.length });
  return (
    <section className="panel why-panel" aria-label={t('why.title')}>
      <div className="ph">
        <h2>{t('why.title')}</h2>
        <span className="c s el">{sub}</span>
      </div>
      {items && items.length === 0 && <p className="empty s t2">{t('why.empty')}</p>}
      {items && items.length > 0 && (
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
  const where = useWhere(item);
  const { icon, tone } = toneOf(item.code);
  const unit = useUnitName(item.params.unit_type ?? '');
  const reason = translated(t, `why.code.${item.code}`, { ...item.params, unit_type: unit, where });
  return (
    <li title={item.detail} data-code={item.code}>
      <Icon name={icon} className={tone} />
      <span>
        <b className="b">{where}</b>
        <br />
        <span className="t2">{reason ?? item.detail}</span>
      </span>
      <span className="earlier xs t2">
        {item.days_earlier == null ? (item.alone ? '' : t('why.together')) : t('why.earlier', { days: number(language, item.days_earlier, 1), count: Math.round(item.days_earlier) })}
      </span>
    </li>
  );
}

/** Names a unit type that is a word; a code such as `40HC` stands for itself. */
function useUnitName(id: string): string {
  const language = useLanguage();
  const unit = (useUnitTypes().data ?? []).find((known) => known.id === id);
  return unit && /^[a-z]+$/.test(id) ? nameIn(language, unit.name) : id;
}

/** Names the run, crossing or place where a rule binds. */
function useWhere(item: WhyNot): string {
  const t = useT();
  const language = useLanguage();
  const crossing = (useCrossings().data ?? []).find((known) => known.id === item.where);
  const { service, date } = item.params;
  const place = usePlace(service || crossing ? '' : item.where).data;
  if (crossing) return nameIn(language, crossing.name);
  if (place) return nameIn(language, place.name);
  if (!service) return item.where;
  const name = item.params[`service_name_${language}`] ?? item.params.service_name ?? service;
  const day = parseLocal(date ?? '');
  return day ? t('why.run', { service: name, date: shortDate(language, day) }) : name;
}
