import type { BoxRow, Floor, HubPlan, Spot } from '../api/hub';
import { nameIn } from '../format/names';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Labelled } from '../parts/Labelled';
import { useOnHub } from './onHub';
import { useBlock } from './queries';
import { baysFor, isBorne, topSpots } from './yard';

/** Where a box should go, as far as chosen. */
export interface SpotDraft {
  at: 'yard' | 'wagon' | 'visit';
  block: string;
  bay: string;
  /** `row tier`. */
  top: string;
  /** `wagon slot`. */
  slot: string;
  visit: string;
  stow: string;
}

/** Returns a draft in the block where the box stands, or the first that takes it. */
export function startSpot(plan: HubPlan, row: BoxRow): SpotDraft {
  const own = row.spot.at === 'yard' ? row.spot.block : undefined;
  const fitting = plan.blocks.find(({ purpose }) => purpose === 'mixed' || purpose === row.fill);
  const bay = row.spot.at === 'yard' ? String(row.spot.bay) : row.form === '40' ? '2' : '1';
  return { at: 'yard', block: own ?? fitting?.id ?? plan.blocks[0]?.id ?? '', bay, top: '', slot: '', visit: '', stow: '' };
}

/** What spots are chosen on: the plan, the floor, and what stands in the draft's block as soon as that is known. */
export interface Ground {
  plan: HubPlan;
  floor: Floor;
  boxes: readonly BoxRow[] | undefined;
}

/** Returns the spot of a draft, nothing while something is missing. */
export function spotOf(draft: SpotDraft, { plan, floor, boxes }: Ground, form: string): Spot | null {
  if (draft.at === 'yard') {
    const tops = topsOf(draft, { plan, floor, boxes }, form);
    const top = tops.find(({ row, tier }) => `${row} ${tier}` === draft.top) ?? tops[0];
    return top ? { at: 'yard', block: draft.block, bay: Number(draft.bay), row: top.row, tier: top.tier } : null;
  }
  if (draft.at === 'wagon') {
    const [wagon = '', slot = ''] = draft.slot.split(' ');
    return wagon ? { at: 'wagon', wagon, slot: Number(slot) } : null;
  }
  return draft.visit ? { at: 'visit', visit: draft.visit, ...(draft.stow.trim() ? { stow: draft.stow.trim() } : {}) } : null;
}

function topsOf(draft: SpotDraft, { plan, floor, boxes }: Ground, form: string) {
  const block = plan.blocks.find(({ id }) => id === draft.block);
  const stacks = floor.blocks.find(({ id }) => id === draft.block)?.stacks ?? [];
  const bay = Number(draft.bay);
  return block && baysFor(block.bays, form).includes(bay) ? topSpots(stacks, block.tiers, bay).filter((top) => !boxes || isBorne(boxes, bay, top)) : [];
}

/** Chooses a spot: on top of a stack, on a wagon that stands on a track, aboard a ship that is here. */
export function SpotFields({ draft, form, onChange }: { draft: SpotDraft; form: string; onChange: (draft: SpotDraft) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const set = (change: Partial<SpotDraft>) => onChange({ ...draft, ...change });
  const block = plan.blocks.find(({ id }) => id === draft.block);
  const boxes = useBlock(plan.id, draft.block || null).data;
  const tops = topsOf(draft, { plan, floor, boxes }, form);
  const taken = form === '40' ? 2 : 1;
  const wagons = floor.visits.flatMap(({ name, wagons: all }) => all.filter(({ track }) => track).map((wagon) => ({ name, wagon })));
  const slots = wagons.flatMap(({ name, wagon }) => freeSlots(wagon.slots, wagon.load, taken).map((slot) => ({ name, wagon, slot })));
  const others = floor.visits.filter(({ vehicle, stage }) => vehicle.kind !== 'train' && stage !== 'expected');
  return (
    <>
      <div className="seg" role="group" aria-label={t('hub.where_to')}>
        {(['yard', 'wagon', 'visit'] as const).map((at) => (
          <button key={at} type="button" className={at === draft.at ? 'on' : ''} aria-pressed={at === draft.at} onClick={() => set({ at })}>
            {t(`hub.to.${at}`)}
          </button>
        ))}
      </div>
      {draft.at === 'yard' && (
        <div className="fields two">
          <Labelled label={t('hub.col_block')}>
            {(field) => (
              <select {...field} value={draft.block} onChange={(event) => set({ block: event.target.value, top: '' })}>
                {plan.blocks.map(({ id, name, purpose }) => (
                  <option key={id} value={id}>
                    {nameIn(language, name)}, {t(`hub.purpose.${purpose}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('hub.bay')}>
            {(field) => (
              <select {...field} value={draft.bay} onChange={(event) => set({ bay: event.target.value, top: '' })}>
                {baysFor(block?.bays ?? 0, form).map((bay) => (
                  <option key={bay} value={bay}>
                    {String(bay).padStart(2, '0')}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('hub.row_tier')} hint={tops.length === 0 ? t('hub.bay_full') : undefined}>
            {(field) => (
              <select {...field} value={draft.top || (tops[0] ? `${tops[0].row} ${tops[0].tier}` : '')} onChange={(event) => set({ top: event.target.value })}>
                {tops.map(({ row, tier }) => (
                  <option key={row} value={`${row} ${tier}`}>
                    {t('hub.row_and_tier', { row, tier })}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
      )}
      {draft.at === 'wagon' && (
        <Labelled label={t('hub.col_wagon')} hint={slots.length === 0 ? t('hub.no_slots') : undefined}>
          {(field) => (
            <select {...field} value={draft.slot} onChange={(event) => set({ slot: event.target.value })}>
              <option value="">–</option>
              {slots.map(({ name, wagon, slot }) => (
                <option key={`${wagon.id} ${slot}`} value={`${wagon.id} ${slot}`}>
                  {t('hub.slot_of', { wagon: unitNumber(wagon.number), slot, train: name })}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      {draft.at === 'visit' && (
        <div className="fields two">
          <Labelled label={t('hub.ship_or_truck')} hint={others.length === 0 ? t('hub.no_ships') : undefined}>
            {(field) => (
              <select {...field} value={draft.visit} onChange={(event) => set({ visit: event.target.value })}>
                <option value="">–</option>
                {others.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('hub.stow')}>{(field) => <input {...field} value={draft.stow} onChange={(event) => set({ stow: event.target.value })} />}</Labelled>
        </div>
      )}
    </>
  );
}

/** Returns the slots of a wagon at which a box that takes some may begin. */
function freeSlots(slots: number, load: readonly { slot: number; length: string }[], taken: number): number[] {
  const used = new Set(load.flatMap(({ slot, length }) => (length === '40' ? [slot, slot + 1] : [slot])));
  return Array.from({ length: Math.max(slots - taken + 1, 0) }, (_, index) => index + 1).filter((slot) => Array.from({ length: taken }, (_, at) => slot + at).every((one) => !used.has(one)));
}
