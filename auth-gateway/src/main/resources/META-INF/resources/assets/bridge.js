// Asks the Feishu client who is there. Where it cannot say, the redirect does, once: it does not lead back here. What is said about the
// person themselves is shown as it is.
(function () {
  'use strict';
  var bridge = document.getElementById('bridge');
  if (!bridge) return;
  var sdk = document.getElementById('bridge-sdk');
  var asked = false;
  var over = false;

  function redirect() {
    window.location.replace(bridge.dataset.fallback);
  }

  function fallBack() {
    if (over) return;
    over = true;
    redirect();
  }

  function show(html) {
    var page = new DOMParser().parseFromString(html, 'text/html');
    var problem = page.querySelector('meta[name=jit-problem]');
    if (!problem || problem.content === 'forbidden') return redirect();
    document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
  }

  function submit(code) {
    if (over || typeof code !== 'string' || !code) return fallBack();
    // From here on the code is used up: whatever comes, nothing else is started beside it.
    over = true;
    fetch(bridge.dataset.submit, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'text/html, application/json;q=0.5' },
      body: JSON.stringify({ code: code, state: bridge.dataset.state, organization_id: bridge.dataset.organizationId })
    }).then(function (answer) {
      if (answer.ok) return answer.json().then(function (body) { window.location.replace(body.return_to); });
      // 400: the code or our own state was not accepted, which says nothing about the person.
      if (answer.status === 400) return redirect();
      return answer.text().then(show);
    }).catch(redirect);
  }

  function legacy() {
    if (!window.tt || !window.tt.requestAuthCode) return fallBack();
    window.tt.requestAuthCode({
      appId: bridge.dataset.appId,
      success: function (result) { submit(result.code); },
      fail: fallBack
    });
  }

  function ask() {
    if (asked || over) return;
    asked = true;
    window.setTimeout(fallBack, 60000);
    if (!window.tt || !window.tt.requestAccess) return legacy();
    window.tt.requestAccess({
      appID: bridge.dataset.appId,
      scopeList: [],
      state: bridge.dataset.state,
      success: function (result) { submit(result.code); },
      fail: function (failure) {
        // 103: this client is too old for it.
        if (failure && failure.errno === 103) legacy();
        else fallBack();
      }
    });
  }

  function start() {
    if (!window.h5sdk || !window.h5sdk.ready) return fallBack();
    window.h5sdk.error(function () { if (!asked) fallBack(); });
    window.h5sdk.ready(ask);
  }

  window.setTimeout(function () { if (!asked) fallBack(); }, 5000);
  if (window.h5sdk) {
    start();
  } else {
    sdk.addEventListener('load', start);
    sdk.addEventListener('error', fallBack);
  }
})();
