/** Says how the credentials of a profile are chosen, and tries them if asked to. */
@NullMarked
package io.lakegate.gateway.check;

import org.jspecify.annotations.NullMarked;
