// Asks the Feishu client who is there, and falls back to the redirect where it cannot say.
(function () {
  'use strict';
  var bridge = document.getElementById('bridge');
  if (!bridge) return;
  var left = false;

  function fallBack() {
    if (left) return;
    left = true;
    window.location.replace(bridge.dataset.fallback);
  }

  function submit(code) {
    if (left || typeof code !== 'string' || !code) return fallBack();
    fetch(bridge.dataset.submit, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ code: code, state: bridge.dataset.state, organization_id: bridge.dataset.organizationId })
    }).then(function (answer) {
      return answer.json().then(function (body) {
        left = true;
        if (answer.ok) window.location.replace(body.return_to);
        else window.location.replace(bridge.dataset.fallback);
      });
    }).catch(fallBack);
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
    if (!window.tt || !window.tt.requestAccess) return legacy();
    window.tt.requestAccess({
      appID: bridge.dataset.appId,
      scopeList: [],
      state: bridge.dataset.state,
      success: function (result) { submit(result.code); },
      fail: function (failure) { if (failure && failure.errno === 103) legacy(); else fallBack(); }
    });
  }

  if (!window.h5sdk || !window.h5sdk.ready) return fallBack();
  window.h5sdk.error(fallBack);
  window.h5sdk.ready(ask);
  window.setTimeout(fallBack, 5000);
})();
