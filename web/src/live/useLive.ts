import { useEffect } from 'react';

import { queryClient } from '../api/queries';
import { useMay } from '../session/session';
import { listen, startStream, stopStream } from './stream';

/** Keeps the line open while somebody who may read is signed in; single things on screen are always fresh. */
export function useLive(): void {
  const reads = useMay('read');
  useEffect(() => {
    if (!reads) return undefined;
    startStream();
    const stop = listen((heard) => {
      if ('lagging' in heard) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'own' || queryKey[0] === 'pages' });
      else void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isAbout(queryKey, heard.recorded.entity) });
    });
    return () => {
      stop();
      stopStream();
    };
  }, [reads]);
}

/** Returns whether a key names the entity; the journal writes its kind before its identifier. */
export function isAbout(queryKey: readonly unknown[], entity: string): boolean {
  const [whose, what, ...parts] = queryKey;
  if (whose !== 'own') return false;
  if (entity.startsWith(LEDGER)) return (what === 'run' && typeof parts[0] === 'string' && isRun(parts[0], entity)) || what === 'departures';
  return parts.some((part) => typeof part === 'string' && part !== '' && entity.endsWith(part));
}

const LEDGER = 'ledger';

/** A ledger is named by service, date, shift and section; by their hash where that would be too long, and then it may be any run. */
function isRun(name: string, entity: string): boolean {
  const [service = '', date = '', section = '', shift = ''] = name.split(' ');
  return !entity.includes('_') || entity.endsWith(`${service}_${date}_${shift || '0'}_${section}`);
}
