/** Work that nobody waits for. */
@NullMarked
package pro.jit.orgsync.background;

import org.jspecify.annotations.NullMarked;
