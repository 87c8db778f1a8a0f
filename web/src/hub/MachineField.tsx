import type { Equipment } from '../api/hub';
import { nameIn } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { useOnHub } from './onHub';
import { isDown } from './reach';

/** Chooses the machine that does a move, or nobody; those out of order say so. */
export function MachineField({ machines, value, hint, onChange }: { machines: readonly Equipment[]; value: string; hint?: string | undefined; onChange: (machine: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const { floor } = useOnHub();
  return (
    <Labelled label={t('hub.machine')} hint={hint}>
      {(field) => (
        <select {...field} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('hub.no_machine')}</option>
          {machines.map(({ id, name }) => (
            <option key={id} value={id}>
              {nameIn(language, name)}
              {isDown(floor, id) ? ` (${t('hub.down')})` : ''}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
