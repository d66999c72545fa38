package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Around the items: fields both ways, the profile, the body of a request, the form of an answer.
 */
final class WalkAnswersIT {

  @Test
  void allPages_fields_clientsOwnReachEveryPageAndNothingElseDoes() throws IOException {
    String[] fields = {
      "Authorization: Bearer client",
      "Cookie: a=b",
      "X-Custom: kept",
      "User-Agent: my-tool/1",
      "Accept: application/x-ndjson",
      "Accept-Encoding: gzip",
      "Range: bytes=0-1",
      "If-None-Match: x",
      "Expect: 100-continue",
      "Idempotency-Key: k",
      "Connection: keep-alive, X-Hop",
      "X-Hop: dropped",
      "Lakegate-Timeout: 30s",
      "X-Databricks-Azure-SP-Management-Token: secret",
    };
    try (FakeOrigin origin =
            FakeOrigin.start(Lists.inTurn(List.of(ok(jobs("1", "T")), ok(jobs("2", "")))));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), get("/all-pages" + Lists.JOBS, fields));
      assertThat(answer.body()).isEqualTo("1\n2\n");
      assertThat(origin.calls()).hasSize(2);
      for (FakeOrigin.Call call : origin.calls()) {
        assertThat(call.fields("authorization")).containsExactly("Bearer test-token");
        assertThat(call.fields("accept")).containsExactly("application/json");
        assertThat(call.field("x-custom")).isEqualTo("kept");
        assertThat(call.field("user-agent")).startsWith("my-tool/1");
        assertThat(call.head().toLowerCase(Locale.ROOT))
            .doesNotContain("cookie", "gzip", "range", "if-none", "100-continue", "idempotency")
            .doesNotContain("x-hop", "\nlakegate-", "secret", "content-length");
      }
    }
  }

  @Test
  void allPages_answer_tellsWhatEveryAnswerTells() throws IOException {
    String page = Lists.answer(200, "Set-Cookie: a=b\r\nX-Page: 1\r\nETag: x\r\n", jobs("1", ""));
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(page, page)));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      List<String> ids = new ArrayList<>();
      for (int n = 0; n < 2; n++) {
        ListAnswer answer = ListAnswer.read(client.send(get("/all-pages" + Lists.JOBS)));
        assertThat(answer.body()).isEqualTo("{\"jobs\":[1]}");
        assertThat(answer.field("content-type")).isEqualTo("application/json");
        assertThat(answer.field("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
        assertThat(answer.field("lakegate-profile")).isEqualTo("DEFAULT");
        assertThat(answer.field("server-timing"))
            .matches("queue;dur=[0-9.]+, auth;dur=[0-9.]+, origin;dur=[0-9.]+, total;dur=[0-9.]+")
            .doesNotContain("origin;dur=0.00");
        assertThat(answer.answer().head().toLowerCase(Locale.ROOT))
            .doesNotContain("set-cookie", "x-page", "etag", "content-length", "lakegate-error");
        ids.add(answer.field("lakegate-request-id"));
      }
      assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{16}"));
    }
  }

  @Test
  void allPages_profile_isChosenByPathOrField() throws IOException {
    try (FakeOrigin first = FakeOrigin.start(FakeOrigin.json(jobs("1", "")));
        FakeOrigin second = FakeOrigin.start(FakeOrigin.json(jobs("2", "")));
        TestGateway gateway =
            TestGateway.gateway()
                .profileFile(section("DEFAULT", first) + section("other", second))
                .flag("profile", "other")
                .start()) {
      String target = "/all-pages" + Lists.JOBS;
      String field = "Lakegate-Profile: other";
      assertThat(ListAnswer.to(gateway.port(), get(target)).body()).contains("[1]");
      for (String request : List.of(get("/@other" + target), get(target, field))) {
        ListAnswer answer = ListAnswer.to(gateway.port(), request);
        assertThat(answer.body()).contains("[2]");
        assertThat(answer.field("lakegate-profile")).isEqualTo("other");
      }
      assertThat(second.calls())
          .hasSize(2)
          .allMatch(call -> call.field("authorization").equals("Bearer of-other"));
    }
  }

  private static String section(String name, FakeOrigin origin) {
    return "[%s]\nhost = %s\ntoken = of-%s\n".formatted(name, origin.url(), name);
  }

  @Test
  void allPages_bodyInChunksAfterContinue_isTaken() throws IOException {
    List<String> bodies = new CopyOnWriteArrayList<>();
    String page = ok("{\"runs\":[1]}");
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(page), bodies));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "POST /all-pages/api/2.0/mlflow/runs/search HTTP/1.1\r\nHost: localhost\r\n"
              + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 100");
      client.send("5\r\n{\"a\":\r\n").send("2\r\n1}\r\n0\r\n\r\n");
      assertThat(ListAnswer.read(client).body()).isEqualTo("{\"runs\":[1]}");
      assertThat(bodies).containsExactly("{\"a\":1}");
    }
  }

  /**
   * How a client says which form it wants.
   *
   * @param accept its Accept field
   * @param lines whether it gets a line for each item
   */
  record Form(String query, String accept, boolean lines) {}

  static List<Form> forms() {
    return List.of(
        new Form("", "*/*", false),
        new Form("", "application/json", false),
        new Form("", "application/x-ndjson", true),
        new Form("", "Application/X-NDJSON; charset=utf-8", true),
        new Form("", "application/x-ndjson, */*;q=0.1", true),
        new Form("", "application/json, application/x-ndjson;q=0.5", false),
        new Form("", "application/x-ndjson, application/json;q=0.5", true),
        new Form("", "application/json;q=0.5,application/x-ndjson; q=0.7", true),
        new Form("", "application/x-ndjson;q=0, */*", false),
        new Form("", "application/x-ndjson, application/json", false),
        new Form("", "text/html\r\nAccept: application/x-ndjson", true),
        new Form("?_format=json", "application/x-ndjson", false),
        new Form("?_format=ndjson", "application/json", true));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void allPages_form_isWhatTheClientAsksFor(Form form) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json(jobs("1", "")));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer =
          ListAnswer.to(
              gateway.port(),
              get("/all-pages" + Lists.JOBS + form.query(), "Accept: " + form.accept()));
      assertThat(answer.body()).isEqualTo(form.lines() ? "1\n" : "{\"jobs\":[1]}");
      assertThat(answer.field("content-type"))
          .isEqualTo(form.lines() ? "application/x-ndjson" : "application/json");
    }
  }
}
