package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.catalog.PathTemplates;
import java.util.Optional;
import java.util.function.Supplier;

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
  private static final PathTemplates<Boolean> STATEMENTS =
      PathTemplates.<Boolean>builder().add("/api/2.0/sql/statements", true).build();

  private static final SafetyRules STANDARD = new SafetyRules(Catalog::standard);

  private final Supplier<Catalog> catalog;

  private SafetyRules(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  /** The rules of the Databricks REST API. */
  public static SafetyRules standard() {
    return STANDARD;
  }

  /**
   * The rules of a catalog: which of its POST endpoints only read.
   *
   * @param catalog asked at each POST, and for nothing else
   */
  public static SafetyRules of(Supplier<Catalog> catalog) {
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
    if (STATEMENTS.match(path, false)) {
      return RetrySafety.NO;
    }
    Optional<Endpoint> endpoint = catalog.get().find("POST", path);
    boolean reads = endpoint.isPresent() && endpoint.get().reads();
    return idempotencyToken || reads ? RetrySafety.YES : RetrySafety.MAYBE;
  }
}
