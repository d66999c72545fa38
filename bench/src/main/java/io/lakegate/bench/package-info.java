/**
 * Measures the built program from outside, as an operator would, beside programs that do the same
 * work: start, memory, size, throughput, long lists. One command runs all of it: {@code make
 * bench}.
 */
@NullMarked
package io.lakegate.bench;

import org.jspecify.annotations.NullMarked;
