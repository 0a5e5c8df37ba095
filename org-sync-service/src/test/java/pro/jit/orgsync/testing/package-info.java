/** What tests of this service stand on: real servers, the Feishu sandbox, tokens as the gateway signs them. Not for production. */
@NullMarked
package pro.jit.orgsync.testing;

import org.jspecify.annotations.NullMarked;
