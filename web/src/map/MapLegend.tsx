import { useT } from '../i18n';
import { ModeMark } from '../parts/ModeMark';
import { REACH_STEPS } from './layers';
import { StatusMark } from './StatusMark';

/** The forms of the map: lines by mode and gauge, crossings by status, reach by days. */
export function MapLegend({ showsReach }: { showsReach: boolean }) {
  const t = useT();
  if (showsReach) return <ReachLegend />;
  return (
    <div className="leg xs t2">
      <span>
        <ModeMark mode="rail" gauge={1435} /> 1435
      </span>
      <span>
        <ModeMark mode="rail" gauge={1520} /> 1520
      </span>
      <span>
        <svg width="24" height="10" viewBox="0 0 24 10" aria-hidden="true">
          <line x1="2" y1="5" x2="24" y2="5" stroke="var(--sea)" strokeWidth="3" strokeLinecap="round" strokeDasharray="0.1 5" />
        </svg>{' '}
        {t('mode.sea')}
      </span>
      <span>
        <ModeMark mode="road" /> {t('mode.road')}
      </span>
      {['open', 'restricted', 'opening', 'planned', 'closed'].map((status) => (
        <StatusMark key={status} status={status} />
      ))}
    </div>
  );
}

function ReachLegend() {
  const t = useT();
  const bounds = [0, ...REACH_STEPS];
  return (
    <div className="leg xs t2">
      {bounds.map((low, index) => {
        const high = bounds[index + 1];
        return (
          <span key={low}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <circle cx="6" cy="6" r="5" fill={`var(--fill-${4 - index})`} stroke="var(--text-1)" strokeWidth="0.8" />
            </svg>{' '}
            {high === undefined ? t('reach.days_over', { days: low }) : t('reach.days_to', { days: high })}
          </span>
        );
      })}
      <span>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.600" fill="var(--surface-1)" stroke="var(--fill-4)" strokeWidth="1.600" />
        </svg>{' '}
        {t('reach.modelled')}
      </span>
    </div>
  );
}
