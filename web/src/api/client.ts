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

/** What a request that changes something sends besides its address. */
export interface Sent {
  method: 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** The same for every try of one intent: the server carries it out once. */
  key?: string | undefined;
}

/** Returns the JSON of a request that changes something, nothing where the answer is empty. */
export function send<Answer>(path: string, { method, body, key }: Sent): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key) headers['idempotency-key'] = key;
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = JSON.stringify(body);
  return call<Answer>(path, init);
}

/** Returns the JSON of a POST whose body is a file as it is. */
export function upload<Answer>(path: string, file: Blob, mediaType: string, key: string): Promise<Answer> {
  return call<Answer>(path, { method: 'POST', headers: { 'content-type': mediaType, 'idempotency-key': key }, body: file });
}

let ahead = 0;

/** Returns by how many milliseconds the server's clock is ahead of this computer's, as its last answer told. */
export function serverAhead(): number {
  return ahead;
}

async function call<Answer>(path: string, init: RequestInit, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, signal ? { ...init, signal } : init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(noAnswer(0, String(cause)));
  }
  const told = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(told)) ahead = told - Date.now();
  if (response.status === 204) return undefined as Answer;
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) {
    throw new ApiError(noAnswer(response.status, `expected JSON, got ${type || 'nothing'}`));
  }
  const value: unknown = await response.json();
  if (!response.ok) throw new ApiError(value as Problem);
  return value as Answer;
}
