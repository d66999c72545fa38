/**
 * Decides whether one attempt at the origin may be followed by another, after which delay, and, if
 * not, which answer the client gets. Pure rules: no clock, timer or socket of its own.
 */
@NullMarked
package io.lakegate.sdk.retry;

import org.jspecify.annotations.NullMarked;
