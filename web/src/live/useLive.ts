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
function isAbout(queryKey: readonly unknown[], entity: string): boolean {
  return queryKey[0] === 'own' && queryKey.slice(2).some((part) => typeof part === 'string' && part !== '' && entity.endsWith(part));
}
