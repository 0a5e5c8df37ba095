/**
 * The OpenID provider for applications that know nothing of Feishu: a relying party sends its visitor here, the visitor signs in to the
 * application it belongs to as everybody does, and the relying party learns who it is. What it was given ends with the session.
 */
@NullMarked
package pro.jit.gateway.openid;

import org.jspecify.annotations.NullMarked;
