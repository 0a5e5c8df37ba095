/** The directory as SCIM 2.0 tells it (RFC 7643, RFC 7644), to be read by software that does not know us. */
@NullMarked
package pro.jit.orgsync.scim;

import org.jspecify.annotations.NullMarked;
