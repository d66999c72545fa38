package io.lakegate.sandbox.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobApiTest {
  private static final String LIST = "/api/2.2/jobs/list";

  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void list_walkedToItsEnd_showsEachOfThe1200Once() {
    List<Long> ids = new ArrayList<>();
    String token = "";
    boolean more = true;
    while (more) {
      JsonNode page = sandbox.get(LIST + "?limit=100&page_token=" + token).json();
      page.path("jobs").forEach(job -> ids.add(job.path("job_id").longValue()));
      more = page.path("has_more").asBoolean();
      token = page.path("next_page_token").asText("");
      assertThat(token.isEmpty()).isEqualTo(!more);
    }

    assertThat(ids).hasSize(1_200);
    assertThat(new HashSet<>(ids)).hasSize(1_200);
    assertThat(ids.stream().filter(id -> (long) (double) id != id)).hasSize(120);
  }

  @Test
  void list_byDefault_shows20NewestFirstWithoutTasks() {
    JsonNode page = sandbox.get(LIST).json();

    assertThat(page.path("jobs")).hasSize(20);
    assertThat(page.path("jobs").path(0).path("settings").path("name").asText())
        .isEqualTo("many tasks");
    assertThat(page.path("jobs").path(0).path("settings").has("tasks")).isFalse();
    assertThat(page.has("prev_page_token")).isFalse();
  }

  @Test
  void list_whileJobsAppear_neitherSkipsNorRepeats() {
    JsonNode first = sandbox.get(LIST + "?limit=2").json();
    create("{\"name\":\"new\"}");

    JsonNode second = page(first.path("next_page_token").asText());
    JsonNode back = page(second.path("prev_page_token").asText());

    assertThat(back.path("jobs")).isEqualTo(first.path("jobs"));
    assertThat(second.path("jobs").path(0).path("settings").path("name").asText())
        .isNotEqualTo("new")
        .isNotEqualTo(first.path("jobs").path(1).path("settings").path("name").asText());
  }

  @Test
  void list_byOffset_beginsThere() {
    JsonNode all = sandbox.get(LIST + "?limit=5").json().path("jobs");
    JsonNode page = sandbox.get("/api/2.1/jobs/list?limit=2&offset=3").json();

    assertThat(page.path("jobs").path(0)).isEqualTo(all.path(3));
    assertThat(page.path("has_more").asBoolean()).isTrue();
    assertThat(sandbox.get(LIST + "?offset=5000").json().toString())
        .isEqualTo("{\"has_more\":false}");
  }

  @Test
  void list_byName_findsItInAnyCase() {
    JsonNode page = sandbox.get(LIST + "?name=ALWAYS%20fails").json();

    assertThat(page.path("jobs")).hasSize(1);
    assertThat(sandbox.get(LIST + "?name=none").json().toString())
        .isEqualTo("{\"has_more\":false}");
  }

  @Test
  void list_expanded_truncatesTasksAt100AndSaysSo() {
    JsonNode job = sandbox.get(LIST + "?expand_tasks=true&limit=2").json().path("jobs").path(0);
    JsonNode whole = sandbox.get("/api/2.1/jobs/list?expand_tasks=true&limit=2").json();

    assertThat(job.path("settings").path("tasks")).hasSize(100);
    assertThat(job.path("has_more").asBoolean()).isTrue();
    assertThat(job.has("next_page_token")).isFalse();
    assertThat(whole.path("jobs").path(0).path("settings").path("tasks")).hasSize(250);
  }

  @Test
  void get_ofAJobWithManyTasks_pagesThem() {
    long id = sandbox.get(LIST + "?limit=1").json().path("jobs").path(0).path("job_id").asLong();
    List<String> keys = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      JsonNode job = sandbox.get("/api/2.2/jobs/get?job_id=" + id + "&page_token=" + token).json();
      job.path("settings").path("tasks").forEach(task -> keys.add(task.path("task_key").asText()));
      assertThat(job.path("settings").path("name").asText()).isEqualTo("many tasks");
      token = job.path("next_page_token").asText("");
      pages++;
    } while (!token.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(new HashSet<>(keys)).hasSize(250);
    assertThat(sandbox.get("/api/2.1/jobs/get?job_id=" + id).json().path("settings").path("tasks"))
        .hasSize(250);
    assertThat(sandbox.get("/api/2.2/jobs/get?page_token=zzz&job_id=" + id).status())
        .isEqualTo(400);
  }

  @Test
  void create_thenGetAndDelete_keepsTheSettingsExactly() {
    String settings =
        "{\"name\":\"mine\",\"tasks\":[{\"task_key\":\"a\",\"x\":9223372036854775807}],\"y\":1.10}";
    long id = create(settings);

    Reply reply = sandbox.get("/api/2.0/jobs/get?job_id=" + id);
    assertThat(reply.text()).contains("\"settings\":" + settings);
    assertThat(reply.json().path("creator_user_name").asText()).contains("@");

    assertThat(sandbox.post("/api/2.2/jobs/delete", "{\"job_id\":\"" + id + "\"}").status())
        .isEqualTo(200);
    Reply gone = sandbox.get("/api/2.2/jobs/get?job_id=" + id);
    assertThat(gone.status()).isEqualTo(400);
    assertThat(gone.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(gone.message()).isEqualTo("Job " + id + " does not exist.");
  }

  @Test
  void create_withoutAName_isUntitled() {
    long id = create("{}");

    assertThat(
            sandbox
                .get("/api/2.2/jobs/get?job_id=" + id)
                .json()
                .path("settings")
                .path("name")
                .asText())
        .isEqualTo("Untitled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tasks\":[{}]}",
        "{\"tasks\":[{\"task_key\":\"a\"},{\"task_key\":\"a\"}]}",
      })
  void create_withOddTasks_isInvalidParameter(String body) {
    assertThat(sandbox.post("/api/2.2/jobs/create", body).errorCode())
        .isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/2.2/jobs/list?limit=101",
        "/api/2.2/jobs/list?limit=-1",
        "/api/2.2/jobs/list?offset=-1",
        "/api/2.2/jobs/list?offset=1&page_token=x",
        "/api/2.2/jobs/list?page_token=x",
        "/api/2.2/jobs/get",
        "/api/2.2/jobs/get?job_id=abc",
        "/api/2.2/jobs/get?job_id=99999999999999999999",
      })
  void request_withOddParameters_isInvalidParameter(String path) {
    Reply reply = sandbox.get(path);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void sandbox_withFewJobs_hasThatMany(int jobs) {
    try (TestSandbox few = TestSandbox.start(SandboxConfig.defaults().withJobs(jobs))) {
      assertThat(few.get(LIST).json().path("jobs")).hasSize(jobs);
    }
  }

  private JsonNode page(String token) {
    return sandbox.get(LIST + "?limit=2&page_token=" + token).json();
  }

  private long create(String settings) {
    return sandbox.post("/api/2.2/jobs/create", settings).json().path("job_id").longValue();
  }
}
