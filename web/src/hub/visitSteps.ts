import type { Visit } from '../api/hub';

/** What is done to a visit. */
export type VisitStep = 'arrive' | 'offer' | 'moor' | 'list' | 'read' | 'estimate' | 'form' | 'complete' | 'depart' | 'build' | 'cancel' | 'ship';

/** Returns what can be done to a visit in its stage, the next thing first. */
export function visitSteps(visit: Visit, isPlaced: boolean): VisitStep[] {
  const isTrain = visit.vehicle.kind === 'train';
  const offers: VisitStep[] = isTrain && !isPlaced ? ['offer'] : [];
  const moors: VisitStep[] = visit.vehicle.kind === 'vessel' ? ['moor'] : [];
  // A train that is announced with boxes comes from elsewhere: it is not made up here.
  const forms: VisitStep[] = isTrain && (visit.stage !== 'expected' || visit.boxes === 0) ? ['form'] : [];
  const reads: VisitStep[] = isTrain ? ['read'] : [];
  const builds: VisitStep[] = isTrain ? ['build'] : [];
  const works: VisitStep[] = visit.vehicle.kind === 'vessel' ? ['ship'] : [];
  switch (visit.stage) {
    case 'expected':
      // A train that was made up here departs without having arrived.
      return ['arrive', ...offers, ...moors, ...works, 'list', ...reads, 'estimate', ...forms, ...builds, ...(forms.length > 0 && visit.wagons.length > 0 ? (['depart'] as const) : []), 'cancel'];
    case 'arrived':
      return [...works, ...offers, ...moors, 'complete', 'estimate', ...forms, ...builds];
    case 'working':
      return [...works, 'complete', ...moors, 'estimate', ...forms, ...builds];
    default:
      return ['depart', ...works, 'estimate', ...forms, ...builds];
  }
}
