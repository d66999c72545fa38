package io.lakegate.sdk.retry;

import java.util.Optional;

/**
 * Knows which operations take an idempotency token, and in which member of their JSON body: sent
 * again with the same token, the operation is not carried out again.
 */
@FunctionalInterface
public interface IdempotencyFields {

  /**
   * The member of the body that takes the token; empty where the operation takes none.
   *
   * @param method the HTTP method, as sent
   * @param path the canonical path at the origin, without query; any API version, with or without a
   *     trailing slash
   */
  Optional<String> of(String method, String path);

  /** The fields that Databricks documents as made for this. */
  static IdempotencyFields documented() {
    return DocumentedFields.INSTANCE;
  }
}
