/**
 * Straight-line code for features that make requests of their own on a client's behalf: it runs on
 * virtual threads, its requests pass the stages from Policy on like any client's, and its answers
 * stream with back-pressure.
 */
@NullMarked
package io.lakegate.gateway.conversation;

import org.jspecify.annotations.NullMarked;
