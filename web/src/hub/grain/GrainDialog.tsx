import { useId, useState } from 'react';

import { GRAIN_LOSSES, HOLD_KINDS, type GrainLotRow } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { useOnHub } from '../onHub';
import { useGrain, useHubAct } from '../queries';
import { shortId } from '../words';
import { actionOf, fieldsOf, isFilled, type GrainField, type GrainForm, type GrainValues } from './forms';

interface Choice {
  value: string;
  words: string;
}

const METHODS = ['weighbridge', 'hopper', 'draught', 'declared'] as const;

/** Asks what a form about grain needs, and has it done; a refusal is told where it was asked. */
export function GrainDialog({ kind, lot, onClose }: { kind: GrainForm; lot: GrainLotRow | null; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const cells = useGrain(plan.id).data?.cells ?? [];
  const at = lot?.places[0]?.cell ?? cells[0]?.id ?? '';
  const [typed, setTyped] = useState<Partial<GrainValues>>({});
  const values = { ...EMPTY, cell: at, to: at, otherCell: at, ...typed };
  const fields = fieldsOf(kind, values.method);
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const isReady = fields.every((field) => isFilled(field, values[field], kind));
  return (
    <Dialog
      title={lot ? `${t(`hub.grain_do.${kind}`)}: ${lot.number}` : t(`hub.grain_do.${kind}`)}
      width={540}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act(actionOf(kind, lot?.id ?? '', values))}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t(`hub.grain_do.${kind}`)}
          </button>
        </>
      }
    >
      <div className="grain-form">
        {fields.map((field) => (
          <Field key={field} field={field} kind={kind} values={values} onChange={(value) => setTyped({ ...typed, [field]: value })} />
        ))}
      </div>
      <Refused error={error} />
    </Dialog>
  );
}

const EMPTY: GrainValues = { number: '', owner: '', commodity: '', origin: '', declared: '', cell: '', carrier: '', mass: '', to: '', leg: 'in', method: 'weighbridge', gross: '', tare: '', instrument: '', weigher: '', other: '', otherCell: '', otherMass: '', moisture: '', loss: 'scale', found: '', how: '', hold: 'quarantine', reason: '' };

function Field({ field, kind, values, onChange }: { field: GrainField; kind: GrainForm; values: GrainValues; onChange: (value: string) => void }) {
  const t = useT();
  const list = useId();
  const choices = useChoices(field);
  const label = useLabel(field, kind);
  // A carrier may be typed: a box or wagon by its number.
  const isTyped = field === 'carrier' || choices === null;
  return (
    <Labelled label={label} hint={field === 'carrier' ? t('hub.grain_carrier_hint') : undefined}>
      {(attributes) =>
        isTyped ? (
          <>
            <input {...attributes} list={choices ? list : undefined} autoComplete="off" value={shownCarrier(choices, values[field])} onChange={(event) => onChange(choices?.find(({ words }) => words === event.target.value)?.value ?? event.target.value)} />
            {choices && (
              <datalist id={list}>
                {choices.map(({ value, words }) => (
                  <option key={value} value={words} />
                ))}
              </datalist>
            )}
          </>
        ) : (
          <select {...attributes} value={values[field]} onChange={(event) => onChange(event.target.value)}>
            {(field === 'other' || field === 'owner') && <option value="">–</option>}
            {choices.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        )
      }
    </Labelled>
  );
}

function shownCarrier(choices: readonly Choice[] | null, value: string): string {
  return choices?.find((choice) => choice.value === value)?.words ?? value;
}

/** Returns what can be chosen in a field; nothing where something is typed. */
function useChoices(field: GrainField): Choice[] | null {
  const t = useT();
  const { plan, floor } = useOnHub();
  const grain = useGrain(plan.id).data;
  const organisations = useOrganisations();
  switch (field) {
    case 'cell':
    case 'to':
    case 'otherCell':
      return (grain?.cells ?? []).map(({ id }) => ({ value: id, words: shortId(id) }));
    case 'other':
      return (grain?.lots ?? []).map(({ id, number }) => ({ value: id, words: number }));
    case 'owner':
      return organisations.all.map(({ id, name }) => ({ value: id, words: name }));
    case 'carrier':
      return floor.visits.filter(({ vehicle, stage }) => vehicle.kind !== 'train' && (stage === 'arrived' || stage === 'working')).map(({ id, name }) => ({ value: `visit:${id}`, words: name }));
    case 'leg':
      return (['in', 'out'] as const).map((leg) => ({ value: leg, words: t(`hub.grain_leg.${leg}`) }));
    case 'method':
      return METHODS.map((method) => ({ value: method, words: t(`hub.grain_method.${method}`) }));
    case 'loss':
      return GRAIN_LOSSES.map((loss) => ({ value: loss, words: t(`hub.grain_loss.${loss}`) }));
    case 'hold':
      return HOLD_KINDS.map((hold) => ({ value: hold, words: t(`hub.hold.${hold}`) }));
    case 'number':
    case 'commodity':
    case 'origin':
    case 'declared':
    case 'mass':
    case 'gross':
    case 'tare':
    case 'instrument':
    case 'weigher':
    case 'otherMass':
    case 'moisture':
    case 'found':
    case 'how':
    case 'reason':
      return null;
  }
}

const LABELS = {
  number: 'hub.grain_number',
  owner: 'hub.grain_owner',
  commodity: 'hub.grain_commodity',
  origin: 'hub.grain_origin',
  declared: 'hub.grain_declared_kg',
  cell: 'hub.grain_cell',
  carrier: 'hub.grain_carrier',
  mass: 'hub.grain_mass_kg',
  to: 'hub.grain_to_cell',
  leg: 'hub.grain_leg_label',
  method: 'hub.grain_method_label',
  gross: 'hub.grain_gross_kg',
  tare: 'hub.grain_tare_kg',
  instrument: 'hub.grain_instrument',
  weigher: 'hub.grain_weigher',
  other: 'hub.grain_other_lot',
  otherCell: 'hub.grain_other_cell',
  otherMass: 'hub.grain_other_kg',
  moisture: 'hub.grain_moisture_percent',
  loss: 'hub.grain_loss_label',
  found: 'hub.grain_found_kg',
  how: 'hub.grain_how',
  hold: 'hub.hold_kind',
  reason: 'act.reason',
} as const satisfies Record<GrainField, string>;

function useLabel(field: GrainField, kind: GrainForm): string {
  const t = useT();
  if (field === 'number' && kind === 'blend') return t('hub.grain_new_number');
  if (field === 'moisture' && kind === 'declare') return `${t('hub.grain_moisture')}, %`;
  return t(LABELS[field]);
}
