/**
 * What Feishu tells an app about itself: permissions, versions, home pages, ranges. A set-up checklist reads here which step is undone;
 * only {@code control} changes any of it.
 */
@NullMarked
package pro.jit.sandbox.application;

import org.jspecify.annotations.NullMarked;
