/**
 * The client of permission-service: who may enter is asked there and nowhere else. What cannot be asked is refused.
 */
@NullMarked
package pro.jit.gateway.decision;

import org.jspecify.annotations.NullMarked;
