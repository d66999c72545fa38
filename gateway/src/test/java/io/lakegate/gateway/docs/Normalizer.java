package io.lakegate.gateway.docs;

import java.util.regex.Pattern;

/**
 * What may differ between a document and a run, by name: ids, times and ports. Each takes only a
 * value of the right form, so that a broken one still shows. Nothing else is ignored.
 */
enum Normalizer {
  /** The id of a cluster: its time of creation and random letters. */
  CLUSTER_ID("(\"cluster_id\":\")\\d{4}-\\d{6}-[0-9a-z]{8}(\")"),
  /** The id of a job. */
  JOB_ID("(\"job_id\":)\\d+()"),
  /** When a job was created, in milliseconds. */
  CREATED_TIME("(\"created_time\":)\\d{13}(?!\\d)()"),
  /** When a cluster was started, in milliseconds. */
  START_TIME("(\"start_time\":)\\d{13}(?!\\d)()"),
  /** When a cluster was started last, in milliseconds. */
  LAST_RESTARTED_TIME("(\"last_restarted_time\":)\\d{13}(?!\\d)()"),
  /** The Spark context of a cluster's run. */
  SPARK_CONTEXT_ID("(\"spark_context_id\":)\\d{16}(?!\\d)()"),
  /** The id of a cluster as a parameter of an address. */
  CLUSTER_ID_PARAMETER("([?&]cluster_id=)\\d{4}-\\d{6}-[0-9a-z]{8}()"),
  /** When a completion was created, in seconds. */
  CREATED("(\"created\":)\\d{10}(?!\\d)()"),
  /** The origin's id of a request. */
  X_REQUEST_ID("(?m)(^x-request-id: )[0-9a-f]{16}($)"),
  /** When an answer was made. */
  DATE("(?m)(^Date: )[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2}( GMT$)"),
  /** The gateway's id of a request. */
  LAKEGATE_REQUEST_ID("(?m)(^Lakegate-Request-Id: )[0-9a-f]{16}($)"),
  /** The milliseconds in Server-Timing. */
  SERVER_TIMING("((?:queue|auth|origin|total);dur=)\\d+\\.\\d\\d()"),
  /** The port of the data listener in the ready line. */
  LISTEN("( listen=http://127\\.0\\.0\\.1:)\\d+()"),
  /** The port of the admin listener in the ready line. */
  ADMIN("( admin=http://127\\.0\\.0\\.1:)\\d+()"),
  /** The port of the demo's sandbox in the ready line. */
  HOST("( host=http://127\\.0\\.0\\.1:)\\d+()"),
  /** The port of the sandbox in its own ready line. */
  URL("( url=http://127\\.0\\.0\\.1:)\\d+()");

  private final Pattern pattern;

  Normalizer(String regex) {
    pattern = Pattern.compile(regex);
  }

  /** The text with every varying value replaced by an ellipsis, and one kind of line end. */
  static String normalized(String text) {
    String result = text.replace("\r\n", "\n").replaceFirst("\\n+\\z", "");
    for (Normalizer one : values()) {
      result = one.pattern.matcher(result).replaceAll("$1…$2");
    }
    return result;
  }
}
