/** The identity behind the credential that a call carries. */
@NullMarked
package io.lakegate.sandbox.scim;

import org.jspecify.annotations.NullMarked;
