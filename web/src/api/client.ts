import type { Problem } from './types';

/** A problem that the page found itself: no answer, or none that can be read. */
export function noAnswer(status: number, detail: string): Problem {
  return { type: 'about:blank', title: 'No answer', status, code: 'screen.no_answer', detail };
}

/** A refusal of the server, or the world failing on the way to it (`status` 0). */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** Returns the JSON of a GET. */
export function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return call<Answer>(path, { method: 'GET' }, signal);
}

/** Returns the JSON of a POST. */
export function post<Answer>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return call<Answer>(path, init, signal);
}

async function call<Answer>(path: string, init: RequestInit, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, signal ? { ...init, signal } : init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(noAnswer(0, String(cause)));
  }
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) {
    throw new ApiError(noAnswer(response.status, `expected JSON, got ${type || 'nothing'}`));
  }
  const value: unknown = await response.json();
  if (!response.ok) throw new ApiError(value as Problem);
  return value as Answer;
}
