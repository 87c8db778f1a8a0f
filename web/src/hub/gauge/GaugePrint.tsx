import { createPortal } from 'react-dom';

import type { GaugeDocument } from '../../api/gauge';
import { number } from '../../format/number';
import { localAt, wallText } from '../../format/time';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { useOrganisations } from '../../session/organisations';
import { useOnHub } from '../onHub';
import { placeWords } from './GaugeUnits';

/** The document on paper: transfer list, exceptions, supplementary notes, lines for both signatures. Seen by printers only, beside the page: a list is longer than one sheet. */
export function GaugePrint({ document }: { document: GaugeDocument }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const organisations = useOrganisations();
  // Paper is read on other days: the date in full.
  const at = (instant: string) => {
    const time = localAt(plan.zone, instant);
    return time ? wallText(time).replace('T', ' ') : instant;
  };
  const signed = new Map(document.signatures.map((signature) => [signature.by.organisation, signature]));
  const numberOf = (id: string) => unitNumber(document.units.find(({ unit }) => unit === id)?.number ?? id);
  return createPortal(
    <article className="gauge-print" aria-hidden="true">
      <h1>
        {t('hub.gauge_units')}: {document.from.name} ({document.from.gauge_mm} mm) / {document.to.name} ({document.to.gauge_mm} mm)
      </h1>
      <p>
        {plan.id}, {at(document.opened.at)} ({plan.zone}), {document.id}
      </p>
      {document.corrects && <p>{t('hub.gauge_corrects', { reason: `${document.corrects.reason} (${document.corrects.act})` })}</p>}
      <table>
        <thead>
          <tr>
            {[t('hub.col_no'), t('hub.col_number'), 'kg', t('hub.gauge_stood'), t('hub.gauge_stands'), t('hub.seals'), t('hub.gauge_exceptions')].map((words) => (
              <th key={words}>{words}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {document.units.map((unit, index) => (
            <tr key={unit.unit}>
              <td>{index + 1}</td>
              <td>{unitNumber(unit.number)}</td>
              <td>{unit.mass_kg === undefined || unit.mass_kg === null ? '–' : number(language, unit.mass_kg)}</td>
              <td>{placeWords(unit.from)}</td>
              <td>{unit.to ? placeWords(unit.to) : (unit.note ?? '–')}</td>
              <td>{(unit.tally?.seals ?? unit.seals).join(', ')}</td>
              <td>{unit.exceptions.map(({ kind, words, by }) => `${t(`hub.gauge_exception.${kind}`)} ${words} (${organisations.name(by.organisation)}, ${at(by.at)})`).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {document.missing.length > 0 && (
        <p>
          {t('hub.gauge_missing')}: {document.missing.join(', ')}
        </p>
      )}
      {document.supplementary.map((note) => (
        <p key={note.number}>
          <b>{note.number}</b> {t('hub.gauge_note_to', { main: note.main })}: {note.lines.map((line) => `${numberOf(line.unit)} ${number(language, line.mass_kg)} kg ${t('hub.gauge_pieces', { count: line.pieces })} ${line.wagon_number ?? ''}`).join('; ')}
        </p>
      ))}
      <p>SHA-256 {document.hash}</p>
      <div className="gauge-print-sides">
        {[document.opened.organisation, document.partner].map((side) => {
          const signature = signed.get(side);
          return (
            <p key={side}>
              {organisations.name(side)}
              <br />
              {signature ? t('hub.gauge_signed_by', { name: signature.name, when: at(signature.by.at) }) : '________________________'}
            </p>
          );
        })}
      </div>
    </article>,
    window.document.body,
  );
}
