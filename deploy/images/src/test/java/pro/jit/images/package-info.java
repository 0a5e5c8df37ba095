@NullMarked
package pro.jit.images;

import org.jspecify.annotations.NullMarked;
