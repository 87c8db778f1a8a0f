import type { Train } from '../../api/hub';
import { useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { remarkOfTrain } from './composing';

/** What stands in the way of the whole train: goods too near to each other or to an end, reefers without power. */
export function TrainRemarks({ train }: { train: Train }) {
  const t = useT();
  const remarks = train.remarks ?? [];
  if (remarks.length === 0) return null;
  return (
    <ul className="train-remarks" aria-label={t('hub.composing.remarks')}>
      {remarks.map((remark) => {
        const words = remarkOfTrain(t, remark);
        return (
          <li key={words} className="s said c-blocked" data-remark={remark.kind}>
            <Icon name="blocked" />
            {words}
          </li>
        );
      })}
    </ul>
  );
}
