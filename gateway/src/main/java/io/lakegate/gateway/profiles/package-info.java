/**
 * The profiles that are served: resolved and given their credentials at the start, and one by one
 * whenever what they are made of has changed. The door is {@link
 * io.lakegate.gateway.profiles.LiveProfiles}.
 */
@NullMarked
package io.lakegate.gateway.profiles;

import org.jspecify.annotations.NullMarked;
