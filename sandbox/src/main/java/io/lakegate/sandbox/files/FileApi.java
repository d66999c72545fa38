package io.lakegate.sandbox.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.lakegate.sandbox.paging.Limits;
import io.lakegate.sandbox.paging.Page;
import io.lakegate.sandbox.paging.Pager;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.Map;

/**
 * The Files API over volumes: upload, download (with ranges), metadata and deletion of files;
 * creation, listing, metadata and deletion of directories. Every volume exists as soon as something
 * is put into it.
 */
public final class FileApi implements Api {
  private static final String FILES = "/api/*/fs/files/{path+}";
  private static final String DIRECTORIES = "/api/*/fs/directories/{path+}";
  private static final int PAGE = 1_000;
  private static final Pager<String> PAGER = Pager.byName();

  private final FileStore store;
  private final InstantSource clock;

  /** Creates the API with a first file in it. */
  public FileApi(Vertx vertx, InstantSource clock) {
    this.store = new FileStore(vertx);
    this.clock = clock;
    store.put(
        VolumePath.file("/Volumes/main/default/demo/hello.txt"),
        new Content.InMemory(Buffer.buffer("Hello from the sandbox.\n")),
        clock.instant());
  }

  @Override
  public void register(Routes routes) {
    routes.stream(HttpMethod.PUT, FILES, this::upload).stream(
        HttpMethod.GET, FILES, call -> download(call).answer())
        .stream(HttpMethod.HEAD, FILES, call -> download(call).head())
        .stream(HttpMethod.DELETE, FILES, this::deleteFile)
        .stream(HttpMethod.PUT, DIRECTORIES, this::createDirectory)
        .stream(HttpMethod.GET, DIRECTORIES, call -> call.answer().json(200, list(call)))
        .stream(HttpMethod.HEAD, DIRECTORIES, this::describeDirectory)
        .stream(HttpMethod.DELETE, DIRECTORIES, this::deleteDirectory);
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }

  private Future<Void> upload(Call call) {
    VolumePath path = VolumePath.file(call.pathValue("path"));
    boolean overwrite = call.queryFlag("overwrite");
    requireFree(path, overwrite);
    return new Upload(call, store)
        .receive()
        .compose(
            content -> {
              try {
                requireFree(path, overwrite);
                store.put(path, content, clock.instant());
              } catch (ApiProblem problem) {
                store.discardUnused(content);
                throw problem;
              }
              return call.answer().empty(204);
            });
  }

  private void requireFree(VolumePath path, boolean overwrite) {
    if (!overwrite && store.find(path.text()).isPresent()) {
      throw FileStore.alreadyExists("The file being created already exists: " + path.text());
    }
  }

  private Download download(Call call) {
    VolumePath path = VolumePath.file(call.pathValue("path"));
    return new Download(call, file(path), store);
  }

  private Future<Void> deleteFile(Call call) {
    VolumePath path = VolumePath.file(call.pathValue("path"));
    file(path);
    store.remove(path.text());
    return call.answer().empty(204);
  }

  private Future<Void> createDirectory(Call call) {
    store.createDirectory(VolumePath.directory(call.pathValue("path")), clock.instant());
    return call.answer().empty(204);
  }

  private Future<Void> describeDirectory(Call call) {
    requireDirectory(VolumePath.directory(call.pathValue("path")));
    return call.answer().empty(200);
  }

  private Future<Void> deleteDirectory(Call call) {
    VolumePath path = VolumePath.directory(call.pathValue("path"));
    requireDirectory(path);
    if (!store.children(path.text()).isEmpty()) {
      throw ApiProblem.withReason(
          400,
          "BAD_REQUEST",
          "The directory being deleted is not empty: " + path.text(),
          "FILES_API_DIRECTORY_IS_NOT_EMPTY");
    }
    store.remove(path.text());
    return call.answer().empty(204);
  }

  private ObjectNode list(Call call) {
    VolumePath path = VolumePath.directory(call.pathValue("path"));
    requireDirectory(path);
    long asked = Math.min(PAGE, call.queryLong("page_size").orElse(0L));
    int size = new Limits("page_size", PAGE, PAGE).check(asked);
    Page<Map.Entry<String, Entry>> page =
        PAGER.page(
            "directory " + path.text(),
            store.children(path.text()),
            size,
            call.query("page_token").orElse(""));
    ObjectNode answer = Json.object();
    if (!page.items().isEmpty()) {
      ArrayNode contents = answer.putArray("contents");
      page.items().forEach(item -> contents.add(json(path, item.getKey(), item.getValue())));
    }
    if (page.hasMore()) {
      answer.put("next_page_token", page.next());
    }
    return answer;
  }

  private static ObjectNode json(VolumePath directory, String name, Entry entry) {
    ObjectNode json =
        Json.object()
            .put("path", directory.text() + "/" + name)
            .put("name", name)
            .put("is_directory", entry instanceof Entry.Directory)
            .put("last_modified", entry.modified().toEpochMilli());
    return entry instanceof Entry.File file ? json.put("file_size", file.content().size()) : json;
  }

  private Entry.File file(VolumePath path) {
    return store
        .find(path.text())
        .filter(Entry.File.class::isInstance)
        .map(Entry.File.class::cast)
        .orElseThrow(() -> notFound("file", path));
  }

  private void requireDirectory(VolumePath path) {
    if (store.find(path.text()).filter(Entry.Directory.class::isInstance).isEmpty()) {
      throw notFound("directory", path);
    }
  }

  private static ApiProblem notFound(String kind, VolumePath path) {
    return ApiProblem.of(
        404, "NOT_FOUND", "The %s being accessed is not found: %s".formatted(kind, path.text()));
  }
}
