import { useId, useState } from 'react';

import { HOLD_KINDS, type GoodsRow } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { actionOf, begun, fieldsOf, isFilled, type GoodsField, type GoodsForm, type GoodsValues } from './forms';
import { PlaceField } from './PlaceField';

const EMPTY: GoodsValues = { number: '', owner: '', marks: '', description: '', commodity: '', packaging: '', packages: '', mass: '', volume: '', dangerous: '', customs: 'free', from: '', to: '', carrier: '', weighed: 'no', last: 'yes', damaged: '', what: '', document: '', seals: '', hold: 'customs', reason: '', how: '' };

/** Asks what a form about goods needs, and has it done; a refusal is told where it was asked. */
export function GoodsDialog({ form, row, onClose }: { form: GoodsForm; row: GoodsRow | null; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [typed, setTyped] = useState<Partial<GoodsValues>>(() => begun(form, row));
  const values = { ...EMPTY, ...typed };
  const fields = fieldsOf(form, row?.customs === 'bonded');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const isReady = fields.every((field) => isFilled(form, field, values[field]));
  const title = t(`store.do.${form}`);
  return (
    <Dialog
      title={row ? `${title}: ${row.declaration.number}` : title}
      width={580}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act(actionOf(form, row?.declaration.id ?? '', values))}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>{title}</button>
        </>
      }
    >
      <div className="store-form">
        {fields.map((field) => (
          <Field key={field} field={field} form={form} row={row} value={values[field]} onChange={(value) => setTyped({ ...typed, [field]: value })} />
        ))}
      </div>
      <Refused error={error} />
    </Dialog>
  );
}

function Field({ field, form, row, value, onChange }: { field: GoodsField; form: GoodsForm; row: GoodsRow | null; value: string; onChange: (value: string) => void }) {
  const t = useT();
  const label = t(`store.field.${field}`);
  if (field === 'from') return <PlaceField label={label} value={value} among={row?.places.map(({ location }) => location) ?? []} onChange={onChange} />;
  if (field === 'to') return <PlaceField label={label} value={value} onChange={onChange} />;
  if (field === 'carrier') return <CarrierField label={label} value={value} onChange={onChange} />;
  const choices = choicesOf(field, t);
  if (field === 'owner') return <OwnerField label={label} value={value} onChange={onChange} />;
  return (
    <Labelled label={label} hint={hintOf(field, form, t)}>
      {(attributes) =>
        choices ? (
          <select {...attributes} value={value} onChange={(event) => onChange(event.target.value)}>
            {choices.map(([key, words]) => (
              <option key={key} value={key}>{words}</option>
            ))}
          </select>
        ) : (
          <input {...attributes} value={value} autoComplete="off" inputMode={field === 'packages' || field === 'mass' || field === 'damaged' ? 'numeric' : undefined} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Labelled>
  );
}

function hintOf(field: GoodsField, form: GoodsForm, t: ReturnType<typeof useT>): string | undefined {
  if (field === 'packages' && (form === 'issue' || form === 'put_away' || form === 'release')) return t('store.hint.all');
  if (field === 'mass' && form !== 'declare') return t('store.hint.share');
  return field === 'document' && form === 'issue' ? t('store.hint.transit') : undefined;
}

function choicesOf(field: GoodsField, t: ReturnType<typeof useT>): [string, string][] | null {
  if (field === 'customs') return [['free', t('store.free')], ['bonded', t('store.bonded')]];
  if (field === 'weighed' || field === 'last') return [['yes', t('store.yes')], ['no', t('store.no')]];
  return field === 'hold' ? HOLD_KINDS.map((kind) => [kind, t(`hub.hold.${kind}`)]) : null;
}

function OwnerField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const t = useT();
  const organisations = useOrganisations();
  return (
    <Labelled label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('store.choose')}</option>
          {organisations.all.map(({ id, name }) => (
            <option key={id} value={id}>{name}</option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** A truck or ship that is here, or a wagon or box typed by its number. */
function CarrierField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const list = useId();
  const { floor } = useOnHub();
  const visits = floor.visits.filter(({ vehicle, stage }) => vehicle.kind !== 'train' && (stage === 'arrived' || stage === 'working'));
  const shown = visits.find(({ id }) => value === `visit:${id}`)?.name ?? value;
  return (
    <Labelled label={label}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            list={list}
            autoComplete="off"
            value={shown}
            onChange={(event) => {
              const visit = visits.find(({ name }) => name === event.target.value);
              onChange(visit ? `visit:${visit.id}` : event.target.value);
            }}
          />
          <datalist id={list}>
            {visits.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Labelled>
  );
}
