// The page: puts its parts together and keeps them up to date.
import { language, say } from './words.js';
import { $, attempt, call, callTenant, element, page, state, MOST_CHOICES } from './parts.js';
import * as workspace from './workspace.js';
import * as steps from './steps.js';
import * as people from './people.js';
import * as weather from './weather.js';
import { lookAtScreens } from './phone.js';

async function load() {
  [state.brand, { items: state.tenants }] = await Promise.all([call('GET', '/brands'), call('GET', '/tenants'), steps.loadOffers()]);
  const wanted = state.tenant || localStorage.getItem('tenant ' + state.brand.brand);
  state.tenant = (state.tenants.find((tenant) => tenant.tenant_key === wanted) || state.tenants[0]).tenant_key;
  state.names.clear();
  [state.company, { items: state.apps }, { items: state.departments }] = await Promise.all([
    callTenant('GET', '/company/summary'),
    callTenant('GET', '/apps'),
    page('/departments', { page_size: MOST_CHOICES }),
  ]);
  await Promise.all([workspace.loadChoices(), people.loadPeople(), steps.loadSubscriptions(), weather.loadWeather()]);
  render();
}

function render() {
  document.documentElement.lang = language.current;
  document.querySelectorAll('[data-word]').forEach((node) => (node.textContent = say(node.dataset.word)));
  document.querySelectorAll('[data-placeholder]').forEach((node) => (node.placeholder = say(node.dataset.placeholder)));
  $('language').textContent = say('language');
  $('subtitle').textContent = say('subtitle_' + state.brand.brand);
  document.title = say('title_' + state.brand.brand);
  $('tenant').replaceChildren(
    ...state.tenants.map((tenant) =>
      element('option', { value: tenant.tenant_key, textContent: tenant.name, selected: tenant.tenant_key === state.tenant }),
    ),
  );
  renderBrands();
  workspace.renderPerson();
  workspace.renderTiles();
  steps.renderApps($('apps'));
  people.renderPeople();
  weather.renderWeather();
}

function renderBrands() {
  const others = Object.entries(state.brand.origins).filter(([name]) => name !== state.brand.brand);
  $('brands').replaceChildren(...others.map(([name, origin]) => element('a', { href: origin + '/', textContent: say('to_' + name) })));
}

function openTab(name) {
  document.querySelectorAll('[role=tab]').forEach((tab) => tab.setAttribute('aria-selected', tab.dataset.tab === name));
  document.querySelectorAll('[role=tabpanel]').forEach((panel) => (panel.hidden = panel.id !== name));
  history.replaceState(null, '', '#' + name);
}

document.querySelectorAll('[role=tab]').forEach((tab) => tab.addEventListener('click', () => openTab(tab.dataset.tab)));
workspace.start();
steps.start(load);
people.start(load);
weather.start();
$('find-person').addEventListener('input', () =>
  attempt(async () => {
    await workspace.loadChoices();
    workspace.renderPerson();
    workspace.renderTiles();
  }),
);
$('tenant').addEventListener('change', () => {
  state.tenant = $('tenant').value;
  localStorage.setItem('tenant ' + state.brand.brand, state.tenant);
  $('person').replaceChildren();
  attempt(load);
});
$('language').addEventListener('click', () => {
  language.toggle();
  render();
});
$('new-app').addEventListener('click', () =>
  attempt(async () => {
    await callTenant('POST', '/apps', { name: say('newAppName'), blank: true });
    await load();
  }, say('saved')),
);
$('new-tenant').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(async () => {
    const { name, people: count } = Object.fromEntries(new FormData(form));
    const tenant = await call('POST', '/tenants', { name });
    state.tenant = tenant.tenant_key;
    if (Number(count) > 0) await callTenant('POST', '/company/generate', { people: Number(count) });
    await callTenant('PATCH', '/company', { name });
    $('person').replaceChildren();
    form.reset();
    await load();
  }, say('saved'));
});
$('reset').addEventListener('click', () =>
  attempt(async () => {
    if (!window.confirm(say('resetAsk'))) return;
    await call('POST', '/reset');
    await load();
  }),
);

const first = location.hash.slice(1);
openTab(['workspace', 'phone', 'console', 'office'].includes(first) ? first : 'workspace');
// Nobody can scan before it is known who holds the phone.
attempt(load).then(lookAtScreens);
