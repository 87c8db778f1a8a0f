import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { send, type Sent } from './client';
import { Intent } from './intent';

interface Asked {
  path: string;
  method?: Sent['method'];
  body?: unknown;
}

/**
 * Sends what changes something, with the key of its intent: trying again after a failure is the same intent.
 * What failed stays in `error` until the next try.
 */
export function useSend<Answer = unknown>(onDone?: (answer: Answer) => void) {
  const [intent] = useState(() => new Intent());
  return useMutation<Answer, unknown, Asked>({
    mutationFn: ({ path, method = 'POST', body }) => send<Answer>(path, { method, body, key: intent.key({ path, method, body }) }),
    onSuccess: (answer) => {
      intent.done();
      onDone?.(answer);
    },
  });
}
