package io.lakegate.gateway.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What clients send: reads, writes, uploads, downloads, streams, mistakes, and the probes. Each
 * answer must be the expected one, lest the cache be trained on errors.
 */
final class Traffic {

  /** Some five hundred requests; twice or a tenth of them gave no other start. */
  private static final int ROUNDS = 20;

  private static final int FILE_BYTES = 256 * 1024;
  private static final String FILE = "/api/2.0/fs/files/Volumes/main/default/training/file.bin";

  private final String sandbox;
  private final String data;
  private final String admin;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Traffic(String sandbox, String data, String admin) {
    this.sandbox = sandbox;
    this.data = data;
    this.admin = admin;
  }

  void drive() throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      reads();
      writes();
      files();
      streams();
      pages();
      waits();
      mistakes();
      probes();
    }
    retries();
    String cluster =
        """
        {"cluster_name":"training","spark_version":"16.4.x-scala2.12","node_type_id":"i3.xlarge","num_workers":1}\
        """;
    expect(200, post(data + "/wait/api/2.1/clusters/create?_poll=200ms", cluster));
  }

  private void reads() throws IOException, InterruptedException {
    expect(200, get(data + "/.well-known/databricks-config"));
    expect(200, get(data + "/api/2.2/jobs/list?limit=25"));
    expect(200, get(data + "/api/2.1/clusters/list").header("Accept-Encoding", "gzip"));
    expect(200, get(data + "/@m2m/api/2.0/preview/scim/v2/Me"));
    expect(200, get(data + "/api/2.2/jobs/list").header("Lakegate-Profile", "m2m"));
  }

  private void writes() throws IOException, InterruptedException {
    expect(200, post(data + "/api/2.2/jobs/create", "{\"name\":\"training\"}"));
    expect(200, post(data + "/@m2m/api/2.2/jobs/create", "{\"name\":\"training\"}"));
  }

  private void files() throws IOException, InterruptedException {
    byte[] bytes = new byte[FILE_BYTES];
    URI file = URI.create(data + FILE + "?overwrite=true");
    var known = BodyPublishers.ofByteArray(bytes);
    expect(204, request(file).PUT(known).expectContinue(true));
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    expect(204, request(file).PUT(chunked));
    expect(200, get(data + FILE));
    expect(206, get(data + FILE).header("Range", "bytes=100-199"));
    expect(200, request(URI.create(data + FILE)).HEAD());
    expect(204, request(URI.create(data + FILE)).DELETE());
  }

  private void streams() throws IOException, InterruptedException {
    String body = "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    expect(200, post(data + "/serving-endpoints/sandbox-chat/invocations", body));
  }

  private void pages() throws IOException, InterruptedException {
    expect(200, get(data + "/all-pages/api/2.2/jobs/list?limit=100"));
    expect(200, get(data + "/all-pages/api/2.1/clusters/list?_format=ndjson"));
    expect(200, get(data + "/lakegate/catalog?path=/api/2.2/jobs/list"));
  }

  /**
   * Not to their ends, for the sandbox takes seconds to get there; the last one goes all the way.
   */
  private void waits() throws IOException, InterruptedException {
    HttpResponse<String> jobs =
        client.send(get(data + "/api/2.2/jobs/list?limit=1").build(), BodyHandlers.ofString());
    String job = jobs.body().replaceFirst(".*?\"job_id\":(\\d+).*", "$1");
    String now = data + "/wait/api/2.2/jobs/run-now?_timeout=30ms&_poll=100ms";
    expect(424, post(now, "{\"job_id\":" + job + "}"));
  }

  private void mistakes() throws IOException, InterruptedException {
    expect(404, get(data + "/not/a/data/path"));
    expect(404, get(data + "/@nobody/api/2.2/jobs/list"));
    expect(403, get(data + "/api/2.2/jobs/list").header("Origin", "http://example.com"));
    expect(404, get(data + FILE + ".absent"));
    int status = send(get(data + "/api/2.2/jobs/get?job_id=1"));
    require(Set.of(400, 404).contains(status), status, "a job that is not there");
  }

  private void probes() throws IOException, InterruptedException {
    for (String path : List.of("/livez", "/readyz", "/startupz", "/metrics")) {
      expect(200, get(admin + path));
    }
  }

  /** Once each, for they cost the time of a retry. */
  private void retries() throws IOException, InterruptedException {
    for (int status : List.of(429, 503)) {
      String fault =
          """
          {"method": "GET", "path": "/api/2.1/clusters/list", "status": %d, "times": 1}\
          """
              .formatted(status);
      int answer = send(post(sandbox + "/sandbox/faults", fault));
      require(answer / 100 == 2, answer, "setting a fault");
      expect(200, get(data + "/api/2.1/clusters/list"));
    }
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1));
  }

  private static HttpRequest.Builder get(String uri) {
    return request(URI.create(uri)).GET();
  }

  private static HttpRequest.Builder post(String uri, String json) {
    return request(URI.create(uri))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return response.statusCode();
  }

  private void expect(int status, HttpRequest.Builder builder)
      throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    int actual = send(builder);
    require(actual == status, actual, request.method() + " " + request.uri());
  }

  private static void require(boolean condition, int status, String what) throws IOException {
    if (!condition) {
      throw new IOException("training got an unexpected " + status + " for " + what);
    }
  }
}
