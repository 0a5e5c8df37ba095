/**
 * The only place that knows Feishu's login wire format, spelt as Feishu spells it. It says what an answer means, never what a visitor is shown.
 */
@NullMarked
package pro.jit.gateway.feishu;

import org.jspecify.annotations.NullMarked;
