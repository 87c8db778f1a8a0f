import { useState } from 'react';

import type { HubAction, Placement } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useMay, useSession } from '../session/session';
import { InspectorHead } from './InspectorHead';
import { OfferDialog } from './OfferDialog';
import { useOnHub } from './onHub';
import { PlacementChip } from './PlacementChip';
import { usePlacementWords } from './placementWords';
import { placementSteps, type PlacementStep } from './placementSteps';
import { useHubAct } from './queries';
import { StoryOf } from './Story';
import { WagonTable } from './WagonTable';
import { wagonsOf } from './consist';
import { metres, moment } from './words';

/** One placement: its terms, who waits for whom, the wagons, the history, and the next steps. */
export function PlacementInspector({ placement }: { placement: Placement }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const words = usePlacementWords();
  const { plan, floor, select } = useOnHub();
  const { proposal } = placement;
  const visit = floor.visits.find(({ id }) => id === proposal.visit);
  const track = plan.tracks.find(({ id }) => id === proposal.track);
  const at = (instant: string) => moment(language, plan.zone, instant, floor.now);
  const told = words(placement, visit);
  return (
    <>
      <InspectorHead title={visit?.name ?? proposal.visit} chip={<PlacementChip placement={placement} />}>
        <div className="s t2">
          {track ? nameIn(language, track.name) : proposal.track}
          {t('way.comma')}
          {t('hub.placement_made_of', { wagons: visit?.wagons.length ?? 0, boxes: visit?.boxes_on ?? 0, length: metres(t, language, placement.length_mm) })}
        </div>
        {told.isUrgent && (
          <div className="row s m" style={{ color: told.colour }}>
            <Icon name={visit && visit.held > 0 && placement.stage.state !== 'offered' ? 'held' : 'late'} />
            <span>{told.words}</span>
          </div>
        )}
      </InspectorHead>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.inspector')}>
        <dl className="kv hub-kv">
          <dt>{t('hub.col_window')}</dt>
          <dd className="m">
            {at(proposal.from)} – {at(proposal.until)}
          </dd>
          <dt>{t('hub.offered_by')}</dt>
          <dd>
            {organisations.name(placement.by)}, {at(placement.offered_at)}
          </dd>
          <dt>{t('hub.to_whom')}</dt>
          <dd>{organisations.name(proposal.to)}</dd>
          {placement.stage.state === 'offered' && (
            <>
              <dt>{t('hub.expires')}</dt>
              <dd className={placement.expired ? 'c-late m' : ''}>{at(proposal.expires)}</dd>
            </>
          )}
          <dt>{t('hub.units')}</dt>
          <dd>{number(language, proposal.units)}</dd>
          {placement.counters && (
            <>
              <dt>{t('hub.counters')}</dt>
              <dd>{t('hub.counters_words')}</dd>
            </>
          )}
        </dl>
        <div className="pad">
          <button type="button" className="link s" onClick={() => select(`visit:${proposal.visit}`)}>
            {t('hub.to_visit', { name: visit?.name ?? '' })}
          </button>
        </div>
        <WagonTable wagons={wagonsOf(placement, visit)} />
        <StoryOf subject={`placement:${proposal.id}`} />
      </div>
      <Foot placement={placement} />
    </>
  );
}

function Foot({ placement }: { placement: Placement }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const dispatches = useMay('dispatch');
  const own = useSession().data?.organisation?.id ?? '';
  const [asking, setAsking] = useState<PlacementStep | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, () => setAsking(null));
  const id = placement.proposal.id;
  const steps = dispatches ? placementSteps(placement, own) : [];
  const visit = floor.visits.find((one) => one.id === placement.proposal.visit);

  function go(step: PlacementStep) {
    if (step === 'accept' || step === 'place' || step === 'finish_work' || step === 'release') act({ do: `placement_${step}`, placement: id } as HubAction);
    else setAsking(step);
  }

  return (
    <div className="inspector-foot">
      <Refused error={error} />
      {steps.length === 0 && <p className="s t3">{t(dispatches ? 'hub.not_party' : 'permission.lacks_dispatch')}</p>}
      <div className="row buttons hub-buttons">
        {steps.map((step, index) => (
          <button key={step} type="button" className={`btn ${index === 0 ? 'p' : ''}`} disabled={isPending} onClick={() => go(step)}>
            {t(`hub.do.${step}`)}
          </button>
        ))}
      </div>
      {asking === 'counter' && <OfferDialog visit={placement.proposal.visit} counters={placement} onClose={() => setAsking(null)} />}
      {(asking === 'refuse' || asking === 'withdraw') && (
        <ReasonDialog
          title={t(`hub.${asking}_title`, { name: visit?.name ?? '' })}
          words={t(`hub.${asking}_words`)}
          go={t(`hub.do.${asking}`)}
          onGo={(reason) => act({ do: asking === 'refuse' ? 'placement_refuse' : 'placement_withdraw', placement: id, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
