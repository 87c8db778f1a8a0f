import type { Train, TrainLimit } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT, type Language, type T } from '../i18n';
import { Icon } from '../parts/Icon';
import { shortId } from './words';

/** Returns a measure of a train in the unit that people say. */
export function measured(t: T, language: Language, measure: string, value: number): string {
  switch (measure) {
    case 'length':
    case 'track':
      return t('hub.metres', { metres: number(language, Math.round(value / 1000)) });
    case 'units':
      return number(language, value / 100, 2);
    case 'mass':
      return t('hub.tonnes', { tonnes: number(language, Math.round(value / 1000)) });
    default:
      return number(language, value);
  }
}

/** What the whole train measures beside what it may, and whether all holds. */
export function TrainLimits({ train, words }: { train: Train; words: string }) {
  const t = useT();
  const language = useLanguage();
  const broken = train.wagons.filter(({ holds }) => !holds).length;
  return (
    <div className="train-limits" role="group" aria-label={t('hub.train_limits')}>
      <p className={`train-verdict ${train.holds ? 'ok' : 'blocked'}`} role="status" data-holds={train.holds}>
        <Icon name={train.holds ? 'ok' : 'blocked'} />
        <b>{train.holds ? t('hub.train_holds') : broken > 0 ? t('hub.train_wagons_stop', { count: broken }) : t('hub.train_stops')}</b>
        <span className="s t2">{words}</span>
        <span className="xs t3">{train.railway ? t('hub.train_rules_of', { railway: nameIn(language, train.railway.name), level: t(`reliability.${train.railway.trust.reliability}`) }) : t('hub.train_no_railway')}</span>
      </p>
      <ul>
        {train.limits.map((limit) => (
          <Bar key={`${limit.measure} ${limit.track ?? ''}`} limit={limit} />
        ))}
      </ul>
    </div>
  );
}

function Bar({ limit: { measure, used, allowed, holds, track } }: { limit: TrainLimit }) {
  const t = useT();
  const language = useLanguage();
  const share = typeof allowed === 'number' && allowed > 0 ? Math.min(used / allowed, 1) : null;
  return (
    <li className={holds ? '' : 'over'} data-measure={measure}>
      <span className="s t2">{measure === 'track' ? t('hub.train_measure.track', { track: shortId(track ?? '') }) : t(`hub.train_measure.${measure}`)}</span>
      <b>
        {!holds && <Icon name="blocked" />}
        {typeof allowed === 'number' ? t('hub.train_of', { used: measured(t, language, measure, used), allowed: measured(t, language, measure, allowed) }) : measured(t, language, measure, used)}
      </b>
      {share !== null && (
        <span className="train-bar" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </li>
  );
}
