package io.lakegate.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProfileFileParserTest {

  static Stream<Value> values() {
    return Stream.of(
        new Value("plain", "k = v", "v"),
        new Value("colon", "k: v", "v"),
        new Value("no blanks", "k=v", "v"),
        new Value("value with delimiter", "k = a=b:c", "a=b:c"),
        new Value("double quotes", "k = \" v \"", " v "),
        new Value("single quotes", "k = ' v '", " v "),
        new Value("one quote", "k = \"", "\""),
        new Value("inner quotes", "k = \"a\"b\"", "\"a\"b\""),
        new Value("quotes and comment", "k = \"%Y#X$Z\" # c", "%Y#X$Z"),
        new Value("comment", "k = %Y#X$Z # c", "%Y#X$Z"),
        new Value("semicolon comment", "k = v ; c", "v"),
        new Value("hash without space", "k = a#b%c", "a#b%c"),
        new Value("leading hash", "k = #v", "#v"),
        new Value("percent", "k = %(x)s", "%(x)s"),
        new Value("empty", "k =", ""),
        new Value("back quotes", "k = ` # v`", " # v"),
        new Value("back quotes over lines", "k = `a\n  b\nc` d", "a\n  b\nc"),
        new Value("triple quotes", "k = \"\"\"a # b\"\"\"", "a # b"),
        new Value("triple quotes over lines", "k = \"\"\"a\nb\"\"\"\nz = 1", "a\nb"),
        new Value("continued", "k = a\\\n  b\\\nc", "abc"),
        new Value("continued at the end", "k = a\\", "a"),
        new Value("last wins", "k = a\nk = b", "b"),
        new Value("comments between", "# x = 1\n\n; y = 2\nk = v", "v"),
        new Value("key in upper case", "K = v", "v"),
        new Value("key in double quotes", "\"k\" = v", "v"),
        new Value("key in back quotes", "` k `= v", "v"),
        new Value("key in triple quotes", "\"\"\"k\"\"\": v", "v"),
        new Value("text between a quoted key and its delimiter", "\"k\" x = v", "v"),
        new Value("quoted key, quoted value", "\"k\" = \"=v\"", "=v"),
        new Value("windows lines", "k = v\r\nz = w\r\n", "v"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void parse_value_asTheGoSdkReadsIt(Value row) {
    assertThat(parse("[s]\n" + row.text()).section("s")).containsEntry("k", row.expected());
  }

  @Test
  void parse_delimiterInAQuotedKey_belongsToTheKey() {
    assertThat(parse("[s]\n\"a=b:c\" = v\n'd' = w").section("s"))
        .isEqualTo(Map.of("a=b:c", "v", "'d'", "w"));
  }

  @Test
  void parse_byteOrderMarkAndNoHeader_defaultSection() {
    assertThat(parse("\uFEFFk = v").section("DEFAULT")).isEqualTo(Map.of("k", "v"));
  }

  @Test
  void parse_sectionTwice_merged() {
    assertThat(parse("[a.b]\nx=1\n[c]\nx=2\n[a.b]\ny=3\n").section("a.b"))
        .isEqualTo(Map.of("x", "1", "y", "3"));
  }

  @Test
  void toString_values_notShown() {
    assertThat(parse("[a]\ntoken=dapi-secret\n")).hasToString("ProfileFile[/f: [a]]");
  }

  private static ProfileFile parse(String text) {
    return new ProfileFileParser("/f", text).parse();
  }

  record Value(String name, String text, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }
}
