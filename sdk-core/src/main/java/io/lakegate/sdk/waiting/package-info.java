/**
 * When a long-running operation is over: what starts it, how it is polled, and how what a poll
 * shows is judged.
 */
@NullMarked
package io.lakegate.sdk.waiting;

import org.jspecify.annotations.NullMarked;
