/** Who gained or lost access by a change that was committed. It publishes nothing for a change that alters nobody's access. */
@NullMarked
package pro.jit.permission.access;

import org.jspecify.annotations.NullMarked;
