/** The request limit that makes the sandbox answer 429 as the platform does. */
@NullMarked
package io.lakegate.sandbox.limit;

import org.jspecify.annotations.NullMarked;
