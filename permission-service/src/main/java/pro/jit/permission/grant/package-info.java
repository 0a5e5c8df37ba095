/** Principal to role, allow or deny, from and until. What a grant opens is decided in the evaluation package. */
@NullMarked
package pro.jit.permission.grant;

import org.jspecify.annotations.NullMarked;
