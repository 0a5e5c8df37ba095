/**
 * What every page of the gateway has in common: its language, its texts and the headers it is sent with. It knows no feature.
 */
@NullMarked
package pro.jit.gateway.page;

import org.jspecify.annotations.NullMarked;
