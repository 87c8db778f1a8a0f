import { useState } from 'react';

import type { StuffingLine } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { EachOutcome } from '../EachOutcome';
import { useOnHub } from '../onHub';
import { useEach } from '../useEach';
import { typedWhole } from './forms';
import { PlaceField } from './PlaceField';
import { amountWords, placeOf } from './words';

/** Says what came out of a box: of one line how many and what is damaged, of several that all is as listed. */
export function TellDialog({ list, lines, onClose }: { list: string; lines: readonly StuffingLine[]; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const [asked] = useState(lines);
  const only = asked.length === 1 ? asked[0] : undefined;
  const [packages, setPackages] = useState(String(only?.line.amount.packages ?? ''));
  const [damaged, setDamaged] = useState('');
  const [what, setWhat] = useState('');
  const [to, setTo] = useState('');
  const { send, outcome, error, isPending } = useEach(plan.id);
  const [found, broken] = [typedWhole(packages), typedWhole(damaged)];
  const isReady = to !== '' && (!only || found !== null) && (damaged.trim() === '' || (broken !== null && what.trim() !== ''));
  const go = () =>
    send(asked.map(({ line, goods }) => ({
      words: goods.number,
      action: { do: 'stuffing_tell', list, goods: line.goods, packages: only ? (found ?? 0) : line.amount.packages, to: placeOf(to), ...(only && broken ? { damaged: { packages: broken, what: what.trim() } } : {}) },
    })));
  return (
    <Dialog
      title={only ? `${t('store.tell')}: ${only.goods.number}` : t('store.tell_all')}
      width={540}
      onClose={onClose}
      onSubmit={() => (outcome ? onClose() : isReady && !isPending && go())}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!outcome && (!isReady || isPending)}>{outcome ? t('action.close') : t('store.tell')}</button>
        </>
      }
    >
      {!outcome && (
        <div className="store-form">
          {only && <Labelled label={t('store.field.packages')} hint={amountWords(t, language, only.line.amount)}>{(field) => <input {...field} inputMode="numeric" value={packages} onChange={(event) => setPackages(event.target.value)} />}</Labelled>}
          <PlaceField label={t('store.to_place')} value={to} onChange={setTo} />
          {only && <Labelled label={t('store.field.damaged')}>{(field) => <input {...field} inputMode="numeric" value={damaged} onChange={(event) => setDamaged(event.target.value)} />}</Labelled>}
          {only && <Labelled label={t('store.field.what')}>{(field) => <input {...field} value={what} onChange={(event) => setWhat(event.target.value)} />}</Labelled>}
        </div>
      )}
      {!outcome && !only && (
        <ul className="bulk-what s">
          {asked.map(({ line, goods }) => (
            <li key={line.goods}><b className="m">{goods.number}</b> <span className="t2">{amountWords(t, language, line.amount)}</span></li>
          ))}
        </ul>
      )}
      <Refused error={error} />
      {outcome && <EachOutcome rows={outcome} />}
    </Dialog>
  );
}
