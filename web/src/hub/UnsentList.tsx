import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { refusalWords } from '../plan/problems';
import { useOnHub } from './onHub';
import type { Unsent } from './outbox';
import { forget } from './sendOutbox';
import { moment } from './words';

/** Commands that wait for the line, and those that were refused when they arrived: each by itself. */
export function UnsentList({ rows }: { rows: readonly Unsent[] }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  if (rows.length === 0) return null;
  return (
    <ul className="unsent" role="status">
      {rows.map((row) => (
        <li key={row.id} className={row.problem ? 'c-blocked' : ''} data-unsent={row.problem ? 'refused' : 'waiting'}>
          <span className={row.problem ? '' : 'dashed-clock'}>
            <Icon name={row.problem ? 'blocked' : 'late'} />
          </span>
          <span>
            <b className="m">
              {row.words}: {translated(t, `hub.did.${row.action.do}`) ?? row.action.do}, {moment(language, plan.zone, row.happenedAt, floor.now)}
            </b>{' '}
            {row.problem ? refusalWords(t, row.problem) : t('hub.waits')}
          </span>
          {row.problem && (
            <button type="button" className="btn" onClick={() => forget(row.id)}>
              {t('hub.do.forget')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
