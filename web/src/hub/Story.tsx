import type { HistoryRow } from '../api/hub';
import { duration } from '../format/duration';
import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { useOnHub } from './onHub';
import { useHubHistory } from './queries';
import { minutesBetween, moment } from './words';

/** From how many minutes on a record is late. */
const LATE_MINUTES = 10;

/** What happened to a subject, asked for. */
export function StoryOf({ subject }: { subject: string }) {
  const { plan } = useOnHub();
  const story = useHubHistory(plan.id, subject);
  if (story.error && !story.data) return <Failure error={story.error} />;
  if (!story.data) return <Waiting rows={3} />;
  return <Story rows={story.data} />;
}

/** What happened, the latest first: when it happened, when it was recorded (orange when late), what, who. */
export function Story({ rows }: { rows: readonly HistoryRow[] }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const organisations = useOrganisations();
  const at = (instant: string) => moment(language, plan.zone, instant, floor.now);
  return (
    <>
      <h3 className="part-head">
        {t('hub.story')} <span className="t3 s">{number(language, rows.length)}</span>
      </h3>
      <table className="story">
        <thead>
          <tr>
            <th scope="col">{t('history.happened')}</th>
            <th scope="col">{t('history.recorded')}</th>
            <th scope="col">{t('history.event')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const late = minutesBetween(row.happened_at, row.recorded_at);
            return (
              <tr key={row.position}>
                <td className="m">{at(row.happened_at)}</td>
                <td className={late > LATE_MINUTES ? 'c-late m' : 't2'} title={late > LATE_MINUTES ? t('history.later', { duration: duration(t, language, late) }) : undefined}>
                  {at(row.recorded_at)}
                </td>
                <td className="wrap">
                  {translated(t, `journal_event.${row.kind}`) ?? row.kind} <span className="t3">{organisations.name(row.organisation)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
