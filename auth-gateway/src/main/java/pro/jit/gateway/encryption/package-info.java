/**
 * Encryption of what we keep and of what a browser keeps for us, with keys from the environment. It knows nothing of what it encrypts.
 */
@NullMarked
package pro.jit.gateway.encryption;

import org.jspecify.annotations.NullMarked;
