// An app's event subscription as a form, saved as a whole: Feishu tries a request URL with the secrets that stand beside it.
import { say } from './words.js';
import { element, labelled } from './parts.js';

const MODES = ['webhook', 'long_connection', 'none'];

export function subscriptionForm(now, offered, save) {
  const mode = element('select', {}, ...MODES.map((value) => element('option', { value, textContent: say('events_' + value), selected: value === now.mode })));
  mode.dataset.field = 'mode';
  const url = element('input', { type: 'url', value: now.request_url, placeholder: 'https://…/feishu/events/…' });
  const where = labelled('requestUrl', url);
  const secrets = [
    secret('encryptKey', now.encrypt_key),
    secret('verificationToken', now.verification_token),
  ];
  const boxes = offered.map((type) => element('input', { type: 'checkbox', value: type, checked: now.subscribed.includes(type) }));
  const show = () => {
    where.hidden = mode.value !== 'webhook';
    url.required = !where.hidden;
  };
  mode.addEventListener('change', show);
  show();
  const form = element(
    'form',
    {},
    element('div', { className: 'fields' }, labelled('eventsMode', mode), where),
    element('div', { className: 'fields' }, ...secrets.map(({ label }) => label)),
    element('p', { className: 'note', textContent: say('secretsNote') }),
    element('div', { className: 'scopes' }, ...boxes.map((box) => element('label', { className: 'check' }, box, element('code', { textContent: box.value })))),
    element('button', { className: 'primary', textContent: say('save') }),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save({
      mode: mode.value,
      request_url: mode.value === 'webhook' ? url.value : '',
      encrypt_key: secrets[0].input.value.trim(),
      verification_token: secrets[1].input.value.trim(),
      subscribed: boxes.filter((box) => box.checked).map((box) => box.value),
    });
  });
  return form;
}

// A secret that is made here, as at Feishu, or entered.
function secret(word, value) {
  const input = element('input', { value, autocomplete: 'off', spellcheck: false });
  input.dataset.field = word;
  const make = element('button', { type: 'button', textContent: say('generate') });
  make.addEventListener('click', () => {
    input.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  });
  return { input, label: element('div', { className: 'with-button' }, labelled(word, input), make) };
}
