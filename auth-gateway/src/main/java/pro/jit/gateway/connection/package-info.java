/**
 * Connections that end whether or not the other side takes what is still to be written to it.
 */
@NullMarked
package pro.jit.gateway.connection;

import org.jspecify.annotations.NullMarked;
