/** Lets attempts through at the rate that the origin takes, and in a fair order. */
@NullMarked
package io.lakegate.gateway.admission;

import org.jspecify.annotations.NullMarked;
