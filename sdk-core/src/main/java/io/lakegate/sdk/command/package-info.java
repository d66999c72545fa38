/**
 * Other programs on this machine that hold credentials: the port through which they are found and
 * run.
 */
@NullMarked
package io.lakegate.sdk.command;

import org.jspecify.annotations.NullMarked;
