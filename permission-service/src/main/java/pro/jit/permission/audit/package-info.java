/** The record of refusals and of changes made by callers. It is written with the thing it records and only ever read. */
@NullMarked
package pro.jit.permission.audit;

import org.jspecify.annotations.NullMarked;
