/** Lists of our APIs in pages. It knows no feature, only how a cursor is written and read. */
@NullMarked
package pro.jit.orgsync.listing;

import org.jspecify.annotations.NullMarked;
