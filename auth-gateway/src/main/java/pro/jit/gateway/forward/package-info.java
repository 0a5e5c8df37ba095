/**
 * Requests that are not for us but pass by us: checked for a proxy ({@code /forward-auth}) or passed on to an application or a sibling
 * service. Whatever a client claims about who it is, is stripped before we say it.
 */
@NullMarked
package pro.jit.gateway.forward;

import org.jspecify.annotations.NullMarked;
