import { useState } from 'react';

import type { HubAction, HubUnit } from '../api/hub';
import { typedNumber } from '../consignments/orderDraft';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { changedFacts, typedFacts, type TypedFacts } from './facts';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';

/** Puts right what is known of a unit: its number, mass, seals, damage; only what was changed is recorded. */
export function FactsDialog({ answer, onClose }: { answer: HubUnit; onClose: () => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const before = typedFacts(answer);
  const [typed, setTyped] = useState<TypedFacts>(before);
  const set = (change: Partial<TypedFacts>) => setTyped({ ...typed, ...change });
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const facts = changedFacts(before, typed);
  const isBox = answer.row.form === '20' || answer.row.form === '40';
  const isMassBad = typed.mass.trim() !== '' && (typedNumber(typed.mass) ?? -1) <= 0;
  const isPointBad = typed.setPoint.trim() !== '' && typedNumber(typed.setPoint) === null;
  const isReady = facts !== null && Object.keys(facts).length > 0;
  const wish: HubAction | null = facts && { do: 'inventory_state', unit: answer.row.id, facts };
  return (
    <Dialog
      title={t('hub.facts.title', { number: unitNumber(answer.row.number) })}
      width={500}
      onClose={onClose}
      onSubmit={() => isReady && wish && act(wish)}
      foot={
        <>
          <span className="xs t3">{t('hub.facts.words')}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('hub.facts.go')}
          </button>
        </>
      }
    >
      <div className="fields two">
        <Labelled label={t('hub.col_number')}>{(field) => <input {...field} autoComplete="off" value={typed.number} onChange={(event) => set({ number: event.target.value })} />}</Labelled>
        {isBox && (
          <Labelled label={t('hub.facts.fill')}>
            {(field) => (
              <select {...field} value={typed.fill} onChange={(event) => set({ fill: event.target.value === 'empty' ? 'empty' : 'laden' })}>
                <option value="laden">{t('hub.fill.laden')}</option>
                <option value="empty">{t('hub.fill.empty')}</option>
              </select>
            )}
          </Labelled>
        )}
        <Labelled label={t('hub.facts.mass')} error={isMassBad ? t('capacity.no_number') : null}>{(field) => <input {...field} inputMode="decimal" value={typed.mass} onChange={(event) => set({ mass: event.target.value })} />}</Labelled>
        <Labelled label={t('hub.facts.known')}>
          {(field) => (
            <select {...field} value={typed.known} disabled={typed.mass.trim() === ''} onChange={(event) => set({ known: event.target.value === 'verified' ? 'verified' : 'declared' })}>
              <option value="declared">{t('hub.facts.declared')}</option>
              <option value="verified">{t('hub.facts.verified')}</option>
            </select>
          )}
        </Labelled>
        <Labelled label={t('hub.seals')} hint={t('hub.numbers_hint')}>{(field) => <input {...field} autoComplete="off" value={typed.seals} onChange={(event) => set({ seals: event.target.value })} />}</Labelled>
        {isBox && (
          <Labelled label={t('hub.facts.set_point')} error={isPointBad ? t('capacity.no_number') : null}>
            {(field) => <input {...field} inputMode="decimal" value={typed.setPoint} onChange={(event) => set({ setPoint: event.target.value })} />}
          </Labelled>
        )}
        {isBox && (
          <Labelled label={t('hub.onward')}>
            {(field) => (
              <select {...field} value={typed.onward} onChange={(event) => set({ onward: event.target.value })}>
                <option value="">–</option>
                {typed.onward && !floor.visits.some(({ id }) => id === typed.onward) && <option value={typed.onward}>{typed.onward}</option>}
                {floor.visits.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        <Labelled label={t('hub.damage')} hint={t('hub.facts.damage_hint')}>{(field) => <input {...field} value={typed.damage} onChange={(event) => set({ damage: event.target.value })} />}</Labelled>
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
