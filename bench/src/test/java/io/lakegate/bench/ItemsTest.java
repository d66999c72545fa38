package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemsTest {

  @TempDir private Path scratch;

  @Test
  void ofJson_otherMembersAndNestedIds_countsTheJobsAlone() throws Exception {
    String json =
        """
        {"more":{"jobs":[1]},"jobs":[{"job_id":3,"settings":{"job_id":100}},
         {"tags":[{"job_id":100}],"job_id":9007199254740993}],"has_more":false}
        """;

    assertThat(Items.ofJson(file(json))).isEqualTo(new Items(2, 9007199254740996L));
  }

  @Test
  void ofJson_noJobs_countsNone() throws Exception {
    assertThat(Items.ofJson(file("{\"jobs\":[]}"))).isEqualTo(Items.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"jobs\":null}",
        "{\"jobs\":[{\"job_id\":1}",
        "{\"jobs\":[{\"job_id\":1},{}]}",
        "{\"jobs\":[{\"job_id\":1}]} {\"error\":{}}"
      })
  void ofJson_anythingElse_isAnError(String json) {
    assertThatIOException().isThrownBy(() -> Items.ofJson(file(json)));
  }

  @Test
  void ofLines_oneJobOnEach_countsThem() throws Exception {
    assertThat(Items.ofLines(file("{\"job_id\":1}\n{\"job_id\":5,\"settings\":{}}\n")))
        .isEqualTo(new Items(2, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"error_code\":\"PAGINATION_LOOP\"}}",
        "{\"job_id\":2} {\"job_id\":3}",
        "{\"job_id\":2",
        "[{\"job_id\":2}]",
        ""
      })
  void ofLines_lineOfAnotherKind_isTold(String line) {
    assertThatIOException()
        .isThrownBy(() -> Items.ofLines(file("{\"job_id\":1}\n" + line + "\n")))
        .withMessage("expected a job on each line, got: " + line);
  }

  @Test
  void expect_others_saysBoth() {
    assertThatIOException()
        .isThrownBy(() -> new Items(2, 6).expect(new Items(3, 6), "the gateway"))
        .withMessageContainingAll("count=2", "count=3", "from the gateway");
  }

  @Test
  void expect_theSame_passes() throws Exception {
    new Items(2, 6).expect(Items.NONE.plus(1).plus(5), "the gateway");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(scratch.resolve("answer"), text);
  }
}
