/**
 * The record of what was done at the console. It learns who did it from the request, once that is known there.
 */
@NullMarked
package pro.jit.gateway.console.action;

import org.jspecify.annotations.NullMarked;
