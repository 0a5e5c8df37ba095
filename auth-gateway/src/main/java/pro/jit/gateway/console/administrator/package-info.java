/**
 * The administrators of the platform: their names, passwords and sign-in. A member is never one of them by being signed in.
 */
@NullMarked
package pro.jit.gateway.console.administrator;

import org.jspecify.annotations.NullMarked;
