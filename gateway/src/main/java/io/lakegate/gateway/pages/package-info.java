/** {@code /all-pages/<path>}: every item of a list in one answer, complete or loud. */
@NullMarked
package io.lakegate.gateway.pages;

import org.jspecify.annotations.NullMarked;
