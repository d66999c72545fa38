/** Keeps secrets out of what is told: in logs, errors and answers. */
@NullMarked
package io.lakegate.sdk.secret;

import org.jspecify.annotations.NullMarked;
