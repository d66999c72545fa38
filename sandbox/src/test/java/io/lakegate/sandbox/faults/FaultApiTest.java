package io.lakegate.sandbox.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultApiTest {
  private static final String CREATE = "/api/2.2/jobs/create";
  private static final String LIST = "/api/2.2/jobs/list?limit=1";
  private static final String ME = "/api/2.0/preview/scim/v2/Me";
  private static final String BYTES = "/api/2.0/sandbox/bytes";

  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void status_beforeProcessing_answersItAndChangesNothing() {
    fault(
        "{'method':'POST','path':'/api/2.2/jobs/create','status':503,'headers':{'Retry-After':'7'}}");

    Reply reply = createJob("never");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("7");
    assertThat(reply.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
    assertThat(newestJob()).isEqualTo("many tasks");
    assertThat(createJob("now").status()).isEqualTo(200);
  }

  @Test
  void status_withText_answersTheTextAsTheHeadersSay() {
    fault(
        "{'path':'/api','status':502,'body':'<html>bad</html>','headers':{'Content-Type':'text/html'}}");

    Reply reply = sandbox.get(ME);

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).isEqualTo("<html>bad</html>");
    assertThat(reply.header("Content-Type")).isEqualTo("text/html");
  }

  @Test
  void status_withJson_answersTheJson() {
    fault("{'path':'/api','status':200,'body':{'error_code':'X','n':[1]}}");

    Reply reply = sandbox.get(ME);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"error_code\":\"X\",\"n\":[1]}");
  }

  @Test
  void status_thatRedirects_hasNoBody() {
    fault("{'path':'/api','status':302,'headers':{'Location':'/login.html'}}");

    Reply reply = sandbox.get(ME);

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).isEqualTo("/login.html");
    assertThat(reply.text()).isEmpty();
  }

  @Test
  void reset_beforeProcessing_closesAndChangesNothing() {
    fault("{'path':'/api/2.2/jobs/create','reset':true}");

    assertThatThrownBy(() -> createJob("never")).isInstanceOf(UncheckedIOException.class);

    assertThat(newestJob()).isEqualTo("many tasks");
  }

  @Test
  void after_alone_makesTheChangeAndLosesTheAnswer() {
    fault("{'path':'/api/2.2/jobs/create','after':true}");

    assertThatThrownBy(() -> createJob("made")).isInstanceOf(UncheckedIOException.class);

    assertThat(newestJob()).isEqualTo("made");
    assertThat(sandbox.sandbox().counters().abortedRequests()).isZero();
  }

  @Test
  void after_withStatus_makesTheChangeAndAnswersTheStatus() {
    fault("{'path':'/api/2.2/jobs/create','after':true,'status':504}");

    Reply reply = createJob("made");

    assertThat(reply.status()).isEqualTo(504);
    assertThat(reply.errorCode()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(newestJob()).isEqualTo("made");
  }

  @Test
  void after_withDelayAndStatus_answersLate() {
    fault("{'path':'/api/2.2/jobs/create','after':true,'delay':'150ms','status':500}");
    long start = System.nanoTime();

    Reply reply = createJob("made");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
    assertThat(reply.status()).isEqualTo(500);
    assertThat(newestJob()).isEqualTo("made");
  }

  @Test
  void after_withDelayAndHeaders_givesTheWholeAnswerLate() {
    fault("{'path':'/api/2.0/sandbox','after':true,'delay':'50ms','headers':{'X-Late':'1'}}");

    Reply reply = sandbox.get(BYTES + "?size=500000");

    assertThat(reply.header("X-Late")).isEqualTo("1");
    assertThat(reply.bytes()).hasSize(500_000);
  }

  @Test
  void after_onAnErrorAnswer_replacesThatToo() {
    fault("{'path':'/api/2.2/jobs/get','after':true,'status':418}");

    assertThat(sandbox.get("/api/2.2/jobs/get?job_id=5").status()).isEqualTo(418);
  }

  @Test
  void truncate_cutsTheBodyAfterSoManyBytes() throws IOException {
    fault("{'path':'/api/2.0/sandbox/bytes','truncate':1000}");

    String answer = rawGet(BYTES + "?size=5000");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Length: 5000\r\n");
    assertThat(body(answer)).hasSize(1000);
  }

  @Test
  void truncate_ofAChunkedAnswer_givesNoLastChunk() throws IOException {
    fault("{'path':'/api/2.0/sandbox/bytes','truncate':1000}");

    String answer = rawGet(BYTES + "?size=5000&chunked=true");

    assertThat(body(answer)).startsWith("3e8\r\n").hasSize(1000 + "3e8\r\n\r\n".length());
  }

  @Test
  void truncate_toNothing_givesTheHeadOnly() throws IOException {
    fault("{'path':'/api/2.0','truncate':0}");

    String answer = rawGet(ME);

    assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Length:");
    assertThat(body(answer)).isEmpty();
  }

  @Test
  void truncate_beyondTheBody_leavesItWhole() {
    fault("{'path':'/api/2.0/sandbox/bytes','truncate':5000}");

    assertThat(sandbox.get(BYTES + "?size=5000").bytes()).hasSize(5000);
  }

  @Test
  void delay_holdsTheRequestBackAndThenServesIt() {
    fault("{'path':'/api','delay':'150ms'}");
    long start = System.nanoTime();

    assertThat(sandbox.get(ME).status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  void delay_withReset_closesLater() {
    fault("{'path':'/api','delay':100,'reset':true}");
    long start = System.nanoTime();

    assertThatThrownBy(() -> createJob("never")).isInstanceOf(UncheckedIOException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(99));
  }

  @Test
  void delay_whenTheClientLeaves_forgetsTheRequest() throws IOException {
    fault("{'path':'/api','delay':'1h'}");
    try (var socket = sandbox.socket()) {
      socket
          .getOutputStream()
          .write(("GET " + ME + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(UTF_8));
      TestSandbox.eventually(() -> sandbox.sandbox().counters().openRequests() == 1);
    }

    TestSandbox.eventually(() -> sandbox.sandbox().counters().openRequests() == 0);
    assertThat(sandbox.sandbox().counters().abortedRequests()).isEqualTo(1);
  }

  @Test
  void headers_alone_areAddedToTheOrdinaryAnswer() {
    fault("{'path':'/api','headers':{'X-Odd':'yes','Content-Type':'text/plain'}}");

    Reply reply = sandbox.get(ME);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("X-Odd")).isEqualTo("yes");
    assertThat(reply.header("Content-Type")).isEqualTo("text/plain");
  }

  @Test
  void times_countsDownAndEnds() {
    fault("{'path':'/api','status':500,'times':2}");

    assertThat(sandbox.get(ME).status()).isEqualTo(500);
    assertThat(faults().path(0).path("remaining").asLong()).isEqualTo(1);
    assertThat(sandbox.get(ME).status()).isEqualTo(500);
    assertThat(sandbox.get(ME).status()).isEqualTo(200);
    assertThat(faults()).isEmpty();
  }

  @Test
  void times_always_lastsUntilDeleted() {
    fault("{'path':'/api','status':500,'times':'always'}");
    for (int i = 0; i < 5; i++) {
      assertThat(sandbox.get(ME).status()).isEqualTo(500);
    }
    assertThat(faults().path(0).path("remaining").asText()).isEqualTo("always");

    assertThat(sandbox.delete("/sandbox/faults").status()).isEqualTo(200);

    assertThat(sandbox.get(ME).status()).isEqualTo(200);
  }

  @Test
  void rule_thatSkips_letsSoManyPass() {
    fault("{'path':'/api','status':500,'skip':2}");
    fault("{'path':'/api','status':501,'skip':1}");

    assertThat(sandbox.get(ME).status()).isEqualTo(200);
    assertThat(sandbox.get(ME).status()).isEqualTo(501);
    assertThat(sandbox.get(ME).status()).isEqualTo(500);
    assertThat(sandbox.get(ME).status()).isEqualTo(200);
  }

  @Test
  void rules_areTakenInTheirOrder() {
    fault("{'path':'/api','status':500}");
    fault("{'path':'/api','status':501}");

    assertThat(sandbox.get(ME).status()).isEqualTo(500);
    assertThat(sandbox.get(ME).status()).isEqualTo(501);
  }

  @Test
  void rule_forAnotherMethod_waits() {
    fault("{'method':'PUT','path':'/api','status':500}");

    assertThat(sandbox.get(ME).status()).isEqualTo(200);
    assertThat(faults()).hasSize(1);
  }

  @Test
  void tokenEndpoint_canFailToo() {
    fault("{'path':'/oidc/v1/token','status':429}");

    assertThat(sandbox.post("/oidc/v1/token", "").status()).isEqualTo(429);
    assertThat(sandbox.sandbox().counters().tokenRequests()).isEqualTo(1);
  }

  @Test
  void connection_afterAnInjectedStatusToAnUpload_stillServes() throws IOException {
    fault("{'path':'/api','status':503}");
    String body = "x".repeat(100_000);

    String answers =
        sandbox.raw(
            "PUT /api/2.0/fs/files/Volumes/a/b/c/d HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
                + body
                + "GET /.well-known/databricks-config HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answers).startsWith("HTTP/1.1 503").contains("HTTP/1.1 200");
  }

  @Test
  void badRule_namesEachProblem() {
    Reply reply =
        sandbox.post(
            "/sandbox/faults",
            json(
                "{'method':'get','path':7,'status':99,'reset':'yes','truncate':-1,'delay':'soon',"
                    + "'headers':{'a b':'c','d':'e\\r\\nf'},'skip':-1,'times':0,'after':1,'pathh':'/'}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(reply.json().path("problems"))
        .extracting(JsonNode::asText)
        .extracting(text -> text.substring(0, text.indexOf(':')))
        .containsExactlyInAnyOrder(
            "method",
            "path",
            "status",
            "reset",
            "truncate",
            "status, reset, truncate",
            "delay",
            "headers.a b",
            "headers.d",
            "skip",
            "times",
            "after",
            "pathh");
    assertThat(faults()).isEmpty();
  }

  @Test
  void badRule_withoutEffectOrPath_saysSo() {
    Reply reply = sandbox.post("/sandbox/faults", json("{'body':'x','headers':3}"));

    assertThat(reply.message())
        .contains("path: expected a path")
        .contains("body: needs a status")
        .contains("headers: expected an object");
    assertThat(sandbox.post("/sandbox/faults", json("{'path':'/api'}")).message())
        .contains("does nothing");
    assertThat(sandbox.post("/sandbox/faults", json("{'path':'regex:(','reset':true}")).message())
        .contains("regular expression");
    assertThat(sandbox.post("/sandbox/faults", "nonsense").errorCode())
        .isEqualTo("MALFORMED_REQUEST");
  }

  private Reply createJob(String name) {
    return sandbox.post(CREATE, json("{'name':'" + name + "'}"));
  }

  private String newestJob() {
    return sandbox.get(LIST).json().path("jobs").path(0).path("settings").path("name").asText();
  }

  private JsonNode faults() {
    return sandbox.get("/sandbox/faults").json().path("faults");
  }

  private void fault(String rule) {
    Reply reply = sandbox.post("/sandbox/faults", json(rule));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private String rawGet(String path) throws IOException {
    return sandbox.raw(
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, TestSandbox.TOKEN));
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
