import { Charges } from '../hub/charges/Charges';
import { useNow } from '../shell/now';
import { currentSettings } from '../shell/settings';
import { useOnScreen } from './onScreen';

/** What a hub charges who is signed in; the operator sees what it charges everybody. */
export function ChargesPart() {
  const { hubs, params, go } = useOnScreen();
  const hub = hubs.find(({ id }) => id === params.get('hub')) ?? hubs.find(({ id }) => id === currentSettings().hub) ?? hubs[0];
  const now = useNow(60_000).toISOString();
  return hub ? <Charges hub={hub} now={now} params={params} go={go} /> : null;
}
