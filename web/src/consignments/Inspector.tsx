import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { StatusChip } from '../parts/StatusChip';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { BookingTab } from './BookingTab';
import { DocumentsTab } from './DocumentsTab';
import { HistoryTab } from './HistoryTab';
import { InspectorFoot } from './InspectorFoot';
import { Marks } from './Marks';
import { OrderTab } from './OrderTab';
import { useConsignment } from './queries';
import { RecordDialog } from './RecordDialog';
import { TimelineTab } from './TimelineTab';
import { consignmentName } from './words';
import { standingOf, wishOf } from './detail';

const TABS = ['timeline', 'order', 'booking', 'history', 'documents'] as const;
type TabName = (typeof TABS)[number];

/** One consignment: its timeline, order, money, history and papers, and the one thing to do next. */
export function Inspector({ id, isOpened, onClose, tab, onTab }: { id: string | null; isOpened: boolean; onClose: () => void; tab: string; onTab: (tab: TabName) => void }) {
  const t = useT();
  const { data, error, isPending } = useConsignment(id);
  const shown = TABS.find((name) => name === tab) ?? 'timeline';
  return (
    <section className={`panel side sheet ${isOpened ? 'opened' : ''}`} aria-label={t('consignments.inspector')} aria-busy={isPending && id !== null}>
      {!id && <Nothing title={t('consignments.nothing_chosen')} />}
      {id && isPending && <Waiting rows={7} />}
      {id && error && !data && <Failure error={error} />}
      {data && <Contents consignment={data} tab={shown} onTab={onTab} onClose={onClose} />}
    </section>
  );
}

function Contents({ consignment, tab, onTab, onClose }: { consignment: ConsignmentDetail; tab: TabName; onTab: (tab: TabName) => void; onClose: () => void }) {
  const t = useT();
  const organisations = useOrganisations();
  const [recording, setRecording] = useState<{ corrects: string | null } | null>(null);
  const route = wishOf(consignment)?.route ?? null;
  const places = usePlaceBook([route?.origin, route?.destination]);
  const corrected = consignment.records.find(({ id }) => id === recording?.corrects) ?? null;
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2 className="el">{consignmentName(consignment)}</h2>
          <StatusChip status={consignment.status} />
          <span className="grow" />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="s t2 el">
          {organisations.name(consignment.customer)}
          {route && `${t('way.comma')}${places.name(route.origin)} – ${places.name(route.destination)}`}
        </div>
        <div className="marks">
          <Marks row={marked(consignment)} />
        </div>
      </div>
      <div className="tabs">
        <Tabs<TabName> label={t('consignments.parts')} tabs={TABS.map((name) => ({ name, words: t(`consignments.tab_${name}`) }))} on={tab} onPick={onTab} />
      </div>
      {tab === 'timeline' && <TimelineTab consignment={consignment} />}
      {tab === 'order' && <OrderTab consignment={consignment} />}
      {tab === 'booking' && <BookingTab consignment={consignment} />}
      {tab === 'history' && <HistoryTab consignment={consignment} onCorrect={(record) => setRecording({ corrects: record })} />}
      {tab === 'documents' && <DocumentsTab consignment={consignment} />}
      <InspectorFoot consignment={consignment} onRecord={() => setRecording({ corrects: null })} />
      {recording && <RecordDialog consignment={consignment} corrected={corrected} onClose={() => setRecording(null)} />}
    </>
  );
}

function marked(consignment: ConsignmentDetail) {
  const { delivery, estimate } = consignment;
  const due = wishOf(consignment)?.route?.due ?? null;
  const late = due && estimate ? Math.round((Date.parse(estimate.likely) - Date.parse(due)) / 60_000) : null;
  return { holds: delivery.holds, misdirected: delivery.direction.state === 'misdirected', late_minutes: late, standing: standingOf(consignment) };
}
