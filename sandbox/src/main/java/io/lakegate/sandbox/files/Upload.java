package io.lakegate.sandbox.files;

import io.lakegate.sandbox.http.Call;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in one body: in memory as long as it is small, then in a temporary file, as fast as the
 * disk writes.
 */
final class Upload {
  private final Call call;
  private final FileStore store;
  private final int memory;
  private Buffer head = Buffer.buffer();
  private long size;
  private @Nullable Future<FileStore.Spill> spill;
  private @Nullable Throwable failure;

  Upload(Call call, FileStore store) {
    this.call = call;
    this.store = store;
    this.memory = store.memoryLeft();
  }

  /** Returns the content once the body has ended; a body that breaks off leaves nothing behind. */
  Future<Content> receive() {
    return call.receive(this::take).compose(end -> finish(), this::abandon);
  }

  private void take(Buffer chunk) {
    size += chunk.length();
    Future<FileStore.Spill> opened = spill;
    if (opened != null) {
      write(opened.result(), chunk);
      return;
    }
    head.appendBuffer(chunk);
    if (head.length() > memory) {
      call.pause();
      spill =
          store
              .spill()
              .onSuccess(this::begin)
              .onFailure(
                  error -> {
                    failure = error;
                    call.resume();
                  });
    }
  }

  private void begin(FileStore.Spill opened) {
    Buffer soFar = head;
    head = Buffer.buffer();
    call.resume();
    write(opened, soFar);
  }

  private void write(FileStore.@Nullable Spill opened, Buffer chunk) {
    if (opened == null) {
      return;
    }
    opened.file().write(chunk).onFailure(error -> failure = error);
    if (opened.file().writeQueueFull()) {
      call.pause();
      opened.file().drainHandler(drained -> call.resume());
    }
  }

  private Future<Content> finish() {
    Throwable error = failure;
    if (error != null) {
      return abandon(error);
    }
    Future<FileStore.Spill> opened = spill;
    return opened == null
        ? Future.succeededFuture(new Content.InMemory(head))
        : opened.compose(file -> file.file().close().map(new Content.Spilled(file.path(), size)));
  }

  private Future<Content> abandon(Throwable error) {
    Future<FileStore.Spill> opened = spill;
    Future<Void> cleaned =
        opened == null
            ? Future.succeededFuture()
            : opened.compose(
                file -> file.file().close().eventually(() -> store.delete(file.path())));
    return cleaned.transform(done -> Future.failedFuture(error));
  }
}
