import { useState } from 'react';

import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { countOf, typedWhole } from './forms';
import { NO_FILTER, useGoodsList } from './queries';
import { amountWords, placeKey, placeOf, placeWords } from './words';

/** Counts all that stands in a bay or on a receiving floor: the books beside what was found, line by line. */
export function CountDialog({ place, onClose }: { place: string; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const { warehouse, bay } = placeOf(place);
  const { data } = useGoodsList(plan.id, { ...NO_FILTER, warehouse, bay: String(bay ?? 0) }, 0, 500);
  const [counted, setCounted] = useState<ReadonlyMap<string, string>>(new Map());
  const [how, setHow] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const lines = (data?.goods ?? []).flatMap((row) => row.places.filter(({ location }) => placeKey(location) === place).map(({ amount }) => ({ row, amount })));
  const typed = new Map(lines.map(({ row, amount }) => [row.declaration.id, counted.get(row.declaration.id) ?? String(amount.packages)]));
  const isReady = lines.length > 0 && how.trim() !== '' && [...typed.values()].every((value) => typedWhole(value) !== null);
  return (
    <Dialog
      title={`${t('store.do.count')}: ${placeWords(t, { warehouse, bay })}`}
      width={560}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act(countOf(place, typed, how.trim()))}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>{t('store.do.count')}</button>
        </>
      }
    >
      <p className="s t2">{t('store.count_words')}</p>
      <table className="store-table">
        <tbody>
          {lines.map(({ row, amount }) => (
            <tr key={row.declaration.id}>
              <td className="m">{row.declaration.number}</td>
              <td className="t2">{amountWords(t, language, amount)}</td>
              <td className="num">
                <input inputMode="numeric" size={7} aria-label={`${row.declaration.number}, ${t('store.field.packages')}`} value={typed.get(row.declaration.id) ?? ''} onChange={(event) => setCounted(new Map([...counted, [row.declaration.id, event.target.value]]))} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Labelled label={t('store.field.how')}>{(attributes) => <input {...attributes} value={how} onChange={(event) => setHow(event.target.value)} />}</Labelled>
      <Refused error={error} />
    </Dialog>
  );
}
