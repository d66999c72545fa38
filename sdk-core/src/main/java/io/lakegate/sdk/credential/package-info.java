/**
 * The authentication types and the chain that chooses one. The door is {@link
 * io.lakegate.sdk.credential.CredentialChain}; what it yields is a {@link
 * io.lakegate.sdk.credential.CredentialSource}.
 */
@NullMarked
package io.lakegate.sdk.credential;

import org.jspecify.annotations.NullMarked;
