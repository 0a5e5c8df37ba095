/**
 * The registered Jit applications, and by which of their entry origins a visitor came.
 */
@NullMarked
package pro.jit.gateway.application;

import org.jspecify.annotations.NullMarked;
