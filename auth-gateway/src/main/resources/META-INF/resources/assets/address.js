// Takes Feishu's code and our state out of the address bar and the history: they have been used, and a reload shall start anew.
'use strict';

const here = new URL(location.href);
if (here.searchParams.has('code') || here.searchParams.has('state')) {
  const again = document.querySelector('.actions a');
  const next = new URL(again ? again.href : here.pathname, here);
  next.searchParams.delete('start');
  history.replaceState(null, '', next);
}
