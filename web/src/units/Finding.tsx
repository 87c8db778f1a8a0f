import type { UnitFinding } from '../api/booking';
import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';

/** What is wrong with a number as it was written. */
export function Finding({ finding }: { finding: UnitFinding }) {
  const t = useT();
  return (
    <span className="chip attention" title={finding.detail}>
      <Icon name="attention" />
      {translated(t, `finding.${finding.code}`) ?? finding.detail}
    </span>
  );
}
