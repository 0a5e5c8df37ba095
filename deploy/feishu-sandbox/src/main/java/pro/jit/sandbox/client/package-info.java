/**
 * What happens inside the Feishu client: opening an app from its tile, and the codes that the page script asks for.
 * A browser's user agent cannot be changed by a page, so opening a tile knocks on the home page in the client's name.
 */
@NullMarked
package pro.jit.sandbox.client;

import org.jspecify.annotations.NullMarked;
