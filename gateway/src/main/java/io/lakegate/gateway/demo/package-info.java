/** The gateway in front of the built-in sandbox, for a first look without any credentials. */
@NullMarked
package io.lakegate.gateway.demo;

import org.jspecify.annotations.NullMarked;
