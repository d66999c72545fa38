package io.lakegate.sdk.paging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Pages as text, so that tests can be read. */
final class Texts {

  private Texts() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static Page page(String text, String... path) {
    return PageSlicer.slice(bytes(text), new Items.Member(List.of(path)));
  }

  static List<String> items(Page page) {
    return IntStream.range(0, page.size())
        .mapToObj(
            item ->
                new String(
                    page.bytes(),
                    page.from(item),
                    page.to(item) - page.from(item),
                    StandardCharsets.UTF_8))
        .toList();
  }

  /** Collects the parts of an answer, and counts them. */
  static final class Answer implements JoinedPages.Parts {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int parts;

    @Override
    public void accept(byte[] part, int from, int to) {
      bytes.write(part, from, to - from);
      parts++;
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
