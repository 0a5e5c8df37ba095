/**
 * The page that plays workspace, phone and back office, and the files it is made of.
 * Plain HTML, CSS and JavaScript without a framework.
 */
@NullMarked
package pro.jit.sandbox.page;

import org.jspecify.annotations.NullMarked;
