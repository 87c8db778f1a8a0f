import { useT } from '../i18n';
import { Tabs } from '../parts/Tabs';
import { navigate, useRoute } from '../route';
import { DiscrepanciesView } from './DiscrepanciesView';
import { ImportView } from './ImportView';

const VIEWS = ['import', 'discrepancies'] as const;
type View = (typeof VIEWS)[number];

/** What comes in from elsewhere: files of events, units and orders, and what does not agree with what is known here. */
export default function ImportsScreen() {
  const t = useT();
  const { params } = useRoute();
  const view = VIEWS.find((name) => name === params.get('show')) ?? 'import';
  const views = <Tabs<View> label={t('imports.views')} tabs={VIEWS.map((name) => ({ name, words: t(`imports.view_${name}`) }))} on={view} onPick={(name) => navigate('imports', name === 'import' ? undefined : new URLSearchParams({ show: name }))} />;
  return view === 'import' ? <ImportView views={views} /> : <DiscrepanciesView views={views} />;
}
