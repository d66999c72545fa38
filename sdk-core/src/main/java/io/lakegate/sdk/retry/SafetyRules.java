package io.lakegate.sdk.retry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells how harmful a second copy of a request is, from its method, its path and whether it carries
 * an idempotency token.
 *
 * <p>Threading: immutable.
 */
public final class SafetyRules {

  private static final String READ_POSTS = "read-posts.txt";

  /**
   * The SQL Statement API knows no idempotency token, and a statement run twice may write twice.
   */
  private static final String STATEMENTS = "/api/2.0/sql/statements";

  private static final SafetyRules STANDARD = load();

  private final PathTemplates<RetrySafety> posts;

  private SafetyRules(PathTemplates<RetrySafety> posts) {
    this.posts = posts;
  }

  /** The rules of the Databricks REST API. */
  public static SafetyRules standard() {
    return STANDARD;
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
      case "POST" -> posts.match(path, idempotencyToken ? RetrySafety.YES : RetrySafety.MAYBE);
      case "PATCH" -> RetrySafety.MAYBE;
      default -> RetrySafety.NO;
    };
  }

  private static SafetyRules load() {
    PathTemplates.Builder<RetrySafety> posts = PathTemplates.builder();
    posts.add(STATEMENTS, RetrySafety.NO);
    try (InputStream in = SafetyRules.class.getResourceAsStream(READ_POSTS)) {
      if (in == null) {
        throw new IllegalStateException("resource " + READ_POSTS + " is missing from the jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> line.startsWith("/"))
          .forEach(line -> posts.add(line.strip(), RetrySafety.YES));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + READ_POSTS, e);
    }
    return new SafetyRules(posts.build());
  }
}
