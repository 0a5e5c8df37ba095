/**
 * Where a call of the console's pages enters our APIs: its cookie becomes a token, which the browser never sees.
 */
@NullMarked
package pro.jit.gateway.console.door;

import org.jspecify.annotations.NullMarked;
