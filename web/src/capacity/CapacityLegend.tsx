import { useT } from '../i18n';
import { CapacityBar } from './CapacityBar';

const ONE = { room: 1, confirmed: 0, held: 0, waiting: 0, allotted: 0 };

/** What the forms of the bars mean. */
export function CapacityLegend() {
  const t = useT();
  const forms = [
    ['confirmed', { ...ONE, confirmed: 1 }],
    ['held', { ...ONE, held: 1 }],
    ['allotted', { ...ONE, allotted: 1 }],
    ['left', ONE],
    ['waiting', { ...ONE, room: 0, waiting: 1 }],
  ] as const;
  return (
    <span className="leg xs t2 capacity-legend">
      {forms.map(([name, room]) => (
        <span key={name}>
          <CapacityBar room={room} />
          {t(`capacity.${name}`)}
        </span>
      ))}
    </span>
  );
}
