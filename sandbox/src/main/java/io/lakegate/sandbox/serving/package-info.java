/** Model serving endpoints, with whole and streamed answers. */
@NullMarked
package io.lakegate.sandbox.serving;

import org.jspecify.annotations.NullMarked;
