import type { ReeferAlarm } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { moment } from '../words';

/** Alarms of refrigerated boxes: what, since when, who said what; one button to acknowledge, one to clear. */
export function AlarmTable({ alarms, onPick }: { alarms: readonly ReeferAlarm[]; onPick: (unit: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const organisations = useOrganisations();
  const records = useOperates('record');
  const { act, error, isPending } = useHubAct(plan.id);
  if (alarms.length === 0) return <p className="s t3 gate-none">{t('hub.reefers.no_alarms')}</p>;
  const say = (row: ReeferAlarm, answer: 'acknowledged' | 'cleared') => act({ do: 'reefer_answer', unit: row.unit, alarm: row.alarm, began: row.began, answer });
  return (
    <div className="scroll reefer-alarms" tabIndex={0} role="region" aria-label={t('hub.reefers.alarms')}>
      <Refused error={error} />
      <table className="cl">
        <thead>
          <tr>
            <th scope="col">{t('hub.reefers.number')}</th>
            <th scope="col">{t('hub.reefers.alarm_col')}</th>
            <th scope="col">{t('hub.reefers.began')}</th>
            <th scope="col">{t('hub.reefers.raised')}</th>
            <th scope="col">{t('hub.reefers.cleared')}</th>
            <th scope="col">{t('hub.reefers.said')}</th>
            <th scope="col"><span className="sr-only">{t('hub.gate.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {alarms.map((row) => (
            <tr key={`${row.unit} ${row.alarm} ${row.began}`} data-alarm={row.alarm} className={row.cleared ? 'stale' : ''}>
              <td className="m">
                <button type="button" className="link" onClick={() => onPick(row.unit)}>
                  {unitNumber(row.number)}
                </button>
              </td>
              <td>
                <span className={`chip ${row.cleared ? 'none' : 'late'}`}>
                  {!row.cleared && <Icon name="attention" />}
                  {t(`hub.reefers.alarm.${row.alarm}`)}
                </span>
              </td>
              <td className="nw">{moment(language, plan.zone, row.began, floor.now)}</td>
              <td className="nw">{moment(language, plan.zone, row.raised, floor.now)}</td>
              <td className="nw">{row.cleared ? moment(language, plan.zone, row.cleared, floor.now) : '–'}</td>
              <td className="wrap">{row.answers.map(({ answer, by, note }) => `${t(`hub.reefers.answer.${answer}`)}, ${organisations.name(by)}${note ? `: ${note}` : ''}`).join('; ')}</td>
              <td className="gate-actions">
                {records && !row.cleared && !row.answers.some(({ answer }) => answer === 'acknowledged') && (
                  <button type="button" className="btn" disabled={isPending} onClick={() => say(row, 'acknowledged')}>
                    {t('hub.reefers.do.acknowledge')}
                  </button>
                )}
                {records && !row.cleared && (
                  <button type="button" className="btn q" disabled={isPending} onClick={() => say(row, 'cleared')}>
                    {t('hub.reefers.do.clear')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
