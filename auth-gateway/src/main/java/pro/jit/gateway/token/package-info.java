/**
 * The tokens this system issues, and the keys that sign them. Nothing here knows Feishu or a browser.
 */
@NullMarked
package pro.jit.gateway.token;

import org.jspecify.annotations.NullMarked;
