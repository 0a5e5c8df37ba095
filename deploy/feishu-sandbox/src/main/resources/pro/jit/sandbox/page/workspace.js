// The workspace: who I am, the tiles, and the client's window in which an app opens.
import { language, say } from './words.js';
import { $, call, element, page, state, MOST_CHOICES } from './parts.js';

export const canUse = (person) => person.status === 'active';
export const me = () => state.choices.find((person) => person.key === $('person').value);
const remembered = () => $('person').value || localStorage.getItem('person ' + state.tenant) || '';
const device = () => document.querySelector('input[name=device]:checked').value;
let reachable = false;

export const nameOf = (person) =>
  person.name === person.en_name ? person.name : `${person.name} · ${person.en_name}`;

export function departmentName(id) {
  if (id === '0') return say('root');
  const found = state.names.get(id);
  if (!found) return id;
  return language.current === 'zh' ? found.name : found.en_name || found.name;
}

// Everybody in a small company, those who match in a large one, and always who I am now.
export async function loadChoices() {
  const key = remembered();
  const found = await page('/people', { search: $('find-person').value, page_size: MOST_CHOICES });
  if (key && !found.items.some((person) => person.key === key)) {
    const one = await call('GET', `/tenants/${state.tenant}/people/${encodeURIComponent(key)}`).catch(() => null);
    if (one) found.items.unshift(one);
  }
  state.choices = found.items;
  $('find-person').hidden = state.company.person_count <= MOST_CHOICES;
  reachable = (await call('GET', '/web-views')).reachable;
}

export function renderPerson() {
  const key = remembered();
  const people = state.choices.filter((person) => person.status !== 'resigned');
  const current = people.find((person) => person.key === key) || people.find((person) => person.key === 'lin-xiaoman') || people.find(canUse);
  $('person').replaceChildren(
    ...people.map((person) =>
      element('option', {
        value: person.key,
        textContent: canUse(person) ? nameOf(person) : `${nameOf(person)} (${say(person.status)})`,
        selected: person === current,
      }),
    ),
  );
  $('nobody').hidden = people.length > 0;
  $('avatar').hidden = !current;
  $('person-detail').textContent = '';
  if (!current) return;
  // Whoever this is, is logged in at Feishu in this browser: the authorize page asks for them by name.
  document.cookie = `${state.brand.person_cookie}=${current.union_id}; path=/; max-age=2592000; samesite=lax`;
  $('avatar').src = current.avatar_url;
  $('person-detail').textContent = [current.job_title, current.departments.map(departmentName).join(', ')]
    .filter(Boolean)
    .join(' · ');
}

export function renderTiles() {
  $('tiles').replaceChildren(...state.apps.map(tile));
  if (state.apps.length === 0) $('tiles').append(element('p', { className: 'note', textContent: say('noApps') }));
}

function tile(app) {
  const home = device() === 'phone' ? app.mobile_url : app.pc_url;
  const person = me();
  const link = element('a', { className: 'tile', target: '_blank', rel: 'noopener' });
  link.dataset.testid = 'tile';
  link.append(
    element('img', { src: '/sandbox/assets/company.svg', alt: '', width: 48, height: 48 }),
    element('strong', { textContent: app.name }),
    element('span', { textContent: home || say('tileEmpty'), className: 'note' }),
  );
  if (!home || !person) return link;
  const query = new URLSearchParams({ person: person.union_id, device: device(), app_id: app.app_id });
  if ($('plain').checked) query.set('knock', 'false');
  link.href = '/client/open?' + query;
  if (!reachable) return link;
  const inside = element('button', { type: 'button', className: 'primary', textContent: say('openInside') });
  inside.dataset.testid = 'open-inside';
  inside.addEventListener('click', () => openInside(app, person));
  return element('div', { className: 'tile-box' }, link, inside);
}

async function openInside(app, person) {
  const { address } = await call('POST', '/web-views', { app_id: app.app_id, person: person.union_id, device: device() });
  $('client').className = 'client ' + device();
  $('client-title').textContent = `${app.name} — ${nameOf(person)}`;
  $('client-frame').src = address;
  $('client').hidden = false;
  $('client').scrollIntoView({ block: 'nearest' });
}

function closeClient() {
  $('client').hidden = true;
  $('client-frame').src = 'about:blank';
}

export function start() {
  document.querySelectorAll('input[name=device]').forEach((choice) => choice.addEventListener('change', renderTiles));
  $('plain').addEventListener('change', renderTiles);
  $('client-close').addEventListener('click', closeClient);
  $('client-reload').addEventListener('click', () => ($('client-frame').src = $('client-frame').src));
  $('person').addEventListener('change', () => {
    localStorage.setItem('person ' + state.tenant, $('person').value);
    closeClient();
    renderPerson();
    renderTiles();
  });
}
