/**
 * Puts the directory together that runs without Java: runtime image, jars, launcher, start-up cache
 * and the list of hashes. Runs in Maven's {@code package} phase, from source.
 */
@NullMarked
package io.lakegate.gateway.dist;

import org.jspecify.annotations.NullMarked;
