package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobPagesTest {

  private static final int KIB = 1024;

  @TempDir private Path scratch;

  @Test
  void realistic_hundredJobs_areSeventyKib() {
    assertThat(JobPages.realistic(2, 100).bodies())
        .extracting(body -> body.length)
        .allSatisfy(bytes -> assertThat(bytes).isBetween(69 * KIB, 71 * KIB));
  }

  @Test
  void bodies_ofEachKind_holdTheItemsTold() throws Exception {
    for (JobPages list : List.of(JobPages.realistic(3, 4), JobPages.small(3, 4))) {
      long count = 0;
      long idSum = 0;
      for (byte[] body : list.bodies()) {
        Items page = Items.ofJson(Files.write(scratch.resolve("page"), body));
        assertThat(page.count()).isEqualTo(4);
        count += page.count();
        idSum += page.idSum();
      }
      assertThat(list.items()).isEqualTo(new Items(count, idSum));
    }
  }

  @Test
  void bodies_eachButTheLast_nameTheNext() {
    assertThat(JobPages.small(3, 1).bodies())
        .extracting(body -> new String(body, UTF_8))
        .satisfiesExactly(
            first -> assertThat(first).endsWith("],\"has_more\":true,\"next_page_token\":\"1\"}"),
            second -> assertThat(second).endsWith("],\"has_more\":true,\"next_page_token\":\"2\"}"),
            last -> assertThat(last).endsWith("],\"has_more\":false}"));
  }

  @Test
  void ids_asDoubles_wouldNotBeThemselves() {
    long id = JobPages.small(1, 1).items().idSum();

    assertThat((long) (double) id).isNotEqualTo(id);
  }

  @Test
  void bytes_ofAll_areAdded() {
    JobPages list = new JobPages(List.of(new byte[3], new byte[4]), Items.NONE);

    assertThat(list.bytes()).isEqualTo(7);
  }
}
