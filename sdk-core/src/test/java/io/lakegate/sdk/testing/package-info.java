/** Hand-written stand-ins for the world around this module: its clock, executor and network. */
@NullMarked
package io.lakegate.sdk.testing;

import org.jspecify.annotations.NullMarked;
