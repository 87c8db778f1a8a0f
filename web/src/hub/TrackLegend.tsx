import { useT } from '../i18n';
import { HatchDefs } from './HatchDefs';

const FORMS = [
  ['offered', { fill: 'none', stroke: 'var(--accent)', strokeDasharray: '2.500 2' }],
  ['accepted', { fill: 'none', stroke: 'var(--planned)' }],
  ['placed', { fill: 'var(--fill-3)', stroke: 'var(--fill-3)' }],
  ['empty', { fill: 'var(--surface-1)', stroke: 'var(--fill-3)' }],
  ['worked', { fill: 'var(--rail-1435)', stroke: 'var(--rail-1435)' }],
  ['held', { fill: 'url(#hub-held)', stroke: 'var(--held)' }],
] as const;

/** What the forms on the tracks mean. */
export function TrackLegend() {
  const t = useT();
  return (
    <span className="leg xs t2 hub-legend">
      {FORMS.map(([name, look]) => (
        <span key={name}>
          <svg width="22" height="11" aria-hidden="true">
            {name === 'held' && <HatchDefs />}
            <rect x=".7" y=".7" width="20.600" height="9.600" rx="1" {...look} />
          </svg>
          {t(`hub.form.${name}`)}
        </span>
      ))}
    </span>
  );
}
