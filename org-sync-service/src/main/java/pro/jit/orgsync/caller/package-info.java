/** Who calls: a service with a token of the gateway. What it may do is in the token's scopes. */
@NullMarked
package pro.jit.orgsync.caller;

import org.jspecify.annotations.NullMarked;
