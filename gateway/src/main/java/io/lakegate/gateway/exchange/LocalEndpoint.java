package io.lakegate.gateway.exchange;

import io.vertx.core.Future;

/** An endpoint on the data listener that the gateway answers itself. */
public interface LocalEndpoint {

  /**
   * Whether this endpoint answers a path.
   *
   * @param path the target without its query and without {@code /@NAME}
   */
  boolean answers(String path);

  /**
   * Answers.
   *
   * @param profile the profile that was chosen
   * @param target the target with its query, without {@code /@NAME}
   */
  Future<OriginResponse> answer(Exchange exchange, OriginProfile profile, String target);

  /** The path label in metrics; holds no ids. */
  default String label() {
    return "gateway";
  }
}
