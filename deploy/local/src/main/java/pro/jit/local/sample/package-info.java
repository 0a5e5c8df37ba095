/**
 * A small application such as Jit would serve, behind the gateway. It believes nothing but the session token it verified itself.
 */
@NullMarked
package pro.jit.local.sample;

import org.jspecify.annotations.NullMarked;
