/** Measures and tells: the log line of each exchange, the metrics, the fields of every answer. */
@NullMarked
package io.lakegate.gateway.observe;

import org.jspecify.annotations.NullMarked;
