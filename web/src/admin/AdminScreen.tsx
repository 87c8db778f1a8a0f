import { useT } from '../i18n';
import { Tabs } from '../parts/Tabs';
import { navigate, useRoute } from '../route';
import { KeysView } from './KeysView';
import { OrganisationsView } from './OrganisationsView';
import { PeopleView } from './PeopleView';
import { WebhooksView } from './WebhooksView';

const VIEWS = ['organisations', 'people', 'keys', 'webhooks'] as const;
type View = (typeof VIEWS)[number];

/** Administration: who may do what, and which systems hear of it. */
export default function AdminScreen() {
  const t = useT();
  const { params } = useRoute();
  const view = VIEWS.find((name) => name === params.get('show')) ?? 'organisations';
  const views = (
    <Tabs<View> label={t('admin.views')} tabs={VIEWS.map((name) => ({ name, words: t(`admin.${name}`) }))} on={view} onPick={(name) => navigate('admin', name === 'organisations' ? undefined : new URLSearchParams({ show: name }))} />
  );
  switch (view) {
    case 'organisations':
      return <OrganisationsView views={views} />;
    case 'people':
      return <PeopleView views={views} />;
    case 'keys':
      return <KeysView views={views} />;
    case 'webhooks':
      return <WebhooksView views={views} />;
  }
}
