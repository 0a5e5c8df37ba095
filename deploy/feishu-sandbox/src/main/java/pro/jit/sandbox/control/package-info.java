/**
 * The sandbox's own API under /sandbox/api: changing the company, the apps, the weather, and looking at what was called.
 * Nothing like it exists at Feishu.
 */
@NullMarked
package pro.jit.sandbox.control;

import org.jspecify.annotations.NullMarked;
