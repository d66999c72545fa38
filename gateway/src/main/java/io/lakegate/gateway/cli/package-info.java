/**
 * The command line: which command was asked for, its flags, what is printed about bad ones, and the
 * exit status. It starts nothing itself; the server behind it is a port.
 */
@NullMarked
package io.lakegate.gateway.cli;

import org.jspecify.annotations.NullMarked;
