/**
 * The parts of events that are right or wrong by themselves, compared with values from Feishu's documents.
 * Official clients judge the rest, over the network.
 */
@NullMarked
package pro.jit.sandbox.event;

import org.jspecify.annotations.NullMarked;
