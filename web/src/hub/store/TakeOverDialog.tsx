import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { get } from '../../api/client';
import type { StuffingAnnouncement } from '../../api/hub';
import { shortName } from '../../format/names';
import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { hubPath, useHubAct, useHubs } from '../queries';

/** Goods that one command takes over. */
const PART = 500;

/** Takes over a list that another hub made: its heading and goods are known here before the box comes. */
export function TakeOverDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, go } = useOnHub();
  const hubs = (useHubs().data ?? []).filter(({ id }) => id !== plan.id);
  const [from, setFrom] = useState('');
  const [number, setNumber] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, ({ made }) => {
    go({ list: made[0]?.id ?? null });
    onClose();
  });
  const fetched = useMutation<StuffingAnnouncement, unknown, void>({
    mutationFn: () => get<StuffingAnnouncement>(hubPath(from, 'stuffing', number.trim(), 'announcement')),
    onSuccess: ({ heading, goods }) => {
      const parts = Array.from({ length: Math.max(1, Math.ceil(goods.length / PART)) }, (_, index) => goods.slice(index * PART, (index + 1) * PART));
      act(...parts.map((part) => ({ do: 'stuffing_announce' as const, heading, goods: part })));
    },
  });
  const isReady = from !== '' && number.trim() !== '';
  return (
    <Dialog
      title={t('store.take_over')}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && !fetched.isPending && fetched.mutate()}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending || fetched.isPending}>{t('store.take_over_go')}</button>
        </>
      }
    >
      <Labelled label={t('store.take_over_from')}>
        {(field) => (
          <select {...field} value={from} onChange={(event) => setFrom(event.target.value)}>
            <option value="">{t('store.choose')}</option>
            {hubs.map(({ id, name }) => (
              <option key={id} value={id}>{shortName(language, name)}</option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('store.list_number')}>{(field) => <input {...field} value={number} autoComplete="off" onChange={(event) => setNumber(event.target.value)} />}</Labelled>
      <Refused error={fetched.error ?? error} />
    </Dialog>
  );
}
