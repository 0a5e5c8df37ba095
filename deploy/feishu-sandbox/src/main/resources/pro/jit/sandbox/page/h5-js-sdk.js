// Stands in for Feishu's JS SDK. Like there, window.h5sdk and window.tt appear only inside the client, which is told by the user agent.
(function () {
  'use strict';
  if (!/\b(Lark|Feishu)\//i.test(navigator.userAgent)) return;

  // A browser that only calls itself the client asks the sandbox; a web view of the sandbox's page has the bridge.
  const client = window.feishuSandboxClient || {
    codes: new URL('/sandbox/h5/code', document.currentScript.src).href,
    page: () => location.href.split('#')[0].split('?')[0],
  };

  async function ask(api, appId, scopeList, options, answer) {
    let result;
    try {
      const response = await fetch(client.codes, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ api, app_id: appId, scope_list: scopeList, url: client.page() }),
      });
      result = await response.json();
    } catch (error) {
      result = { errno: 10232, errString: 'cannot fetch code' };
    }
    if (result.code) {
      if (options.success) options.success(answer(result.code));
    } else if (options.fail) {
      options.fail(result);
    }
    if (options.complete) options.complete(result);
  }

  window.tt = {
    requestAccess(options) {
      ask('requestAccess', options.appID, options.scopeList || [], options, (code) => ({ code, state: options.state }));
    },
    requestAuthCode(options) {
      ask('requestAuthCode', options.appId, [], options, (code) => ({ code }));
    },
  };

  window.h5sdk = {
    ready(callback) {
      setTimeout(callback, 0);
    },
    error() {},
    config(options) {
      if (options && options.onSuccess) setTimeout(() => options.onSuccess({}), 0);
    },
  };
})();
