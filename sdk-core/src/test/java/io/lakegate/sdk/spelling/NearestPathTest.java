package io.lakegate.sdk.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestPathTest {

  private static final List<String> KNOWN =
      List.of(
          "/api/2.1/clusters/create",
          "/api/2.1/clusters/get",
          "/api/2.2/jobs/list",
          "/api/2.2/jobs/runs/list",
          "/api/2.0/apps/{name}/start",
          "/api/2.0/apps/{name}");

  @ParameterizedTest
  @CsvSource({
    "/api/2.1/cluster/create, /api/2.1/clusters/create",
    "/api/2.0/clusters/craete, /api/2.1/clusters/create",
    "/api/2.2/job/list, /api/2.2/jobs/list",
    "/api/2.x/jobs/list, /api/2.2/jobs/list",
    "/api/2.2/jobs/run/list, /api/2.2/jobs/runs/list",
    "/api/2.0/app/anything/start, /api/2.0/apps/{name}/start"
  })
  void to_misspelledPath_findsWhatWasMeant(String path, String meant) {
    assertThat(NearestPath.to(path, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/api/2.1/clusters",
        "/api/2.1/clusters/create/",
        "/api/2.1/clusters/delete",
        "/api/2.2/pipelines/list",
        "/v/2.2/jobs/list"
      })
  void to_anotherPath_guessesNothing(String path) {
    assertThat(NearestPath.to(path, KNOWN)).isEmpty();
  }
}
