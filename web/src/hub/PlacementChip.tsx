import type { Placement } from '../api/hub';
import { useT } from '../i18n';

const FORMS = { offered: 'hub-offered', accepted: 'life-plan', placed: 'life-way', worked: 'life-done' } as const;

/** How far a placement has come: dashed while offered, a line once accepted, filled once placed. */
export function PlacementChip({ placement }: { placement: Placement }) {
  const t = useT();
  const { state } = placement.stage;
  return <span className={`chip ${FORMS[state]}`}>{t(placement.expired && state === 'offered' ? 'hub.expired' : `hub.placement.${state}`)}</span>;
}
