/** What the integration tests stand on: real servers, a stand-in for the sibling services, and events as org-sync-service sends them. */
@NullMarked
package pro.jit.permission.testing;

import org.jspecify.annotations.NullMarked;
