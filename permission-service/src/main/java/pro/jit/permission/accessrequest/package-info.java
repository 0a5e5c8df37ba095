/** A refused member asks for access; an administrator approves, which makes a grant, or declines. The gateway vouches for who asks. */
@NullMarked
package pro.jit.permission.accessrequest;

import org.jspecify.annotations.NullMarked;
