/**
 * Events: what an app subscribes to, what a change in the company makes of it, and how it reaches the app, by HTTP or by long
 * connection. Nothing here blocks an event loop, and what waits to be sent is bounded for each app.
 */
@NullMarked
package pro.jit.sandbox.event;

import org.jspecify.annotations.NullMarked;
