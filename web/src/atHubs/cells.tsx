import type { Hold } from '../api/hub';
import { shortName } from '../format/names';
import { number } from '../format/number';
import { HoldMarks } from '../hub/HoldMarks';
import { moment } from '../hub/words';
import { useLanguage, useT } from '../i18n';
import { useOrganisations } from '../session/organisations';
import { useNow } from '../shell/now';
import { daysBetween } from './filter';
import { useOnScreen } from './onScreen';

/** The name of a hub, its code below where there is room. */
export function HubName({ hub }: { hub: string }) {
  const language = useLanguage();
  const { hubs } = useOnScreen();
  const row = hubs.find(({ id }) => id === hub);
  return <span title={hub}>{row ? shortName(language, row.name) : hub}</span>;
}

/** An instant by the hub's clock, and how many days ago it was. */
export function Since({ hub, at }: { hub: string; at: string | null | undefined }) {
  const t = useT();
  const language = useLanguage();
  const { hubs } = useOnScreen();
  const now = useNow(60_000);
  const days = daysBetween(at, now.getTime());
  if (!at || days === null) return <span className="t3">{t('at_hubs.before_books')}</span>;
  const zone = hubs.find(({ id }) => id === hub)?.zone ?? 'UTC';
  return (
    <span title={zone}>
      {moment(language, zone, at, now.toISOString())}
      {days > 0 && <span className="xs t3 at-hubs-line">{t('at_hubs.days', { count: days, amount: number(language, days) })}</span>}
    </span>
  );
}

/** What stops something: the kinds with a lock, the first reason in words. */
export function HoldCell({ holds }: { holds: readonly Hold[] }) {
  if (holds.length === 0) return <span className="t3">–</span>;
  return (
    <>
      <HoldMarks holds={[...new Set(holds.map(({ kind }) => kind))]} />
      <span className="xs t2 at-hubs-line at-hubs-reason">{holds[0]?.reason}</span>
    </>
  );
}

/** Every hold with its reason, who set it and since when; whoever set it lifts it. */
export function HoldReasons({ hub, holds }: { hub: string; holds: readonly Hold[] }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const { hubs } = useOnScreen();
  const now = useNow(60_000);
  const zone = hubs.find(({ id }) => id === hub)?.zone ?? 'UTC';
  if (holds.length === 0) return null;
  return (
    <>
      <h3 className="part-head c-held">{t('hub.holds')}</h3>
      <ul className="hold-list">
        {holds.map((hold) => (
          <li key={hold.id} className="s">
            <HoldMarks holds={[hold.kind]} /> {hold.reason}
            <div className="t3">
              {organisations.name(hold.by)}, {moment(language, zone, hold.since, now.toISOString())}
            </div>
          </li>
        ))}
      </ul>
      <p className="s t2">{t('hub.lifts_who_set')}</p>
    </>
  );
}
