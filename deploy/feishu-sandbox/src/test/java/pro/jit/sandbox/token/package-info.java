/** What is handed out, and for how long it is known. */
@NullMarked
package pro.jit.sandbox.token;

import org.jspecify.annotations.NullMarked;
