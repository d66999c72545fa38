/** Who may call: personal access tokens, the OAuth token endpoint and its discovery documents. */
@NullMarked
package io.lakegate.sandbox.auth;

import org.jspecify.annotations.NullMarked;
