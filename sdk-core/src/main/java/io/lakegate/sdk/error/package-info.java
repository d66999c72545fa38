/**
 * Everything that can go wrong, as one sealed family of exceptions with retry facts, and the one
 * JSON shape in which errors are told.
 */
@NullMarked
package io.lakegate.sdk.error;

import org.jspecify.annotations.NullMarked;
