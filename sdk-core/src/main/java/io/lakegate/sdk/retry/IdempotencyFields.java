package io.lakegate.sdk.retry;

import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.catalog.IdempotencyField;
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

  /** The fields of the body that a catalog knows to be documented as made for this. */
  static IdempotencyFields documented(Catalog catalog) {
    return (method, path) ->
        catalog
            .find(method, path)
            .flatMap(Endpoint::idempotency)
            .filter(field -> field.documented() && field.place() == IdempotencyField.Place.BODY)
            .map(IdempotencyField::name);
  }
}
