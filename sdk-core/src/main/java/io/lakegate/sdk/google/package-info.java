/**
 * Google's ways to tokens: what is asked of them, and the port behind which Google's own library
 * stands.
 */
@NullMarked
package io.lakegate.sdk.google;

import org.jspecify.annotations.NullMarked;
