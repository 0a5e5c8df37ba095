/**
 * A refused visitor asks for access. Who they are, the browser brings back encrypted, from the sign-in that was refused a moment ago; what they write
 * goes to permission-service.
 */
@NullMarked
package pro.jit.gateway.accessrequest;

import org.jspecify.annotations.NullMarked;
