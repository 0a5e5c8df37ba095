/** Images of the services without a container engine: a JRE cut from the running JDK, the C library it needs, and the service, as a tar. */
@NullMarked
package pro.jit.images;

import org.jspecify.annotations.NullMarked;
