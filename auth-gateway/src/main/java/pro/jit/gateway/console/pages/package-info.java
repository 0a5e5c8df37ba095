/**
 * The console's pages: one document and its scripts, built from {@code src/main/webui} and packaged with the service.
 */
@NullMarked
package pro.jit.gateway.console.pages;

import org.jspecify.annotations.NullMarked;
