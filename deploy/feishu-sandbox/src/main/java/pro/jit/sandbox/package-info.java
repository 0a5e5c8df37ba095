/**
 * Imitates the parts of Feishu's Open Platform that a login and contact-sync client meets, as strictly as its documents say.
 * For tests and for trying things out; nothing here is for production.
 */
@NullMarked
package pro.jit.sandbox;

import org.jspecify.annotations.NullMarked;
