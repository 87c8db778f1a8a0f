import type { GateWindows } from '../../api/hub';
import { useT } from '../../i18n';
import { clock, shortId } from '../words';

/** The windows of a day, gate by gate: a column is as full as what is taken; the same as a table below. */
export function WindowStrip({ answer, onPick }: { answer: GateWindows; onPick: (from: string) => void }) {
  const t = useT();
  return (
    <div className="gate-days">
      {answer.gates.map(({ gate, windows }) => (
        <div key={gate} className="gate-day">
          <span className="s t2">{shortId(gate)}</span>
          <ol className="gate-strip">
            {windows.map(({ from, until, places, taken, over }) => {
              const words = t('hub.gate.window', { from: clock(answer.zone, from), until: clock(answer.zone, until), taken, places });
              return (
                <li key={from}>
                  <button type="button" className={`gate-window ${over ? 'over' : ''} ${taken >= places ? 'full' : ''}`} title={words} aria-label={`${words}, ${over ? t('hub.gate.over') : t('at_hubs.free_places', { count: places - taken, amount: places - taken })}`} disabled={over || taken >= places} onClick={() => onPick(from)} data-window={from}>
                    {taken > 0 && <span className="gate-level" style={{ height: `${places === 0 ? 0 : Math.min(100, (100 * taken) / places)}%` }} />}
                    <span className="gate-free">{over ? '' : places - taken}</span>
                  </button>
                  {from.slice(14, 16) === '00' && <span className="gate-hour">{clock(answer.zone, from).slice(0, 2)}</span>}
                  <span className="gate-clock" aria-hidden="true">{clock(answer.zone, from)}</span>
                </li>
              );
            })}
          </ol>
        </div>
      ))}
      <details className="gate-table">
        <summary className="s">{t('hub.gate.table')}</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.gate.title')}>
          <table className="cl">
            <thead>
              <tr>
                <th scope="col">{t('hub.view.gate')}</th>
                <th scope="col">{t('hub.gate.window_col')}</th>
                <th scope="col" className="num">{t('hub.gate.taken')}</th>
                <th scope="col" className="num">{t('hub.gate.free')}</th>
              </tr>
            </thead>
            <tbody>
              {answer.gates.flatMap(({ gate, windows }) =>
                windows.map(({ from, until, places, taken }) => (
                  <tr key={`${gate} ${from}`}>
                    <td>{shortId(gate)}</td>
                    <td>
                      {clock(answer.zone, from)}–{clock(answer.zone, until)}
                    </td>
                    <td className="num">{taken}</td>
                    <td className="num">{Math.max(0, places - taken)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}
