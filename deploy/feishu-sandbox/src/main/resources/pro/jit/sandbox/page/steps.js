// The developer console: what has to be done to an app, each step with a switch that leaves it undone.
import { say } from './words.js';
import { attempt, call, element, labelled, state } from './parts.js';
import { subscriptionForm } from './subscription.js';

let scopes = { tenant: [], user: [] };
let eventTypes = { happening: [] };
// Where each app's events go; the types it has subscribed to are part of the app, since they belong to its versions.
const subscriptions = new Map();
// What a step was set to before it was undone, so that doing it again brings it back.
const before = new Map();
const opened = new Set();
let reload = async () => {};

export async function loadOffers() {
  [scopes, eventTypes] = await Promise.all([call('GET', '/scopes'), call('GET', '/event-types')]);
}

export async function loadSubscriptions() {
  await Promise.all(state.apps.map(async (app) => subscriptions.set(app.app_id, await call('GET', `/apps/${app.app_id}/events`))));
}

export function start(afterChange) {
  reload = afterChange;
}

export function renderApps(container) {
  container.replaceChildren(...state.apps.map(appCard));
}

function appCard(app) {
  const edited = app.draft || app;
  const path = '/apps/' + app.app_id;
  const done = [
    step(app, 'webApp', edited.web_app, (on) => put(path + '/web-app', { enabled: on })),
    homePage(app, edited, path, 'pc_url'),
    homePage(app, edited, path, 'mobile_url'),
    permissions(app, edited, path, 'tenant'),
    permissions(app, edited, path, 'user'),
    range(app, edited, path, 'dataRange', 'data_range', '/data-range'),
    redirects(app, path),
    range(app, edited, path, 'availability', 'availability', '/availability'),
    events(app, edited, path),
    publication(app, path),
    step(app, 'enabled', app.enabled, (on) => put(path + '/state', { enabled: on })),
  ];
  return element(
    'div',
    { className: 'card' },
    element('h2', { textContent: app.name }),
    element(
      'dl',
      {},
      element('dt', { textContent: 'App ID' }),
      element('dd', {}, element('code', { textContent: app.app_id })),
      element('dt', { textContent: 'App Secret' }),
      element('dd', {}, element('code', { textContent: app.app_secret })),
    ),
    element('p', { className: 'note', textContent: say('stepsNote') }),
    app.draft && app.versions.some(isPublished) ? waiting(path) : null,
    element('ol', { className: 'steps' }, ...done),
  );
}

// The numbers that the set-up guide gives its steps.
const NUMBERS = { webApp: 'F3', pc_url: 'F4', mobile_url: 'F4', tenantScopes: 'F5', userScopes: 'F6', dataRange: 'F7', redirects: 'F8', availability: 'F9', published: 'F9' };

const isPublished = (version) => version.status === 'approved';

async function publish(path) {
  const version = await call('POST', path + '/versions', {});
  await call('POST', `${path}/versions/${version.version_id}/publish`);
}

function waiting(path) {
  const now = element('button', { type: 'button', className: 'primary', textContent: say('publishDraft') });
  now.addEventListener('click', () => attempt(saving(() => publish(path)), say('saved')));
  return element('p', { className: 'waiting' }, element('span', { textContent: say('draftWaits') }), now);
}

const put = (path, body) => call('PUT', path, body);

// One step: a switch, its name, what it means, and what can be set about it.
function step(app, word, done, change, ...details) {
  const id = `${app.app_id}-${word}`;
  const toggle = element('input', { type: 'checkbox', checked: done, id });
  toggle.setAttribute('role', 'switch');
  toggle.dataset.step = word;
  toggle.addEventListener('change', () => attempt(saving(() => change(toggle.checked)), say('saved')));
  const text = element('label', { htmlFor: id }, element('strong', { textContent: say(word) }, NUMBERS[word] ? element('small', { textContent: NUMBERS[word] }) : null), element('span', { className: 'note', textContent: say(word + 'Note') }));
  const line = element('div', { className: 'step' }, toggle, text);
  if (details.length === 0) return element('li', {}, line);
  const more = element('details', { open: opened.has(id) }, element('summary', { textContent: say('details') }), ...details);
  more.addEventListener('toggle', () => (more.open ? opened.add(id) : opened.delete(id)));
  return element('li', {}, line, more);
}

// A change that fails leaves the switch where Feishu has it.
const saving = (action) => async () => {
  try {
    await action();
  } finally {
    await reload();
  }
};

// Undoing keeps the value that there was; doing takes it up again, or the usual one.
function remember(app, word, done, value, usual) {
  const key = app.app_id + word;
  if (done) before.set(key, value);
  return () => before.get(key) || usual;
}

