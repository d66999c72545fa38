package io.lakegate.sandbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileApiTest {
  private static final String FILES = "/api/2.0/fs/files";
  private static final String DIRECTORIES = "/api/2.0/fs/directories";
  private static final String VOLUME = "/Volumes/main/default/demo";

  private final Set<Path> before = temporary();
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void download_ofTheSeed_givesItWithItsHeaders() {
    Reply reply = sandbox.get(FILES + VOLUME + "/hello.txt");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("Hello from the sandbox.\n");
    assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(reply.header("Content-Length")).isEqualTo("24");
    assertThat(reply.header("Last-Modified")).isEqualTo("Sun, 01 Mar 2026 12:00:00 GMT");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 262_144, 262_145, 3_000_000})
  void upload_thenDownload_givesTheSameBytes(int size) {
    byte[] bytes = random(size);
    assertThat(put("/a/b/c.bin", bytes).status()).isEqualTo(204);

    Reply whole = sandbox.get(FILES + VOLUME + "/a/b/c.bin");
    Reply head = sandbox.send("HEAD", FILES + VOLUME + "/a/b/c.bin", BodyPublishers.noBody());

    assertThat(whole.bytes()).isEqualTo(bytes);
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(size));
    assertThat(head.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9,0,10",
    "bytes=100-,100,399900",
    "bytes=-7,399993,7",
    "bytes=399999-999999,399999,1",
    "bytes=-9999999,0,400000"
  })
  void download_ofARange_givesThatPart(String range, int start, int length) {
    int size = 400_000;
    byte[] bytes = random(size);
    put("/range.bin", bytes);

    Reply reply = get("/range.bin", "Range", range);

    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.header("Content-Range"))
        .isEqualTo("bytes %d-%d/%d".formatted(start, start + length - 1, size));
    assertThat(reply.bytes()).isEqualTo(Arrays.copyOfRange(bytes, start, start + length));
  }

  @Test
  void download_ofARangeInMemory_givesThatPart() {
    assertThat(get("/hello.txt", "Range", "bytes=6-9").text()).isEqualTo("from");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=24-", "bytes=24-30", "bytes=-0"})
  void download_beyondTheEnd_is416(String range) {
    Reply reply = get("/hello.txt", "Range", range);

    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.header("Content-Range")).isEqualTo("bytes */24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,3-4", "lines=0-1", "bytes=-", "bytes=5-2", "bytes=a-b"})
  void download_withARangeThatIsNone_givesTheWhole(String range) {
    Reply reply = get("/hello.txt", "Range", range);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.bytes()).hasSize(24);
  }

  @Test
  void download_ofARangeOfAnotherVersion_givesTheWhole() {
    Reply stale =
        sandbox.send(
            sandbox
                .request(FILES + VOLUME + "/hello.txt")
                .header("Range", "bytes=0-3")
                .header("If-Range", "Sun, 01 Mar 2020 12:00:00 GMT"));
    Reply current =
        sandbox.send(
            sandbox
                .request(FILES + VOLUME + "/hello.txt")
                .header("Range", "bytes=0-3")
                .header("If-Range", "Sun, 01 Mar 2026 12:00:00 GMT"));

    assertThat(stale.status()).isEqualTo(200);
    assertThat(current.text()).isEqualTo("Hell");
  }

  @ParameterizedTest
  @CsvSource({
    "'Sun, 01 Mar 2026 12:00:00 GMT',200",
    "'Sun, 01 Mar 2026 11:59:59 GMT',412",
    "yesterday,200"
  })
  void download_ifUnmodifiedSince_holdsToIt(String since, int status) {
    assertThat(get("/hello.txt", "If-Unmodified-Since", since).status()).isEqualTo(status);
  }

  @Test
  void upload_overAFile_needsOverwrite() {
    Reply refused = put("/hello.txt", random(10));
    Reply taken = putOver("/hello.txt", random(10));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.errorCode()).isEqualTo("ALREADY_EXISTS");
    assertThat(taken.status()).isEqualTo(204);
    assertThat(sandbox.get(FILES + VOLUME + "/hello.txt").bytes()).hasSize(10);
  }

  @Test
  void upload_overADirectoryOrBelowAFile_isRefused() {
    put("/d/x", random(1));

    assertThat(putOver("/d", random(300_000)).status()).isEqualTo(409);
    assertThat(put("/hello.txt/below", random(1)).status()).isEqualTo(400);
    assertThat(spilled()).isEmpty();
  }

  @Test
  void upload_thatBreaksOff_leavesNothing() throws IOException {
    try (Socket socket = sandbox.socket()) {
      String head =
          "PUT %s/broken HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 900000\r\n\r\n"
              .formatted(FILES + VOLUME, TestSandbox.TOKEN);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(random(500_000));
      TestSandbox.eventually(() -> sandbox.sandbox().counters().bytesReceived() == 500_000);
    }

    TestSandbox.eventually(() -> sandbox.sandbox().counters().openRequests() == 0);
    TestSandbox.eventually(() -> spilled().isEmpty());
    assertThat(sandbox.get(FILES + VOLUME + "/broken").status()).isEqualTo(404);
  }

  @Test
  void upload_thatAsksFirst_isToldToContinue() throws IOException {
    String answer =
        sandbox.raw(
            "PUT %s/asked HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nok"
                .formatted(FILES + VOLUME, TestSandbox.TOKEN));

    assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204");
  }

  @Test
  void largeFiles_goToDiskAndAreDeletedInTheEnd() {
    put("/large", random(1_000_000));
    put("/other", random(1_000_000));
    assertThat(spilled()).hasSize(2);

    sandbox.delete(FILES + VOLUME + "/other");
    TestSandbox.eventually(() -> spilled().size() == 1);
    putOver("/large", random(2_000_000));
    TestSandbox.eventually(() -> spilled().size() == 1);
    sandbox.post("/sandbox/reset", "");

    assertThat(spilled()).isEmpty();
    assertThat(sandbox.get(FILES + VOLUME + "/large").status()).isEqualTo(404);
  }

  @Test
  void smallFiles_togetherTooLarge_goToDiskToo() {
    for (int i = 0; i < 40; i++) {
      put("/small" + i, random(250_000));
    }

    assertThat(spilled()).hasSize(7);
  }

  @Test
  void delete_removesTheFile() {
    assertThat(sandbox.delete(FILES + VOLUME + "/hello.txt").status()).isEqualTo(204);

    Reply gone = sandbox.delete(FILES + VOLUME + "/hello.txt");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.errorCode()).isEqualTo("NOT_FOUND");
  }

  @Test
  void path_withEscapesAndDoubledSlashes_isThatPath() {
    put("/a%20b/%C3%BC%23%25+.csv", random(3));

    JsonNode listed = list("/a%20b", "").path("contents").path(0);

    assertThat(listed.path("path").asText()).isEqualTo(VOLUME + "/a b/ü#%+.csv");
    assertThat(listed.path("file_size").asLong()).isEqualTo(3);
    assertThat(sandbox.get(FILES + "/" + VOLUME + "//a%20b/%C3%BC%23%25%2B.csv").bytes())
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Volumes/a/b/c",
        "/tmp/a/b/c/d",
        "/Volumes/a/b/c/%2e%2e/d",
        "/Volumes/a/b/c/./d",
        "/Volumes/a/b/c/%00"
      })
  void file_outsideOfVolumes_isUnsupported(String path) throws IOException {
    String answer =
        sandbox.raw(
            "GET %s%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(FILES, path, TestSandbox.TOKEN));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("FILES_API_UNSUPPORTED_PATH");
  }

  @Test
  void file_withABrokenEscape_isBadRequest() throws IOException {
    String answer =
        sandbox.raw(
            "GET %s/Volumes/a/b/c/%%zz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(FILES, TestSandbox.TOKEN));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("percent-escape");
  }

  @Test
  void directory_createdTwice_isThere() {
    for (int i = 0; i < 2; i++) {
      assertThat(directory("PUT", "/x/y").status()).isEqualTo(204);
    }

    assertThat(directory("HEAD", "/x").status()).isEqualTo(200);
    assertThat(directory("HEAD", "/x/y").status()).isEqualTo(200);
    assertThat(directory("HEAD", "/z").status()).isEqualTo(404);
    assertThat(directory("PUT", "/hello.txt").status()).isEqualTo(409);
    assertThat(list("/x/y", "").toString()).isEqualTo("{}");
  }

  @Test
  void directory_deleted_mustBeEmpty() {
    put("/x/file", random(1));

    Reply refused = directory("DELETE", "/x");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("details").path(0).path("reason").asText())
        .isEqualTo("FILES_API_DIRECTORY_IS_NOT_EMPTY");

    sandbox.delete(FILES + VOLUME + "/x/file");
    assertThat(directory("DELETE", "/x").status()).isEqualTo(204);
    assertThat(directory("DELETE", "/x").status()).isEqualTo(404);
    assertThat(sandbox.get(DIRECTORIES + VOLUME + "/x").errorCode()).isEqualTo("NOT_FOUND");
  }

  @Test
  void list_inPages_showsEachChildOnceByName() {
    for (int i = 0; i < 7; i++) {
      put("/l/f" + i, random(i));
      sandbox.advance(Duration.ofSeconds(1));
    }
    put("/l/dir/deeper/file", random(1));
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = list("/l", "?page_size=3&page_token=" + token);
      page.path("contents").forEach(child -> names.add(child.path("name").asText()));
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());

    assertThat(names).containsExactly("dir", "f0", "f1", "f2", "f3", "f4", "f5", "f6");
    JsonNode dir = list("/l", "?page_size=5000").path("contents").path(0);
    assertThat(dir.path("is_directory").asBoolean()).isTrue();
    assertThat(dir.has("file_size")).isFalse();
    assertThat(dir.path("last_modified").asLong()).isPositive();
  }

  private Reply put(String path, byte[] bytes) {
    return sandbox.send("PUT", FILES + VOLUME + path, BodyPublishers.ofByteArray(bytes));
  }

  private Reply putOver(String path, byte[] bytes) {
    return sandbox.send(
        "PUT", FILES + VOLUME + path + "?overwrite=true", BodyPublishers.ofByteArray(bytes));
  }

  private Reply get(String path, String header, String value) {
    return sandbox.send(sandbox.request(FILES + VOLUME + path).header(header, value));
  }

  private Reply directory(String method, String path) {
    return sandbox.send(method, DIRECTORIES + VOLUME + path, BodyPublishers.noBody());
  }

  private JsonNode list(String path, String query) {
    return sandbox.get(DIRECTORIES + VOLUME + path + query).json();
  }

  /** Returns the temporary files that exist since the test began. */
  private List<Path> spilled() {
    List<Path> files = new ArrayList<>();
    for (Path directory : temporary()) {
      if (!before.contains(directory)) {
        files.addAll(children(directory));
      }
    }
    return files;
  }

  private static Set<Path> temporary() {
    return children(Path.of(System.getProperty("java.io.tmpdir"))).stream()
        .filter(path -> path.getFileName().toString().startsWith(FileStore.DIRECTORY))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
