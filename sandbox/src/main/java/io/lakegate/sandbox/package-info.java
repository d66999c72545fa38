/**
 * The stand-in workspace: an HTTP server on loopback that answers as a Databricks workspace would,
 * with state in memory, time-driven states and faults on request. {@link
 * io.lakegate.sandbox.Sandbox} is the door for programs, {@link io.lakegate.sandbox.SandboxTool}
 * for command lines.
 */
@NullMarked
package io.lakegate.sandbox;

import org.jspecify.annotations.NullMarked;
