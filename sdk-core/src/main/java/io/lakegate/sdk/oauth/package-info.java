/**
 * OAuth tokens: how they are requested, discovered and cached, with one refresh in flight per
 * identity.
 */
@NullMarked
package io.lakegate.sdk.oauth;

import org.jspecify.annotations.NullMarked;
