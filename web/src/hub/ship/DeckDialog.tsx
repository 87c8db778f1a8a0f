import { useState } from 'react';

import type { Deck, Visit } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';

/** Returns decks of lines as `D3 4.7 120 118.5`: name, height, metres of each lane; nothing where a line is none. */
export function decksOf(text: string): { name: string; height_mm: number; lanes_mm: number[] }[] | null {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const decks = lines.map((line) => {
    const [name = '', ...figures] = line.split(/[\s;]+/);
    const [height = Number.NaN, ...lanes] = figures.map((figure) => Math.round(Number(figure.replace(',', '.')) * 1000));
    return { name, height_mm: height, lanes_mm: lanes };
  });
  return decks.every(({ height_mm, lanes_mm }) => [height_mm, ...lanes_mm].every((figure) => Number.isFinite(figure) && figure > 0) && lanes_mm.length > 0) ? decks : null;
}

function linesOf(decks: readonly Deck[]): string {
  return decks.map(({ name, height_mm, lanes_mm }) => [name, ...[height_mm, ...lanes_mm].map((mm) => String(mm / 1000))].join(' ')).join('\n');
}

/** Says which decks a ship has: one a line, with its height and the metres of its lanes. */
export function DeckDialog({ visit, decks, onClose }: { visit: Visit; decks: readonly Deck[]; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [text, setText] = useState(linesOf(decks));
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const read = decksOf(text);
  return (
    <Dialog
      title={t('hub.ship_decks_of', { name: visit.name })}
      onClose={onClose}
      onSubmit={() => read && act({ do: 'ship_decks', visit: visit.id, decks: read })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!read || isPending}>
            {t('hub.ship_decks_go')}
          </button>
        </>
      }
    >
      <Labelled label={t('hub.ship_decks')} hint={t('hub.ship_decks_hint')} error={read ? null : t('hub.ship_decks_wrong')}>
        {(field) => <textarea {...field} className="list-text" rows={6} spellCheck={false} placeholder="D3 4.7 120 120 118.5" value={text} onChange={(event) => setText(event.target.value)} />}
      </Labelled>
      <Refused error={error} />
    </Dialog>
  );
}
