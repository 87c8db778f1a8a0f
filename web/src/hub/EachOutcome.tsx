import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { refusalWords } from '../plan/problems';
import type { EachRow } from './useEach';

/** What became of each of many wishes: done, or refused with the reason. */
export function EachOutcome({ rows }: { rows: readonly EachRow[] }) {
  const t = useT();
  const done = rows.filter(({ problem }) => problem === null).length;
  return (
    <>
      <p role="status" className="b">{t('bulk.outcome', { done, count: rows.length })}</p>
      <div className="scroll bulk-list" tabIndex={0} role="region" aria-label={t('bulk.list')}>
        <table>
          <tbody>
            {rows.map(({ words, problem }, index) => (
              <tr key={`${words} ${index}`} data-result={problem ? 'refused' : 'done'}>
                <td className="m">{words}</td>
                <td>
                  <span className={`chip ${problem ? 'blocked' : 'ok'}`}>
                    <Icon name={problem ? 'blocked' : 'ok'} />
                    {t(problem ? 'bulk.refused' : 'bulk.done')}
                  </span>
                </td>
                <td className="wrap t2">{problem ? refusalWords(t, problem) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
