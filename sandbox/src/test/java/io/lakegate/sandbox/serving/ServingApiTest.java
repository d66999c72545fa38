package io.lakegate.sandbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServingApiTest {
  private static final String CHAT = "/serving-endpoints/sandbox-chat/invocations";
  private static final Duration INTERVAL = Duration.ofMillis(40);

  private final TestSandbox sandbox =
      TestSandbox.start(
          SandboxConfig.defaults().withTimings(SandboxConfig.Timings.uniform(INTERVAL)));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void invocation_withoutStream_answersAtOnce() {
    Reply reply = sandbox.post(CHAT, chat("hello there", ""));

    assertThat(reply.header("served-model-name")).isEqualTo("sandbox-chat-1");
    JsonNode choice = reply.json().path("choices").path(0);
    assertThat(choice.path("message").path("content").asText()).isEqualTo("You said: hello there");
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    assertThat(reply.json().path("usage").path("total_tokens").asInt()).isEqualTo(6);
  }

  @Test
  void invocation_withStream_sendsChunksSpacedInTime() throws Exception {
    HttpResponse<Stream<String>> response =
        sandbox
            .client()
            .send(
                sandbox
                    .request(CHAT)
                    .POST(BodyPublishers.ofString(chat("hello there", ",\"stream\":true")))
                    .build(),
                BodyHandlers.ofLines());
    long start = System.nanoTime();
    List<String> lines = response.body().filter(line -> !line.isEmpty()).toList();

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(lines).allMatch(line -> line.startsWith("data: ")).hasSize(6);
    assertThat(lines.getLast()).isEqualTo("data: [DONE]");
    StringBuilder said = new StringBuilder();
    for (String line : lines.subList(0, 4)) {
      said.append(delta(line).path("content").asText());
    }
    assertThat(said).hasToString("You said: hello there");
    assertThat(lines.get(4)).contains("\"finish_reason\":\"stop\"").contains("\"usage\"");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(INTERVAL.multipliedBy(4));
  }

  @Test
  void invocation_withStreamAndNoInterval_sendsAllOfALongAnswer() {
    try (TestSandbox fast =
        TestSandbox.start(
            SandboxConfig.defaults().withTimings(SandboxConfig.Timings.uniform(Duration.ZERO)))) {
      String text = "word ".repeat(5_000).strip();

      Reply reply = fast.post(CHAT, chat(text, ",\"stream\":true"));

      assertThat(reply.text().lines().filter(line -> line.startsWith("data: "))).hasSize(5_004);
    }
  }

  @Test
  void invocation_whenTheClientLeaves_stops() throws IOException {
    String body = chat("word ".repeat(10_000), ",\"stream\":true");
    try (Socket socket = sandbox.socket()) {
      socket
          .getOutputStream()
          .write(
              "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(CHAT, TestSandbox.TOKEN, body.length(), body)
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
      assertThat(sandbox.sandbox().counters().openRequests()).isEqualTo(1);
    }

    TestSandbox.eventually(() -> sandbox.sandbox().counters().openRequests() == 0);
    assertThat(sandbox.sandbox().counters().abortedRequests()).isEqualTo(1);
  }

  @Test
  void invocation_withMaxTokens_isCutShort() {
    JsonNode choice =
        sandbox.post(CHAT, chat("a b c", ",\"max_tokens\":2")).json().path("choices").path(0);

    assertThat(choice.path("message").path("content").asText()).isEqualTo("You said: ");
    assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void invocation_withContentParts_readsTheTexts() {
    JsonNode json =
        sandbox
            .post(
                CHAT,
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"},{\"type\":\"image\"}]}]}")
            .json();

    assertThat(json.path("choices").path(0).path("message").path("content").asText())
        .startsWith("You said: hi");
  }

  @Test
  void completions_takesTheEndpointFromTheBody() {
    Reply reply =
        sandbox.post(
            "/serving-endpoints/chat/completions", chat("hi", ",\"model\":\"sandbox-chat\""));

    assertThat(reply.json().path("model").asText()).isEqualTo("sandbox-chat");
    assertThat(sandbox.post("/serving-endpoints/chat/completions", chat("hi", "")).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dataframe_records\":[{\"a\":1},{\"a\":1,\"b\":2}]}",
        "{\"dataframe_split\":{\"columns\":[\"a\"],\"data\":[[1],[1,2]]}}"
      })
  void invocation_ofTheModel_predictsForEachRow(String body) {
    Reply reply = sandbox.post("/serving-endpoints/sandbox-model/invocations", body);

    assertThat(reply.text()).isEqualTo("{\"predictions\":[1,2]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"messages\":[]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":0}"
      })
  void invocation_withoutAQuestion_isBadRequest(String body) {
    assertThat(sandbox.post(CHAT, body).errorCode()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void invocation_ofTheModelWithoutRows_isInvalidParameter() {
    assertThat(sandbox.post("/serving-endpoints/sandbox-model/invocations", "{}").errorCode())
        .isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void list_showsReadyEndpoints() {
    JsonNode endpoints = sandbox.get("/api/2.0/serving-endpoints").json().path("endpoints");

    assertThat(endpoints)
        .hasSize(2)
        .allMatch(endpoint -> endpoint.path("state").path("ready").asText().equals("READY"));
    assertThat(sandbox.get("/api/2.0/serving-endpoints/sandbox-chat").json())
        .isEqualTo(endpoints.path(0));
  }

  @Test
  void get_ofAnUnknownEndpoint_is404() {
    Reply reply = sandbox.get("/api/2.0/serving-endpoints/none");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    assertThat(sandbox.post("/serving-endpoints/none/invocations", "{}").status()).isEqualTo(404);
  }

  private static JsonNode delta(String line) throws IOException {
    return TestSandbox.JSON
        .readTree(line.substring("data: ".length()))
        .path("choices")
        .path(0)
        .path("delta");
  }

  private static String chat(String text, String more) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]" + more + "}";
  }
}
