/**
 * Browser login: the authorize page, the token endpoints of generations 1, 2 and 3, and user_info.
 * Strict about redirect addresses, single use, PKCE and scopes.
 */
@NullMarked
package pro.jit.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
