// The company's back office: people who are hired, moved, suspended, and leave.
import { say } from './words.js';
import { $, attempt, button, callTenant, element, page, state, MOST_CHOICES } from './parts.js';
import { canUse, departmentName, nameOf } from './workspace.js';

let people = { items: [] };
let reload = async () => {};

export function start(afterChange) {
  reload = afterChange;
  $('search').addEventListener('input', () => attempt(show));
  $('more-people').addEventListener('click', () => attempt(() => show(true)));
  $('hire').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target;
    attempt(async () => {
      const { name, en_name, department } = Object.fromEntries(new FormData(form));
      await callTenant('POST', '/people', { name, en_name: en_name || name, departments: [department] });
      form.reset();
      await reload();
    }, say('saved'));
  });
}

async function show(more = false) {
  await loadPeople(more === true);
  renderPeople();
}

export async function loadPeople(more = false) {
  const search = $('search').value;
  const found = await page('/people', { search, page_size: 100, page_token: more ? people.page_token : '' });
  if (search !== $('search').value) return;
  people = more ? { ...found, items: [...people.items, ...found.items] } : found;
}

export function renderPeople() {
  $('people').replaceChildren(...people.items.map(personRow));
  $('more-people').hidden = !people.has_more;
  document.querySelectorAll('[data-departments]').forEach((select) => departmentOptions(select, select.value || '0'));
}

function departmentOptions(select, value) {
  const listed = state.departments.map((department) => department.id);
  select.replaceChildren(
    ...[...new Set(['0', value, ...listed])].map((id) =>
      element('option', { value: id, textContent: departmentName(id), selected: id === value }),
    ),
  );
}

function departmentChoice(value) {
  if (state.company.department_count > MOST_CHOICES) return element('input', { ariaLabel: say('departmentId'), value });
  const select = element('select', { ariaLabel: say('department') });
  departmentOptions(select, value);
  return select;
}

function personRow(person) {
  const path = '/people/' + encodeURIComponent(person.key);
  const does = (action) => async () => {
    await callTenant('POST', path + '/' + action);
    await reload();
  };
  const target = departmentChoice(person.departments[0] || '0');
  const move = async () => {
    await callTenant('POST', path + '/move', { departments: [target.value] });
    await reload();
  };
  const resigned = person.status === 'resigned';
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
      ...(resigned ? [] : [target, button('move', move)]),
      canUse(person) ? button('freeze', does('freeze')) : button(resigned ? 'rehire' : 'unfreeze', does('unfreeze')),
      ...(resigned ? [] : [button('resign', does('resign'), 'danger')]),
    ),
  );
  row.dataset.person = person.key;
  return row;
}
