/** The manifests as they are rendered, held against the models of what they describe, our policy, and the services' settings. */
@NullMarked
package pro.jit.kubernetes;

import org.jspecify.annotations.NullMarked;
