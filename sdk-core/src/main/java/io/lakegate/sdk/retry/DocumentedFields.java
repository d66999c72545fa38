package io.lakegate.sdk.retry;

import java.util.Optional;

/** The operations of the Databricks REST API whose documents promise an idempotency token. */
final class DocumentedFields implements IdempotencyFields {

  static final DocumentedFields INSTANCE = new DocumentedFields();

  private static final String NONE = "";

  private final PathTemplates<String> posts =
      PathTemplates.<String>builder()
          .add("/api/2.2/jobs/run-now", "idempotency_token")
          .add("/api/2.2/jobs/runs/submit", "idempotency_token")
          .add("/api/2.1/accounts/{account_id}/budget-policies", "request_id")
          .add("/api/2.0/default-base-environments", "request_id")
          .build();

  private DocumentedFields() {}

  @Override
  public Optional<String> of(String method, String path) {
    return method.equals("POST")
        ? Optional.of(posts.match(path, NONE)).filter(field -> !field.isEmpty())
        : Optional.empty();
  }
}
