import { useState } from 'react';

import type { UnitAnswer } from '../api/booking';
import { useAct, useConsignment, useConsignmentNames } from '../consignments/queries';
import { shortId, tonnes } from '../consignments/words';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { href } from '../route';
import { useOrganisations } from '../session/organisations';
import { useMay } from '../session/session';
import { unitChanged } from './queries';
import { cargoLines, openList, type StuffedLine } from './stuffing';

/** What is in a unit: one consignment's goods, or the lines of its stuffing list with their sum. */
export function CargoList({ answer: { unit } }: { answer: UnitAnswer }) {
  const t = useT();
  const language = useLanguage();
  const lines = cargoLines(unit.cargo);
  const list = openList(unit.cargo);
  const names = useConsignmentNames(lines.map(({ consignment }) => consignment));
  const [stripping, setStripping] = useState<string | null>(null);
  const mass = lines.reduce((sum, line) => sum + line.mass_kg, 0);
  const pieces = lines.reduce((sum, line) => sum + line.pieces, 0);
  return (
    <section aria-label={t(list ? 'stuff.list' : 'units.col_cargo')}>
      <h3>{list ? t('stuff.list') : t('units.col_cargo')}</h3>
      {list && <p className="xs t3" title={list}>{t('stuff.number', { list: shortId(list) })}</p>}
      {lines.length === 0 && <p className="s t2">{t('stuff.empty')}</p>}
      {lines.length > 0 && (
        <table className="stuffing">
          <colgroup>
            <col />
            <col className="c-tonnes" />
            <col className="c-pieces" />
            <col className="c-strip" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('consignments.col_consignment')}</th>
              <th scope="col" className="num">{t('unit.t')}</th>
              <th scope="col" className="num">{t('order.pieces')}</th>
              <th scope="col">
                <span className="sr-only">{t('book.action')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.consignment} line={line} name={names(line.consignment)} onStrip={() => setStripping(line.consignment)} />
            ))}
          </tbody>
          {lines.length > 1 && (
            <tfoot>
              <tr>
                <td className="b">{t('inspector.total')}</td>
                <td className="num b">{number(language, mass / 1000, mass % 1000 === 0 ? 0 : 1)}</td>
                <td className="num b">{pieces > 0 ? number(language, pieces) : '–'}</td>
                <td />
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {stripping && <StripDialog unit={unit.id} consignment={stripping} name={names(stripping)} line={lines.find(({ consignment }) => consignment === stripping) ?? null} onClose={() => setStripping(null)} />}
    </section>
  );
}

function Line({ line, name, onStrip }: { line: StuffedLine; name: string; onStrip: () => void }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const may = useMay('record');
  const customer = useConsignment(line.consignment).data?.customer;
  return (
    <tr data-stuffed={line.consignment}>
      <td>
        <a className="el" href={href('consignments', new URLSearchParams({ id: line.consignment, tab: 'order' }))}>
          {name}
        </a>
        <div className="xs t3 wrap">{customer && organisations.name(customer)}</div>
      </td>
      <td className="num">{number(language, line.mass_kg / 1000, line.mass_kg % 1000 === 0 ? 0 : 1)}</td>
      <td className="num">{line.pieces > 0 ? number(language, line.pieces) : '–'}</td>
      <td className="num">
        {may && (
          <button type="button" className="btn" aria-label={t('stuff.strip_of', { name })} onClick={onStrip}>
            {t('stuff.strip')}
          </button>
        )}
      </td>
    </tr>
  );
}

/** Asks before goods are taken out: they can be put in again, and both stay in the history. */
function StripDialog({ unit, consignment, name, line, onClose }: { unit: string; consignment: string; name: string; line: StuffedLine | null; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const found = useConsignment(consignment).data ?? null;
  const { act, error, isPending } = useAct(found ?? { id: consignment, version: 0 }, () => {
    unitChanged(unit);
    onClose();
  });
  return (
    <Dialog
      title={t('stuff.strip_title', { name })}
      width={420}
      onClose={onClose}
      onSubmit={() => found && act({ do: 'strip', unit })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!found || isPending}>
            {t('stuff.strip')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('stuff.strip_words', { mass: tonnes(t, language, line?.mass_kg ?? 0) })}</p>
      <Refused error={error} />
    </Dialog>
  );
}
