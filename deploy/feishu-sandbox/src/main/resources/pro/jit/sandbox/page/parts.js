// What every part of the page uses: the control API, the state they share, and how elements are made.
import { say } from './words.js';

export const $ = (id) => document.getElementById(id);

// Which company is played, who is there, and who of them I am.
export const state = { brand: {}, tenants: [], tenant: '', company: {}, apps: [], departments: [], choices: [], names: new Map() };

// A company with more departments than this is asked for one by its id, not from a list.
export const MOST_CHOICES = 200;

// Why something could not be done, in words of the page; the sandbox's own words, which are English, come as the detail.
class Refusal extends Error {
  constructor(kind, detail = '') {
    super(say('problem_' + kind));
    this.detail = detail;
  }
}

const KINDS = ['invalid-request', 'not-found', 'foreign-origin'];

export async function call(method, path, body) {
  const response = await fetch('/sandbox/api' + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Refusal('unreachable');
  });
  if (response.status === 204) return null;
  // Whatever stands between the page and the sandbox may answer with something else than JSON.
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  const kind = KINDS.find((one) => answer?.type === 'urn:jit:problem:' + one);
  throw new Refusal(kind || 'failed', answer?.detail || 'HTTP ' + response.status);
}

// The same in the company that is played.
export const callTenant = (method, path, body) => call(method, `/tenants/${state.tenant}${path}`, body);

export async function page(path, parameters) {
  const found = await callTenant('GET', path + '?' + new URLSearchParams(parameters));
  for (const department of found.departments || found.items) state.names.set(department.id, department);
  return found;
}

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(word, action, className = '') {
  const made = element('button', { type: 'button', textContent: say(word), className });
  made.dataset.action = word;
  made.addEventListener('click', () => attempt(action));
  return made;
}

export const labelled = (word, field) => element('label', {}, element('span', { textContent: say(word) }), field);

export async function attempt(action, done = '') {
  try {
    tell('');
    await action();
    tell(done);
  } catch (error) {
    tell(error.message, error.detail || '', true);
  }
}

export function tell(text, detail = '', failed = false) {
  $('message').replaceChildren(text, ...(detail ? [element('small', { textContent: detail, lang: 'en' })] : []));
  $('message').classList.toggle('failed', failed);
}
