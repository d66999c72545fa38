package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jackson's parser and ours find the same items, and refuse the same bytes. */
final class SlicingPropertyTest {

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(1001).build())
          .build();

  private static final Items ROOT = new Items.Root();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void slice_anyArray_cutsWhereJacksonDoes(long seed) throws IOException {
    RandomJson random = new RandomJson(seed);
    byte[] text = bytes(random.space() + random.array(1 + random.below(12)) + random.space());
    Page page = PageSlicer.slice(text, ROOT);
    List<Integer> found = new ArrayList<>();
    for (int item = 0; item < page.size(); item++) {
      found.add(page.from(item));
      found.add(page.to(item));
    }
    assertThat(found).isEqualTo(cutByJackson(text));
  }

  private static List<Integer> cutByJackson(byte[] text) throws IOException {
    List<Integer> found = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        found.add((int) parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        parser.finishToken();
        found.add((int) parser.currentLocation().getByteOffset());
      }
    }
    return found;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void slice_pageBrokenAnywhere_isRefusedAsJacksonRefusesIt(long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(seed);
    byte[] whole = bytes(json.array(6));
    for (int round = 0; round < 100; round++) {
      byte[] broken = broken(whole, random);
      assertThat(isTakenByUs(broken))
          .as(() -> new String(broken, StandardCharsets.ISO_8859_1))
          .isEqualTo(isTakenByJackson(broken));
    }
  }

  /** Cut off, or with one to three bytes changed to others that mean something in JSON. */
  private static byte[] broken(byte[] whole, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length + 1));
    }
    byte[] broken = whole.clone();
    String marks = "{}[]:,\"\\ \n\t0123456789.eE+-tfnu/\u0001\u001fa";
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      broken[random.nextInt(broken.length)] = (byte) marks.charAt(random.nextInt(marks.length()));
    }
    return broken;
  }

  private static boolean isTakenByUs(byte[] text) {
    try {
      PageSlicer.slice(text, ROOT);
      return true;
    } catch (PagingException e) {
      return false;
    }
  }

  private static boolean isTakenByJackson(byte[] text) {
    // latin-1, so that bytes from 0x80 up are as good as any other
    String decoded = new String(text, StandardCharsets.ISO_8859_1);
    try (JsonParser parser = JACKSON.createParser(decoded)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void slice_anyBytes_throwsNothingElse(long seed) {
    Random random = new Random(seed);
    String alphabet = "{}[]:,\"\\ntfu0-.eE \nresultjobs";
    for (int round = 0; round < 100; round++) {
      byte[] text = new byte[random.nextInt(60)];
      random.nextBytes(text);
      for (int i = 0; i < text.length; i++) {
        if (random.nextInt(8) > 0) {
          text[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
      }
      assertThat(isTakenByUs(text)).isEqualTo(isTakenByJackson(text));
      takesOrRefuses(text);
    }
  }

  private static void takesOrRefuses(byte[] text) {
    List<Items> places =
        List.of(
            new Items.Member(List.of("jobs")),
            new Items.Member(List.of("result", "jobs")),
            new Items.Several(List.of("jobs", "result")));
    for (Items where : places) {
      try {
        PageSlicer.slice(text, where);
      } catch (PagingException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  record Adversary(String name, String before, String repeated, String after) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Adversary> adversaries() {
    return Stream.of(
        new Adversary("quotes never closed", "{\"a\":[\"", "\\\"", ""),
        new Adversary("white space", "{\"a\":[", "          ", "1]}"),
        new Adversary("tiny items", "{\"a\":[", "1,", "1]}"),
        new Adversary("brackets", "{\"a\":[", "[],", "1]}"),
        new Adversary("openings", "{\"a\":[", "[{\"", ""),
        new Adversary("names", "{\"b\":1", ",\"\\u0061\\u0062\":1", "}"),
        new Adversary("names all but alike", "{\"b\":1", ",\"next_page_toke_\":1", "}"),
        new Adversary("spaced names", "{\"b\":1", ",\"error_cod\"                  :1", "}"),
        new Adversary("one number", "{\"a\":[1", "0", "]}"),
        new Adversary("one string", "{\"a\":[\"", "é\\u00e9", "\"]}"),
        new Adversary("commas", "{\"a\":[1", ",", "]}"));
  }

  /** 4 MB take a fraction of a second; with a square in it they would take hours. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("adversaries")
  void slice_textMadeToBeSlow_takesTimeByItsLength(Adversary adversary) {
    int times = 4_000_000 / adversary.repeated().length();
    byte[] text =
        bytes(adversary.before() + adversary.repeated().repeat(times) + adversary.after());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> walks(text));
  }

  private static boolean walks(byte[] text) {
    ListDescriptor list = Lists.byToken("a");
    try {
      PageWalk.of(list, new PageRequest("/x", new byte[0])).read(text);
      return true;
    } catch (PagingException e) {
      return false;
    }
  }
}
