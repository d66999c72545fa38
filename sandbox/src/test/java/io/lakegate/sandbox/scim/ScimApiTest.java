package io.lakegate.sandbox.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScimApiTest {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void me_withAPersonalToken_isTheUserOfThatWorkspace() {
    Reply reply = sandbox.get("/api/2.0/preview/scim/v2/Me");

    assertThat(reply.json().path("userName").asText()).isEqualTo("sandbox.user@example.com");
    assertThat(reply.json().path("emails").path(0).path("primary").asBoolean()).isTrue();
    assertThat(reply.header("X-Databricks-Org-Id")).isEqualTo("1047203810441827");
    assertThat(reply.header("x-request-id")).hasSize(16);
  }

  @Test
  void me_withAttributes_keepsOnlyThose() {
    Reply reply = sandbox.get("/api/2.0/preview/scim/v2/Me?attributes=userName,active");

    assertThat(reply.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("schemas", "id", "userName", "active");
  }

  @Test
  void me_withExcludedAttributes_dropsThose() {
    Reply reply = sandbox.get("/api/2.0/preview/scim/v2/Me?excludedAttributes=groups,emails");

    assertThat(reply.json().has("groups")).isFalse();
    assertThat(reply.json().has("emails")).isFalse();
    assertThat(reply.json().has("userName")).isTrue();
  }
}
