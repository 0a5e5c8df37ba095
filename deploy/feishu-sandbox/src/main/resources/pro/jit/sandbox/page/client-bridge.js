// Put first into every page of a web view: the page sees the client's user agent, and the JS SDK learns where it is.
(function () {
  'use strict';
  const { agent, origin } = document.currentScript.dataset;
  Object.defineProperty(navigator, 'userAgent', { get: () => agent });
  window.feishuSandboxClient = { codes: '/__feishu__/code', page: () => origin + location.pathname };
})();
