import { useState } from 'react';

import type { ConsignmentDetail, ConsignmentRow, UnitAnswer } from '../api/booking';
import { newUuid7 } from '../api/intent';
import { usePages } from '../api/pages';
import { wishOf } from '../consignments/detail';
import { CONSIGNMENTS, useAct, useConsignment } from '../consignments/queries';
import { consignmentName, goodsWords, shortId, tonnes } from '../consignments/words';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useNow } from '../shell/now';
import { unitChanged } from './queries';
import { openList, readStuffing, unstuffed, type Quantity, type Stuffing } from './stuffing';

const CHOICES_MAX = '200';
const STUFFABLE = 'ordered,planned,booked,received,under_way,arrived';

/** Puts goods of a consignment into a unit; several consignments share it under one stuffing list. */
export function StuffDialog({ unit: { unit }, onClose }: { unit: UnitAnswer; onClose: () => void }) {
  const t = useT();
  const now = useNow(60_000).getTime();
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState<Partial<Stuffing>>({});
  const [isShared, setIsShared] = useState(false);
  const [ownList] = useState(() => newUuid7(now));
  const consignment = useConsignment(chosen || null).data ?? null;
  const rest = consignment ? restOf(consignment, unit.id) : null;
  const stuffing = { ...proposed(rest), ...typed };
  const share = readStuffing(stuffing);
  // What is shared already stays under its list; the second consignment begins one.
  const open = openList(unit.cargo);
  const list = open ?? (isShared ? ownList : null);
  const hasOther = unit.cargo.state === 'one' && consignment !== null && unit.cargo.line.consignment !== consignment.id;
  const { act, error, isPending } = useAct(consignment ?? { id: '', version: 0 }, () => {
    unitChanged(unit.id);
    onClose();
  });
  return (
    <Dialog
      title={t('stuff.title', { number: unitNumber(unit.identity.raw) })}
      width={560}
      onClose={onClose}
      onSubmit={() => consignment && share && act({ do: 'stuff', unit: unit.id, ...share, list })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!consignment || !share || isPending}>
            {t('stuff.go')}
          </button>
        </>
      }
    >
      <ConsignmentField
        value={chosen}
        onChange={(id) => {
          setChosen(id);
          setTyped({});
        }}
      />
      {rest && <Left rest={rest} />}
      <div className="fields two">
        <Labelled label={t('order.tonnes')} error={consignment && share === null ? t('capacity.no_number') : null}>
          {(field) => <input {...field} inputMode="decimal" value={stuffing.tonnes} onChange={(event) => setTyped({ ...typed, tonnes: event.target.value })} />}
        </Labelled>
        <Labelled label={t('order.pieces')} hint={t('stuff.pieces_hint')}>
          {(field) => <input {...field} inputMode="numeric" value={stuffing.pieces} onChange={(event) => setTyped({ ...typed, pieces: event.target.value })} />}
        </Labelled>
      </div>
      <label className="check s">
        <input type="checkbox" checked={list !== null} disabled={open !== null} onChange={(event) => setIsShared(event.target.checked)} />
        <span>{open ? t('stuff.under', { list: shortId(open) }) : t('stuff.shared')}</span>
      </label>
      {hasOther && <p className="s c-late">{t('stuff.carries')}</p>}
      <Refused error={error} />
    </Dialog>
  );
}

function Left({ rest }: { rest: Quantity }) {
  const t = useT();
  const language = useLanguage();
  return <p className="s t2">{t('stuff.left', { mass: tonnes(t, language, rest.mass_kg), pieces: number(language, rest.pieces) })}</p>;
}

/** Returns what of a consignment's order is in no other unit. */
function restOf(consignment: ConsignmentDetail, unit: string): Quantity {
  const goods = wishOf(consignment)?.goods ?? [];
  const ordered = { mass_kg: goods.reduce((sum, { mass_kg }) => sum + mass_kg, 0), pieces: goods.reduce((sum, { packaging }) => sum + packaging.pieces, 0) };
  return unstuffed(ordered, consignment.units.filter((one) => one.unit !== unit).map(({ share }) => share));
}

function proposed(rest: Quantity | null): Stuffing {
  return { tonnes: rest && rest.mass_kg > 0 ? String(rest.mass_kg / 1000) : '', pieces: rest && rest.pieces > 0 ? String(rest.pieces) : '' };
}

/** The consignments that can be stuffed, with whose they are. */
function ConsignmentField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const list = usePages<ConsignmentRow>(CONSIGNMENTS, { limit: CHOICES_MAX, status: STUFFABLE, sort: '-updated' });
  return (
    <Labelled label={t('stuff.consignment')} hint={list.isSuccess && list.items.length === 0 ? t('stuff.none') : undefined}>
      {(field) => (
        <select {...field} value={value} disabled={list.isPending} onChange={(event) => onChange(event.target.value)}>
          <option value="">–</option>
          {list.items.map((row) => (
            <option key={row.id} value={row.id}>
              {[consignmentName(row), organisations.name(row.customer), goodsWords(t, language, row)].join(t('way.comma'))}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
