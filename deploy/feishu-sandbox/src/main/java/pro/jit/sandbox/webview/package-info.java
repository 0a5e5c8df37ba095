/**
 * The client's web view: a window of the page in which an app runs as it does inside Feishu, with the client's user agent, cookies of its
 * own, and the JS bridge. A browser allows a page none of that, so the window's requests go through the sandbox.
 */
@NullMarked
package pro.jit.sandbox.webview;

import org.jspecify.annotations.NullMarked;
