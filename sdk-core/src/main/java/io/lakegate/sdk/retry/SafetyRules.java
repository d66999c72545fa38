package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import java.util.Optional;

/**
 * Tells how harmful a second copy of a request is, from its method, its path and whether it carries
 * an idempotency token.
 *
 * <p>Threading: immutable.
 */
public final class SafetyRules {

  /**
   * The SQL Statement API knows no idempotency token, and a statement run twice may write twice.
   */
  private static final String STATEMENTS = "/api/2.0/sql/statements";

  private final Catalog catalog;
  private final String statements;

  private SafetyRules(Catalog catalog) {
    this.catalog = catalog;
    this.statements = catalog.find("POST", STATEMENTS).map(Endpoint::template).orElse(STATEMENTS);
  }

  /** The rules of the Databricks REST API. */
  public static SafetyRules standard() {
    return of(Catalog.standard());
  }

  /** The rules of a catalog: which of its POST endpoints only read. */
  public static SafetyRules of(Catalog catalog) {
    return new SafetyRules(requireNonNull(catalog, "catalog"));
  }

  /**
   * The safety of a request.
   *
   * @param method the HTTP method, as sent
   * @param path the canonical path at the origin, without query; any API version, with or without a
   *     trailing slash
   * @param idempotencyToken whether the request carries an idempotency token
   */
  public RetrySafety of(String method, String path, boolean idempotencyToken) {
    return switch (method) {
      case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> RetrySafety.YES;
      case "POST" -> post(path, idempotencyToken);
      case "PATCH" -> RetrySafety.MAYBE;
      default -> RetrySafety.NO;
    };
  }

  private RetrySafety post(String path, boolean idempotencyToken) {
    Optional<Endpoint> endpoint = catalog.find("POST", path);
    if (endpoint.isPresent() && endpoint.get().template().equals(statements)) {
      return RetrySafety.NO;
    }
    boolean harmless = idempotencyToken || (endpoint.isPresent() && endpoint.get().reads());
    return harmless ? RetrySafety.YES : RetrySafety.MAYBE;
  }
}
