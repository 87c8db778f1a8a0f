import { useState } from 'react';

import type { Train } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { readIndex } from './composing';

/** Says a train's index, or takes back what was said. */
export function IndexDialog({ train, onClose }: { train: Train; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [typed, setTyped] = useState(train.index ?? '');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const index = readIndex(typed);
  const isWrong = typed.trim() !== '' && index === null;
  return (
    <Dialog
      title={t('hub.composing.index_title', { name: train.name })}
      width={440}
      onClose={onClose}
      onSubmit={() => index && act({ do: 'visit_index', visit: train.visit, index })}
      foot={
        <>
          {train.index && (
            <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'visit_index', visit: train.visit })}>
              {t('hub.composing.index_clear')}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={index === null || isPending}>
            {t('hub.composing.index_keep')}
          </button>
        </>
      }
    >
      <Labelled label={t('hub.train_index')} hint={t('hub.composing.index_hint')} error={isWrong ? t('hub.composing.index_wrong') : null}>
        {(field) => <input {...field} inputMode="numeric" maxLength={20} value={typed} placeholder="4860 123 7050" onChange={(event) => setTyped(event.target.value)} />}
      </Labelled>
      <Refused error={error} />
    </Dialog>
  );
}
