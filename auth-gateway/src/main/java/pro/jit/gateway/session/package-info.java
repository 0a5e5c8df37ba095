/**
 * The signed-in member: how a session begins, is checked, renewed and ended. A check costs no database and no network.
 */
@NullMarked
package pro.jit.gateway.session;

import org.jspecify.annotations.NullMarked;
