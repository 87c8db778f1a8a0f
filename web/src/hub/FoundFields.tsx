import { useState } from 'react';

import type { Block } from '../api/hub';
import { isChecked } from '../format/unitNumber';
import { useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import type { FoundBox } from './counting';

/** A box that stands in a bay and that the books do not have there. */
export function FoundFields({ block, bay, onAdd }: { block: Block; bay: number; onAdd: (found: FoundBox) => void }) {
  const t = useT();
  const [typed, setTyped] = useState({ number: '', length: '20' as FoundBox['length'], fill: 'laden' as FoundBox['fill'], row: '1', tier: '1' });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const number = typed.number.replace(/[\s-]/g, '').toUpperCase();
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

  function add() {
    if (number === '') return;
    // A 40 ft box has the even number between the two bays that it covers.
    onAdd({ number, length: typed.length, fill: typed.fill, bay: typed.length === '40' ? bay + 1 : bay, row: Number(typed.row), tier: Number(typed.tier) });
    set({ number: '' });
  }

  return (
    <fieldset
      className="found-fields"
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        add();
      }}
    >
      <legend className="s m">{t('hub.count.add')}</legend>
      <Labelled label={t('hub.col_number')} hint={isChecked(number) === false ? t('hub.list.problem.check') : undefined}>{(field) => <input {...field} autoComplete="off" value={typed.number} onChange={(event) => set({ number: event.target.value })} />}</Labelled>
      <Labelled label={t('hub.count.length')}>
        {(field) => (
          <select {...field} value={typed.length} onChange={(event) => set({ length: event.target.value === '40' ? '40' : '20' })}>
            <option value="20">{t('hub.feet', { feet: '20' })}</option>
            <option value="40">{t('hub.feet', { feet: '40' })}</option>
          </select>
        )}
      </Labelled>
      <Labelled label={t('hub.facts.fill')}>
        {(field) => (
          <select {...field} value={typed.fill} onChange={(event) => set({ fill: event.target.value === 'empty' ? 'empty' : 'laden' })}>
            <option value="laden">{t('hub.fill.laden')}</option>
            <option value="empty">{t('hub.fill.empty')}</option>
          </select>
        )}
      </Labelled>
      <Labelled label={t('hub.count.row')}>
        {(field) => (
          <select {...field} value={typed.row} onChange={(event) => set({ row: event.target.value })}>
            {numbers(block.rows).map((row) => <option key={row}>{row}</option>)}
          </select>
        )}
      </Labelled>
      <Labelled label={t('hub.count.tier')}>
        {(field) => (
          <select {...field} value={typed.tier} onChange={(event) => set({ tier: event.target.value })}>
            {numbers(block.tiers).map((tier) => <option key={tier}>{tier}</option>)}
          </select>
        )}
      </Labelled>
      <button type="button" className="btn" disabled={number === ''} onClick={add}>
        {t('hub.count.add_go')}
      </button>
    </fieldset>
  );
}
