/**
 * The console's administrators. Their sign-in stands apart from the members': a member is never an administrator by being signed in.
 */
@NullMarked
package pro.jit.gateway.console;

import org.jspecify.annotations.NullMarked;
