import { useT } from '../i18n';
import { Nothing } from '../parts/Nothing';
import { EquipmentInspector } from './EquipmentInspector';
import { LotInspector } from './grain/LotInspector';
import { useOnHub } from './onHub';
import { PlacementInspector } from './PlacementInspector';
import { GoodsInspector } from './store/GoodsInspector';
import { UnitInspector } from './UnitInspector';
import { VisitInspector } from './VisitInspector';

/** What is selected on the floor, its history, and what can be done with it. */
export function HubInspector() {
  const t = useT();
  const { params } = useOnHub();
  return (
    <section className={`panel side sheet hub-side ${params.get('sel') ? 'opened' : ''}`} aria-label={t('hub.inspector')}>
      <Chosen />
    </section>
  );
}

function Chosen() {
  const t = useT();
  const { floor, plan, selected } = useOnHub();
  const [kind, id = ''] = split(selected ?? '');
  if (kind === 'unit') return <UnitInspector unit={id} />;
  if (kind === 'lot') return <LotInspector lot={id} />;
  if (kind === 'goods') return <GoodsInspector goods={id} />;
  if (kind === 'placement') {
    const placement = floor.placements.find(({ proposal }) => proposal.id === id);
    if (placement) return <PlacementInspector placement={placement} />;
  }
  if (kind === 'visit') {
    const visit = floor.visits.find((one) => one.id === id);
    if (visit) return <VisitInspector visit={visit} />;
  }
  if (kind === 'equipment') {
    const machine = plan.equipment.find((one) => one.id === id);
    if (machine) return <EquipmentInspector machine={machine} />;
  }
  return <Nothing title={t(selected ? 'hub.gone' : 'hub.nothing_chosen')}>{t(selected ? 'hub.gone_words' : 'hub.nothing_chosen_words')}</Nothing>;
}

function split(subject: string): [string, string] {
  const at = subject.indexOf(':');
  return at < 0 ? ['', ''] : [subject.slice(0, at), subject.slice(at + 1)];
}
