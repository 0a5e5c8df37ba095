/**
 * Signing in with a browser: the login page, the way to Feishu and back. Nothing is kept on the server before Feishu has said who it is.
 */
@NullMarked
package pro.jit.gateway.login;

import org.jspecify.annotations.NullMarked;
