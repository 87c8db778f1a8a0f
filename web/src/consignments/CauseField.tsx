import { useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { useSession } from '../session/session';

export type Cause = 'customer' | 'carrier';
export const CAUSES = ['customer', 'carrier'] as const satisfies readonly Cause[];

/** Who wants a change: the customer pays the fees of the quotation, the carrier none. Only the operator speaks for the carrier. */
export function CauseField({ value, onChange }: { value: Cause; onChange: (cause: Cause) => void }) {
  const t = useT();
  const isOperator = useSession().data?.organisation?.kind === 'operator';
  if (!isOperator) return null;
  return (
    <Labelled label={t('change.cause')} hint={t(`change.cause_${value}_words`)}>
      {(field) => (
        <select {...field} value={value} onChange={(event) => onChange(CAUSES.find((one) => one === event.target.value) ?? value)}>
          {CAUSES.map((cause) => (
            <option key={cause} value={cause}>
              {t(`change.cause_${cause}`)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