function homePage(app, edited, path, field) {
  const value = edited[field];
  const last = remember(app, field, Boolean(value), value, edited.pc_url || edited.mobile_url || app.redirect_urls[0]);
  const set = (url) => put(path + '/home-pages', { pc_url: edited.pc_url, mobile_url: edited.mobile_url, [field]: url || null });
  const input = element('input', { type: 'url', value: value || '', placeholder: 'https://…/login' });
  input.addEventListener('change', () => attempt(saving(() => set(input.value)), say('saved')));
  return step(
    app,
    field,
    Boolean(value),
    (on) => {
      if (on && !last()) throw new Error(say('addressFirst'));
      return set(on ? last() : null);
    },
    labelled('address', input),
  );
}

function redirects(app, path) {
  const set = app.redirect_urls.length > 0;
  const last = remember(app, 'redirects', set, app.redirect_urls, [app.pc_url || app.mobile_url].filter(Boolean));
  const input = element('textarea', { rows: 3, value: app.redirect_urls.join('\n') });
  const save = (urls) => put(path + '/redirect-urls', { redirect_urls: urls });
  input.addEventListener('change', () =>
    attempt(saving(() => save(input.value.split('\n').map((url) => url.trim()).filter(Boolean))), say('saved')),
  );
  return step(
    app,
    'redirects',
    set,
    (on) => {
      if (on && last().length === 0) throw new Error(say('addressFirst'));
      return save(on ? last() : []);
    },
    labelled('redirectList', input),
  );
}

function permissions(app, edited, path, identity) {
  const has = edited.scopes[identity];
  const last = remember(app, identity, has.length > 0, has, scopes[identity]);
  const save = (names) => put(path + '/scopes', { [identity]: names });
  const boxes = [...new Set([...scopes[identity], ...has])].map((name) => {
    const box = element('input', { type: 'checkbox', checked: has.includes(name) });
    box.addEventListener('change', () =>
      attempt(saving(() => save(box.checked ? [...has, name] : has.filter((other) => other !== name))), say('saved')),
    );
    return element('label', { className: 'check' }, box, element('code', { textContent: name }));
  });
  return step(app, identity + 'Scopes', has.length > 0, (on) => save(on ? last() : []), element('div', { className: 'scopes' }, ...boxes));
}

// A range: everybody, or the people and departments named; nobody when none is.
function range(app, edited, path, word, field, route) {
  const now = edited[field];
  const done = now.type !== 'some' || now.people.length + now.departments.length > 0;
  const last = remember(app, word, done, now, { type: 'all' });
  const save = (value) => put(path + route, value);
  const types = field === 'data_range' ? ['all', 'availability', 'some'] : ['all', 'some'];
  const type = element('select', {}, ...types.map((value) => element('option', { value, textContent: say('range_' + value), selected: value === now.type })));
  const people = element('input', { value: now.people.join(' ') });
  const departments = element('input', { value: now.departments.join(' ') });
  const words = (input) => input.value.split(/[\s,，]+/).filter(Boolean);
  const change = () =>
    attempt(
      saving(() => save(type.value === 'some' ? { type: 'some', people: words(people), departments: words(departments) } : { type: type.value })),
      say('saved'),
    );
  [type, people, departments].forEach((field_) => field_.addEventListener('change', change));
  const some = now.type === 'some' ? [labelled('rangePeople', people), labelled('rangeDepartments', departments)] : [];
  return step(
    app,
    word,
    done,
    (on) => save(on ? last() : { type: 'some', people: [], departments: [] }),
    element('div', { className: 'fields' }, labelled('rangeType', type), ...some),
  );
}

function publication(app, path) {
  const published = app.versions.some(isPublished);
  const wait = element('input', { type: 'checkbox', checked: app.drafts });
  const drafting = (on) => put(path + '/drafts', { enabled: on });
  wait.addEventListener('change', () => attempt(saving(() => drafting(wait.checked)), say('saved')));
  const last = remember(app, 'published', published, String(app.drafts), String(app.drafts));
  return step(
    app,
    'published',
    published,
    async (on) => {
      if (!on) return call('DELETE', path + '/versions');
      await publish(path);
      return drafting(last() === 'true');
    },
    element('label', { className: 'check' }, wait, element('span', { textContent: say('drafts') })),
  );
}

// Events: how they come, which, and with which secrets. Undone, nothing is sent; the secrets stay, as Feishu has them from the start.
function events(app, edited, path) {
  const { mode, request_url } = subscriptions.get(app.app_id);
  const way = { mode, request_url, subscribed: edited.events };
  const now = { ...way, encrypt_key: app.encrypt_key, verification_token: app.verification_token };
  const done = mode !== 'none' && way.subscribed.length > 0;
  const last = remember(app, 'events', done, way, { mode: 'long_connection', request_url: '', subscribed: eventTypes.happening });
  const save = (subscription) => put(path + '/events', subscription);
  const offered = [...new Set([...eventTypes.happening, ...now.subscribed])];
  // What was entered stays where it is when Feishu does not take it, such as a request URL that does not answer the challenge.
  const form = subscriptionForm(now, offered, (wanted) =>
    attempt(async () => {
      await save(wanted);
      await reload();
    }, say('saved')),
  );
  return step(app, 'events', done, (on) => save({ ...now, ...(on ? last() : { mode: 'none', request_url: '', subscribed: [] }) }), form);
}
