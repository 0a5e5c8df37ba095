/**
 * Calls of ours to other servers over HTTP, bounded in time and size. It knows nobody's API.
 */
@NullMarked
package pro.jit.gateway.outbound;

import org.jspecify.annotations.NullMarked;
