/**
 * Decides whether an attempt is made again, and after how long. Pure rules: time and chance come in
 * as arguments.
 */
@NullMarked
package io.lakegate.sdk.retry;

import org.jspecify.annotations.NullMarked;
