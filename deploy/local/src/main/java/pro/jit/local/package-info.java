/**
 * The one-command local stack: starts real servers and the three services, seeds a demonstration, and stops all of it again. Nothing
 * of it runs in production.
 */
@NullMarked
package pro.jit.local;

import org.jspecify.annotations.NullMarked;
