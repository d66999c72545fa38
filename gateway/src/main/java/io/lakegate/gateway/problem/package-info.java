/** Turns every failure into an answer in Databricks' own error shape; nothing else does. */
@NullMarked
package io.lakegate.gateway.problem;

import org.jspecify.annotations.NullMarked;
