/**
 * The tokens that were handed out, by hash: application tokens with their re-use window, user tokens, single-use refresh tokens.
 * How long each lives follows Feishu's documents; time comes from the sandbox's clock.
 */
@NullMarked
package pro.jit.sandbox.token;

import org.jspecify.annotations.NullMarked;
