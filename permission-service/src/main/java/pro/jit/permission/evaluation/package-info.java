/** AuthZEN endpoints and the engine behind them. The engine is a pure function over loaded facts. */
@NullMarked
package pro.jit.permission.evaluation;

import org.jspecify.annotations.NullMarked;
