import { useLayoutEffect, useState } from 'react';

import { useMay } from '../session/session';
import { followsGo } from '../shell/goKey';
import { OfferDialog } from './OfferDialog';
import { useOnHub } from './onHub';

/** `P` offers a placement of the chosen train: the key path of what dragging does. */
export function OfferByKey() {
  const dispatches = useMay('dispatch');
  const { floor, selected } = useOnHub();
  const [visit, setVisit] = useState<string | null>(null);
  const chosen = floor.visits.find(({ id, vehicle }) => vehicle.kind === 'train' && selected === `visit:${id}`)?.id ?? null;
  // Before the screen shows that a train is chosen, the key works.
  useLayoutEffect(() => {
    if (!dispatches) return undefined;
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || document.querySelector('dialog[open]')) return;
      // `G` then `P` leads to another screen.
      if (event.key.toLowerCase() === 'p' && chosen && !followsGo(event)) {
        event.preventDefault();
        setVisit(chosen);
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [dispatches, chosen]);
  return visit ? <OfferDialog visit={visit} onClose={() => setVisit(null)} /> : null;
}
