import { language, say } from './words.js';

const $ = (id) => document.getElementById(id);
let company = { people: [], departments: [] };
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
const chosen = () => company.people.find((person) => person.key === $('person').value);
const nameOf = (person) =>
  person.name === person.en_name ? person.name : `${person.name} · ${person.en_name}`;

function departmentName(id) {
  if (id === '0') return say('root');
  const found = company.departments.find((department) => department.id === id);
  if (!found) return id;
  return language.current === 'zh' ? found.name : found.en_name || found.name;
}

async function load() {
  [company, { items: apps }] = await Promise.all([call('GET', '/company'), call('GET', '/apps')]);
  render();
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
    ...company.people
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
  select.replaceChildren(
    ...['0', ...company.departments.map((department) => department.id)].map((id) =>
      element('option', { value: id, textContent: departmentName(id), selected: id === value }),
    ),
  );
}

function renderPeople() {
  const wanted = $('search').value.trim().toLowerCase();
  const matches = (person) =>
    !wanted || [nameOf(person), person.key, ...person.departments.map(departmentName)].join(' ').toLowerCase().includes(wanted);
  $('people').replaceChildren(...company.people.filter(matches).map(personRow));
}

function personRow(person) {
  const path = '/people/' + person.key;
  const does = (action) => async () => {
    await call('POST', path + '/' + action);
    await load();
  };
  const departments = element('select', { ariaLabel: say('department') });
  departmentOptions(departments, person.departments[0]);
  const move = async () => {
    await call('POST', path + '/move', { departments: [departments.value] });
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
      departments,
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
$('search').addEventListener('input', renderPeople);
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
