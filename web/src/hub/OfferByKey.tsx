import { useLayoutEffect, useRef, useState } from 'react';

import { useMay } from '../session/session';
import { OfferDialog } from './OfferDialog';
import { useOnHub } from './onHub';

/** `G` then `P` leads to another screen; within this time a `P` is part of that. */
const GO_MILLIS = 1500;

/** `P` offers a placement of the chosen train: the key path of what dragging does. */
export function OfferByKey() {
  const dispatches = useMay('dispatch');
  const { floor, selected } = useOnHub();
  const [visit, setVisit] = useState<string | null>(null);
  const goAt = useRef(-GO_MILLIS);
  const chosen = floor.visits.find(({ id, vehicle }) => vehicle.kind === 'train' && selected === `visit:${id}`)?.id ?? null;
  // Before the screen shows that a train is chosen, the key works.
  useLayoutEffect(() => {
    if (!dispatches) return undefined;
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      if (key === 'g') goAt.current = event.timeStamp;
      else if (key === 'p' && chosen && event.timeStamp - goAt.current > GO_MILLIS) {
        event.preventDefault();
        setVisit(chosen);
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [dispatches, chosen]);
  return visit ? <OfferDialog visit={visit} onClose={() => setVisit(null)} /> : null;
}
