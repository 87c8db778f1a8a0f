import { useT } from '../../i18n';
import { Labelled } from '../../parts/Labelled';
import { useOnHub } from '../onHub';
import { useWarehouses } from './queries';
import { placeKey, placeWords } from './words';

/** A bay or receiving floor: all of the hub, or those where goods stand. */
export function PlaceField({ label, value, among, onChange }: { label: string; value: string; among?: readonly { warehouse: string; bay?: number | null | undefined }[]; onChange: (value: string) => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const warehouses = useWarehouses(plan.id).data?.warehouses ?? [];
  const all = warehouses.flatMap(({ id, bays }) => [{ warehouse: id }, ...bays.map(({ bay }) => ({ warehouse: id, bay }))]);
  return (
    <Labelled label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('store.choose')}</option>
          {(among ?? all).map((place) => (
            <option key={placeKey(place)} value={placeKey(place)}>{placeWords(t, place)}</option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
