// The routes that book and record, as far as the screens need them. Nothing is kept: a new start is a new world.
import { act, answer, bulk, create, events, list, offers, page } from './consignments.mjs';
import { add, correctNumber, deliveriesOf, discrepancies, enter, importFile, ping, register, replay, session, settle, tables, template, unit, units } from './others.mjs';
import { actOnRun, run, runs } from './runs.mjs';
import { hash, refusal, state } from './world.mjs';

const ok = (body, status = 200) => ({ status, body });
const refused = (problem) => ({ status: problem.status, type: 'application/problem+json', body: problem });
const decided = ({ problem, body }) => (problem ? refused(problem) : ok(body));
const missing = refused(refusal(404, 'consignment.not_found', 'not found'));
const TABLES = 'organisations|people|keys|webhooks';

/** Method, path, what it answers: `ask` has the groups of the path, the query, the body as JSON and as text. */
const ROUTES = [
  ['GET', '/v1/session', () => ok(session())],
  ['POST', '/v1/session', ({ json }) => (json.password === 'wrong' ? refused(refusal(401, 'access.bad_credentials', 'bad credentials')) : ok(enter('ORG-LYG')))],
  ['POST', '/v1/session/invitation', () => ok(enter('ORG-ASTYQ'))],
  ['POST', '/v1/session/demo', ({ json }) => ok(enter(json.organisation))],
  ['DELETE', '/v1/session', () => ((state.session = null), { status: 204, body: {} })],
  ['GET', '/v1/consignments', ({ query }) => ok(list(query))],
  ['POST', '/v1/consignments', ({ json }) => ok(create(json))],
  ['POST', '/v1/consignments/actions', ({ json }) => ok(bulk(json))],
  ['GET', '/v1/consignments/([^/]+)', ({ path: [id] }) => (state.consignments.has(id) ? ok(answer(state.consignments.get(id))) : missing)],
  ['GET', '/v1/consignments/([^/]+)/events', ({ path: [id], query }) => ok(events(id, query))],
  ['POST', '/v1/consignments/([^/]+)/offers', ({ path: [id] }) => ok(offers(state.consignments.get(id)))],
  ['POST', '/v1/consignments/([^/]+)/actions', ({ path: [id], json }) => decided(act(id, json))],
  ['GET', '/v1/runs', ({ query }) => ok(runs(query))],
  ['GET', '/v1/runs/([^/]+)/([^/]+)/([^/]+)', ({ path }) => ok(run(...path))],
  ['POST', '/v1/runs/([^/]+)/([^/]+)/([^/]+)/actions', ({ path, json }) => decided(actOnRun(...path, json))],
  ['GET', '/v1/units', ({ query }) => ok(units(query))],
  ['POST', '/v1/units', ({ json }) => ok(register(json))],
  ['GET', '/v1/units/([^/]+)', ({ path: [id] }) => ok(unit(id))],
  ['POST', '/v1/units/([^/]+)/actions', ({ path: [id], json }) => ok(correctNumber(id, json))],
  ['GET', '/v1/imports', ({ query }) => ok(page(state.imports, query))],
  ['GET', '/v1/imports/templates/(\\w+)', ({ path: [kind] }) => ({ status: 200, type: 'text/csv', body: template(kind) })],
  ['POST', '/v1/imports', ({ query, text }) => ok(importFile(query, text))],
  ['GET', '/v1/discrepancies', ({ query }) => ok(discrepancies(query))],
  ['POST', '/v1/discrepancies/([^/]+)/actions', ({ path: [id], json }) => ok(settle(id, json))],
  ['POST', '/v1/attachments', ({ text }) => ok({ hash: hash(text), bytes: text.length, media_type: 'application/pdf' })],
  ['GET', '/v1/webhooks/([^/]+)/deliveries', ({ query }) => ok(deliveriesOf(query))],
  ['POST', '/v1/webhooks/([^/]+)/deliveries/([^/]+)/replay', ({ path: [, id] }) => ok(replay(id))],
  ['POST', '/v1/webhooks/([^/]+)/ping', () => ok(ping())],
  ['GET', `/v1/(${TABLES})`, ({ path: [name], query }) => ok(page(tables[name], query))],
  ['POST', `/v1/(${TABLES})`, ({ path: [name], json }) => ok(add[name](json))],
  ['PATCH', `/v1/(${TABLES})/([^/]+)`, ({ path: [name, id], json }) => ok(Object.assign(tables[name].find((one) => one.id === id), json))],
  ['DELETE', `/v1/(${TABLES})/([^/]+)`, ({ path: [name, id] }) => {
    const at = tables[name].findIndex((one) => one.id === id);
    if (name === 'keys') tables.keys[at].state = 'revoked';
    else tables[name].splice(at, 1);
    return { status: 204, body: {} };
  }],
].map(([method, path, go]) => ({ method, path: new RegExp(`^${path}$`), go }));

const OPEN = /^\/v1\/session/;

/** Returns the answer of a route of this part, or nothing when the address is none of them. */
export function booking(method, url, text) {
  for (const route of ROUTES) {
    const found = route.method === method && route.path.exec(url.pathname);
    if (!found) continue;
    if (!state.session && !OPEN.test(url.pathname)) return refused(refusal(401, 'access.not_signed_in', 'sign in first'));
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return route.go({ path: found.slice(1).map(decodeURIComponent), query: url.searchParams, json, text });
  }
  return null;
}

/** Keeps a line open: what was recorded after the position asked for, then everything as it is recorded. */
export function stream(request, response, url) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const write = (event) => response.write(`id: ${event.position}\nevent: recorded\ndata: ${JSON.stringify(event)}\n\n`);
  const after = Number(request.headers['last-event-id'] ?? url.searchParams.get('after') ?? state.position);
  response.write(': open\n\n');
  for (const event of state.events) if (event.position > after) write(event);
  state.listeners.add(write);
  const beat = setInterval(() => response.write(': beat\n\n'), 15_000);
  request.on('close', () => {
    clearInterval(beat);
    state.listeners.delete(write);
  });
}
