/** Encryption of what we keep secret, with keys from the environment. It knows nothing of what it encrypts. */
@NullMarked
package pro.jit.orgsync.encryption;

import org.jspecify.annotations.NullMarked;
