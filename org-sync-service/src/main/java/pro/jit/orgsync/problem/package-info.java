/** Every failure a caller can act on, and how it is told. Only this package turns exceptions into responses. */
@NullMarked
package pro.jit.orgsync.problem;

import org.jspecify.annotations.NullMarked;
