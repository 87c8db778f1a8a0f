import { useT } from '../i18n';
import { MomentField } from './MomentField';
import { useOnHub } from './onHub';
import { wallAfter } from './words';

/** When something happened: now, or a moment that is typed in later. */
export function WhenField({ wall, onChange }: { wall: string | null; onChange: (wall: string | null) => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  return (
    <>
      <label className="check s">
        <input type="checkbox" checked={wall !== null} onChange={(event) => onChange(event.target.checked ? wallAfter(plan.zone, floor.now, -5) : null)} />
        {t('hub.earlier')}
      </label>
      {wall !== null && (
        <div className="fields two">
          <MomentField id="happened" label={t('hub.happened')} zone={plan.zone} now={floor.now} wall={wall} onChange={onChange} />
        </div>
      )}
    </>
  );
}
