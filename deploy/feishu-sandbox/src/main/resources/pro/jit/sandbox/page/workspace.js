import { language, say } from './words.js';

const $ = (id) => document.getElementById(id);
// A company of more departments than this is asked for one by its id, not from a list.
const MOST_CHOICES = 200;
let company = {};
let departments = [];
let choices = { items: [] };
let people = { items: [] };
const names = new Map();
let apps = [];

async function call(method, path, body) {
  const response = await fetch('/sandbox/api' + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(answer.detail || response.status);
  return answer;
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function button(word, action, className = '') {
  const made = element('button', { type: 'button', textContent: say(word), className });
  made.dataset.action = word;
  made.addEventListener('click', () => attempt(action));
  return made;
}

async function attempt(action) {
  try {
    $('message').textContent = '';
    await action();
  } catch (error) {
    $('message').textContent = error.message;
  }
}

const canUse = (person) => person.status === 'active';
const chosen = () => choices.items.find((person) => person.key === $('person').value);
const fewDepartments = () => company.department_count <= MOST_CHOICES;
const nameOf = (person) =>
  person.name === person.en_name ? person.name : `${person.name} · ${person.en_name}`;

function departmentName(id) {
  if (id === '0') return say('root');
  const found = names.get(id);
  if (!found) return id;
  return language.current === 'zh' ? found.name : found.en_name || found.name;
}

async function page(path, parameters) {
  const found = await call('GET', path + '?' + new URLSearchParams(parameters));
  for (const department of found.departments || found.items) names.set(department.id, department);
  return found;
}

async function load() {
  names.clear();
  [company, { items: apps }, { items: departments }] = await Promise.all([
    call('GET', '/company/summary'),
    call('GET', '/apps'),
    page('/departments', { page_size: MOST_CHOICES }),
  ]);
  await Promise.all([loadChoices(), loadPeople()]);
  render();
}

// The choice of who I am: everybody in a small company, those who match in a large one, and always who I am now.
async function loadChoices() {
  const key = $('person').value || localStorage.getItem('person') || 'lin-xiaoman';
  const found = await page('/people', { search: $('find-person').value, page_size: MOST_CHOICES });
  if (!found.items.some((person) => person.key === key)) {
    const me = await call('GET', '/people/' + encodeURIComponent(key)).catch(() => null);
    if (me) found.items.unshift(me);
  }
  choices = found;
  $('find-person').hidden = company.person_count <= MOST_CHOICES;
}

async function loadPeople(more = false) {
  const search = $('search').value;
  const found = await page('/people', { search, page_size: 100, page_token: more ? people.page_token : '' });
  if (search !== $('search').value) return;
  people = more ? { ...found, items: [...people.items, ...found.items] } : found;
}

function render() {
  document.documentElement.lang = language.current;
  document.querySelectorAll('[data-word]').forEach((node) => (node.textContent = say(node.dataset.word)));
  document.querySelectorAll('[data-placeholder]').forEach((node) => (node.placeholder = say(node.dataset.placeholder)));
  $('language').textContent = say('language');
  $('company').textContent = company.name;
  renderPerson();
  renderTiles();
  renderApps();
  renderPeople();
  document.querySelectorAll('[data-departments]').forEach((select) => departmentOptions(select, select.value || '0'));
}

function renderPerson() {
  const remembered = $('person').value || localStorage.getItem('person') || 'lin-xiaoman';
  $('person').replaceChildren(
    ...choices.items
      .filter((person) => person.status !== 'resigned')
      .map((person) =>
        element('option', {
          value: person.key,
          textContent: canUse(person) ? nameOf(person) : `${nameOf(person)} (${say(person.status)})`,
          selected: person.key === remembered,
        }),
      ),
  );
  const person = chosen();
  if (!person) return;
  // Whoever this is, is logged in at Feishu in this browser: the authorize page asks for them by name.
  document.cookie = `feishu_sandbox_person=${encodeURIComponent(person.key)}; path=/; max-age=2592000; samesite=lax`;
  $('avatar').src = person.avatar_url;
  $('person-detail').textContent = [person.job_title, person.departments.map(departmentName).join(', ')]
    .filter(Boolean)
    .join(' · ');
}

function renderTiles() {
  const device = document.querySelector('input[name=device]:checked').value;
  const person = chosen();
  $('tiles').replaceChildren(
    ...apps.map((app) => {
      const home = device === 'phone' ? app.mobile_url : app.pc_url;
      const tile = element('a', { className: 'tile', target: '_blank', rel: 'noopener' });
      tile.dataset.testid = 'tile';
      tile.append(
        element('img', { src: '/sandbox/assets/company.svg', alt: '', width: 48, height: 48 }),
        element('strong', { textContent: app.name }),
        element('span', { textContent: home || say('tileEmpty'), className: 'note' }),
      );
      if (home && person) {
        const query = new URLSearchParams({ person: person.key, device, app_id: app.app_id });
        if ($('plain').checked) query.set('knock', 'false');
        tile.href = '/client/open?' + query;
      }
      return tile;
    }),
  );
}

function renderApps() {
  $('apps').replaceChildren(
    ...apps.map((app) => {
      const redirects = element('textarea', { rows: 3, value: app.redirect_urls.join('\n') });
      const pc = element('input', { type: 'url', value: app.pc_url || '' });
      const mobile = element('input', { type: 'url', value: app.mobile_url || '' });
      const save = async () => {
        const path = '/apps/' + app.app_id;
        await call('PUT', path + '/redirect-urls', { redirect_urls: redirects.value.split('\n').map((url) => url.trim()).filter(Boolean) });
        await call('PUT', path + '/home-pages', { pc_url: pc.value || null, mobile_url: mobile.value || null });
        await load();
        $('message').textContent = say('saved');
      };
      return element(
        'div',
        { className: 'card' },
        element('h2', { textContent: app.name }),
        element('dl', {}, element('dt', { textContent: 'App ID' }), element('dd', {}, element('code', { textContent: app.app_id })),
          element('dt', { textContent: 'App Secret' }), element('dd', {}, element('code', { textContent: app.app_secret }))),
        labelled('redirects', redirects),
        element('div', { className: 'fields' }, labelled('pcUrl', pc), labelled('mobileUrl', mobile)),
        button('save', save, 'primary'),
      );
    }),
  );
}

function labelled(word, field) {
  return element('label', {}, element('span', { textContent: say(word) }), field);
}

function departmentOptions(select, value) {
  const listed = departments.map((department) => department.id);
  select.replaceChildren(
    ...[...new Set(['0', value, ...listed])].map((id) =>
      element('option', { value: id, textContent: departmentName(id), selected: id === value }),
    ),
  );
}

function departmentChoice(value) {
  if (!fewDepartments()) return element('input', { ariaLabel: say('departmentId'), value });
  const select = element('select', { ariaLabel: say('department') });
  departmentOptions(select, value);
  return select;
}

function renderPeople() {
  $('people').replaceChildren(...people.items.map(personRow));
  $('more-people').hidden = !people.has_more;
}

function personRow(person) {
  const path = '/people/' + person.key;
  const does = (action) => async () => {
    await call('POST', path + '/' + action);
    await load();
  };
  const target = departmentChoice(person.departments[0]);
  const move = async () => {
    await call('POST', path + '/move', { departments: [target.value] });
    await load();
  };
  const row = element(
    'li',
    {},
    element('img', { src: person.avatar_url, alt: '', width: 32, height: 32, loading: 'lazy' }),
    element(
      'div',
      { className: 'grow' },
      element('strong', { textContent: nameOf(person) }),
      element('span', { className: 'note', textContent: person.departments.map(departmentName).join(', ') }),
    ),
    element('span', { className: 'status ' + person.status, textContent: say(person.status) }),
    element(
      'div',
      { className: 'actions' },
      target,
      button('move', move),
      canUse(person) ? button('freeze', does('freeze')) : button('unfreeze', does('unfreeze')),
      person.status === 'resigned' ? '' : button('resign', does('resign'), 'danger'),
    ),
  );
  row.dataset.person = person.key;
  return row;
}

async function lookAtScreens() {
  try {
    const { items } = await call('GET', '/qr-codes');
    $('waiting').hidden = items.length === 0;
    $('waiting').textContent = items.length;
    $('no-codes').hidden = items.length > 0;
    const shown = JSON.stringify(items) + language.current;
    if ($('codes').dataset.shown !== shown) {
      $('codes').dataset.shown = shown;
      $('codes').replaceChildren(...items.map(codeRow));
    }
  } catch (error) {
    // The sandbox is away for a moment; look again.
  }
  setTimeout(lookAtScreens, 1000);
}

function codeRow(code) {
  const path = '/qr-codes/' + code.id;
  const by = () => ({ person: $('person').value });
  const actions = element('div', { className: 'actions' });
  if (code.state === 'pending') actions.append(button('scan', () => call('POST', path + '/scan', by()), 'primary'));
  if (code.state === 'scanned') {
    actions.append(
      button('confirm', () => call('POST', path + '/confirm', by()), 'primary'),
      button('refuse', () => call('POST', path + '/refuse')),
    );
  }
  const until = new Date(code.expires_at).toLocaleTimeString(language.current);
  return element(
    'li',
    {},
    element('div', { className: 'grow' }, element('strong', { textContent: code.app_name }), element('span', { className: 'note', textContent: until })),
    actions,
  );
}

function openTab(name) {
  document.querySelectorAll('[role=tab]').forEach((tab) => tab.setAttribute('aria-selected', tab.dataset.tab === name));
  document.querySelectorAll('[role=tabpanel]').forEach((panel) => (panel.hidden = panel.id !== name));
  history.replaceState(null, '', '#' + name);
}

document.querySelectorAll('[role=tab]').forEach((tab) => tab.addEventListener('click', () => openTab(tab.dataset.tab)));
document.querySelectorAll('input[name=device]').forEach((choice) => choice.addEventListener('change', renderTiles));
$('plain').addEventListener('change', renderTiles);
$('search').addEventListener('input', () =>
  attempt(async () => {
    await loadPeople();
    renderPeople();
  }),
);
$('more-people').addEventListener('click', () =>
  attempt(async () => {
    await loadPeople(true);
    renderPeople();
  }),
);
$('find-person').addEventListener('input', () =>
  attempt(async () => {
    await loadChoices();
    renderPerson();
    renderTiles();
  }),
);
$('person').addEventListener('change', () => {
  localStorage.setItem('person', $('person').value);
  renderPerson();
  renderTiles();
});
$('language').addEventListener('click', () => {
  language.toggle();
  render();
});
$('hire').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(async () => {
    const { name, en_name, department } = Object.fromEntries(new FormData(form));
    await call('POST', '/people', { name, en_name: en_name || name, departments: [department] });
    form.reset();
    await load();
  });
});
$('reset').addEventListener('click', () =>
  attempt(async () => {
    await call('POST', '/reset');
    await load();
  }),
);

openTab(['workspace', 'phone', 'office'].includes(location.hash.slice(1)) ? location.hash.slice(1) : 'workspace');
attempt(load);
lookAtScreens();
