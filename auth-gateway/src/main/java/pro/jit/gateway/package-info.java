/**
 * The auth-gateway: who is calling. What all features are given instead of making it themselves lives here.
 */
@NullMarked
package pro.jit.gateway;

import org.jspecify.annotations.NullMarked;
