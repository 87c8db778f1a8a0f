import { useT } from '../../i18n';
import { Tabs } from '../../parts/Tabs';
import { useOnHub } from '../onHub';
import { StoryOf } from '../Story';
import { Charges } from './Charges';
import { TariffTable } from './TariffTable';

const PARTS = ['acts', 'tariff'] as const;

/** What a hub charges: billable acts of a period with their lines of the tariff, sums by act and payer, and the tariff itself. */
export function ChargesView() {
  const t = useT();
  const { plan, floor, params, go } = useOnHub();
  const part = params.get('part') === 'tariff' ? 'tariff' : 'acts';
  return (
    <div className="hub-charges">
      <Tabs label={t('hub.charges.parts')} tabs={PARTS.map((name) => ({ name, words: t(`hub.charges.${name === 'acts' ? 'title' : 'tariff'}`) }))} on={part} onPick={(name) => go({ part: name === 'acts' ? null : name })} />
      {part === 'acts' ? <Charges hub={plan} now={floor.now} params={params} go={go} story={(subject) => <StoryOf subject={subject} />} /> : <TariffTable />}
    </div>
  );
}
