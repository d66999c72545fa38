package io.lakegate.sandbox.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Things that several waits look at, and what is particular about some of them. */
final class SharedThingsIT {
  private static final Duration USUAL = Duration.ofSeconds(2);
  private static final String APP = "/api/2.0/apps/mine";
  private static final String WAREHOUSE = "/api/2.0/sql/warehouses/w";
  private static final String INSTANCE = "/api/2.0/database/instances/db";
  private static final String STATEMENTS = "/api/2.0/sql/statements";
  private static final String SPACE = "/api/2.0/app-spaces/s";

  private final TestSandbox sandbox = TestSandbox.start(SandboxConfig.defaults().withJobs(0));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void app_isStartedStoppedAndDeleted() {
    JsonNode created = post("/api/2.0/apps", "{'name':'mine','description':'d'}").json();
    assertThat(created.at("/compute_status/state").asText()).isEqualTo("STARTING");
    assertThat(created.path("description").asText()).isEqualTo("d");
    sandbox.advance(USUAL);
    assertThat(state(APP, "/compute_status/state")).isEqualTo("ACTIVE");
    post(APP + "/stop", "");
    assertThat(state(APP, "/compute_status/state")).isEqualTo("STOPPING");
    sandbox.advance(USUAL);
    assertThat(state(APP, "/compute_status/state")).isEqualTo("STOPPED");
    sandbox.delete(APP);
    assertThat(state(APP, "/compute_status/state")).isEqualTo("DELETING");
    sandbox.advance(USUAL);
    assertThat(sandbox.get(APP).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    assertThat(sandbox.delete(APP).status()).isEqualTo(404);
    assertThat(post("/api/2.0/apps", "{'name':'mine'}").json().has("description")).isFalse();
  }

  @Test
  void app_withoutCompute_staysStopped() {
    post("/api/2.0/apps?no_compute=true", "{'name':'mine'}");
    sandbox.advance(USUAL);

    assertThat(state(APP, "/compute_status/state")).isEqualTo("STOPPED");
  }

  @Test
  void warehouse_editedWhileStopped_staysSo() {
    post(WAREHOUSE + "/stop", "");
    sandbox.advance(USUAL);
    post(WAREHOUSE + "/edit", "{'name':'n'}");
    assertThat(state(WAREHOUSE, "/state")).isEqualTo("STOPPED");
    post(WAREHOUSE + "/start", "");
    assertThat(state(WAREHOUSE, "/state")).isEqualTo("STARTING");
    sandbox.advance(USUAL);
    post(WAREHOUSE + "/edit", "{'name':'n'}");
    assertThat(state(WAREHOUSE, "/state")).isEqualTo("STARTING");
  }

  @Test
  void databaseInstance_updatedToBeStopped_stops() {
    patch(INSTANCE, "{'stopped':true}");
    assertThat(state(INSTANCE, "/state")).isEqualTo("UPDATING");
    sandbox.advance(USUAL);
    assertThat(state(INSTANCE, "/state")).isEqualTo("STOPPED");
    post(INSTANCE + "/failover", "{}");
    assertThat(state(INSTANCE, "/state")).isEqualTo("FAILING_OVER");
    sandbox.advance(USUAL);
    assertThat(state(INSTANCE, "/state")).isEqualTo("AVAILABLE");
  }

  @Test
  void servingEndpoint_isReadyOnceItIsUpdated() {
    String path = "/api/2.0/serving-endpoints/fresh";
    assertThat(sandbox.get(path).status()).isEqualTo(404);
    post("/api/2.0/serving-endpoints", "{'name':'fresh'}");
    assertThat(state(path, "/state/ready")).isEqualTo("NOT_READY");
    assertThat(state(path, "/state/config_update")).isEqualTo("IN_PROGRESS");
    sandbox.advance(USUAL);
    assertThat(state(path, "/state/ready")).isEqualTo("READY");
    assertThat(state(path, "/state/config_update")).isEqualTo("NOT_UPDATING");

    assertThat(sandbox.get("/api/2.0/serving-endpoints/sandbox-chat").json().has("task")).isTrue();
  }

  @Test
  void servingEndpoint_whoseUpdateFails_isNotReady() {
    steer("{'wait':'WaitGetServingEndpointNotUpdating','outcome':'failure','duration_ms':0}");
    post("/api/2.0/serving-endpoints", "{'name':'fresh'}");

    String path = "/api/2.0/serving-endpoints/fresh";
    assertThat(state(path, "/state/config_update")).isEqualTo("UPDATE_FAILED");
    assertThat(state(path, "/state/ready")).isEqualTo("NOT_READY");
  }

  @Test
  void space_goesAlongWithItsOperations() {
    post("/api/2.0/app-spaces", "{'name':'s'}");
    assertThat(state(SPACE, "/status/state")).isEqualTo("SPACE_CREATING");
    sandbox.advance(USUAL);
    assertThat(state(SPACE, "/status/state")).isEqualTo("SPACE_ACTIVE");
    JsonNode operation = sandbox.get(SPACE + "/operation").json();
    assertThat(operation.path("done").asBoolean()).isTrue();
    assertThat(operation.at("/response/name").asText()).isEqualTo("s");
    patch(SPACE, "{'description':'d'}");
    assertThat(state(SPACE, "/status/state")).isEqualTo("SPACE_UPDATING");
    steer("{'wait':'DeleteSpaceOperation','outcome':'failure','message':'no'}");
    sandbox.delete(SPACE);
    assertThat(state(SPACE, "/status/state")).isEqualTo("SPACE_DELETING");
    sandbox.advance(USUAL);
    assertThat(state(SPACE, "/status/state")).isEqualTo("SPACE_ERROR");
    sandbox.delete(SPACE);
    sandbox.advance(USUAL);
    assertThat(sandbox.get(SPACE).status()).isEqualTo(404);
    assertThat(sandbox.get(SPACE + "/operation").json().has("response")).isFalse();
  }

  @Test
  void baseEnvironment_goesAlongWithItsOperations() {
    String base = "/api/environments/v1/";
    JsonNode created =
        post(base + "workspace-base-environments?workspace_base_environment_id=e", "{}").json();
    String shown = base + "workspace-base-environments/e";
    assertThat(created.path("name").asText()).startsWith("operations/op-");
    assertThat(state(shown, "/status")).isEqualTo("PENDING");
    sandbox.advance(USUAL);
    assertThat(state(shown, "/status")).isEqualTo("CREATED");
    assertThat(state(base + created.path("name").asText(), "/response/name"))
        .isEqualTo("workspace-base-environments/e");
    post(shown + "/refresh", "{}");
    assertThat(state(shown, "/status")).isEqualTo("REFRESHING");
  }

  @Test
  void postgresOperations_areNamedAfterWhatTheyConcern() {
    String branches = "/api/2.0/postgres/projects/p/branches";
    JsonNode created = post(branches + "?branch_id=b", "{'spec':{'n':9007199254740993}}").json();

    assertThat(created.path("name").asText()).startsWith("projects/p/branches/b/operations/op-");
    assertThat(created.path("done").asBoolean()).isFalse();
    assertThat(created.has("response")).isFalse();
    assertThat(created.at("/metadata/@type").asText()).endsWith(".BranchOperationMetadata");
    sandbox.advance(USUAL);
    JsonNode done = sandbox.get("/api/2.0/postgres/" + created.path("name").asText()).json();
    assertThat(done.at("/response/name").asText()).isEqualTo("projects/p/branches/b");
    assertThat(done.at("/response/@type").asText()).endsWith("databricks.Branch");
    assertThat(done.at("/response/spec/n").asLong()).isEqualTo(9_007_199_254_740_993L);

    steer("{'wait':'DeleteBranchOperation','outcome':'failure','error_code':'ABORTED'}");
    Reply deleted = sandbox.delete(branches + "/b");
    sandbox.advance(USUAL);
    JsonNode failed =
        sandbox.get("/api/2.0/postgres/" + deleted.json().path("name").asText()).json();
    assertThat(failed.path("done").asBoolean()).isTrue();
    assertThat(failed.at("/error/error_code").asText()).isEqualTo("ABORTED");
    assertThat(failed.at("/error/message").asText()).contains("asked to end");
  }

  @Test
  void operation_withARequestIdThatWasSeen_isTheSame() {
    String environments = "/api/environments/v1/workspace-base-environments";
    String body = "{'request_id':'r1'}";
    String first = post(environments, body).json().path("name").asText();

    assertThat(post(environments, body).json().path("name").asText()).isEqualTo(first);
    assertThat(post(environments + "?request_id=r2", "{}").json().path("name").asText())
        .isNotEqualTo(first);
  }

  @Test
  void statement_onceItSucceeds_leadsToItsChunks() {
    JsonNode begun = post(STATEMENTS, "{'statement':'SELECT 1','warehouse_id':'w'}").json();
    String path = STATEMENTS + "/" + begun.path("statement_id").asText();
    assertThat(begun.at("/status/state").asText()).isEqualTo("PENDING");
    assertThat(begun.has("result")).isFalse();
    sandbox.advance(USUAL);
    JsonNode done = sandbox.get(path).json();
    assertThat(done.at("/status/state").asText()).isEqualTo("SUCCEEDED");
    assertThat(done.at("/manifest/total_chunk_count").asInt()).isEqualTo(3);
    assertThat(done.at("/result/data_array")).hasSize(20);
    String next = done.at("/result/next_chunk_internal_link").asText();
    assertThat(next).isEqualTo(path + "/result/chunks/1?row_offset=20");
    assertThat(sandbox.get(next).json().path("data_array")).hasSize(20);
    JsonNode last = sandbox.get(path + "/result/chunks/2").json();
    assertThat(last.path("data_array")).hasSize(5);
    assertThat(last.has("next_chunk_index")).isFalse();
    assertThat(sandbox.get(path + "/result/chunks/3").status()).isEqualTo(404);
  }

  @Test
  void statement_thatTakesNoTime_isOverInTheFirstAnswer() {
    steer("{'method':'POST','path':'" + STATEMENTS + "','duration_ms':0}");

    JsonNode begun = post(STATEMENTS, "{'statement':'SELECT 1'}").json();

    assertThat(begun.at("/status/state").asText()).isEqualTo("SUCCEEDED");
    assertThat(begun.at("/result/row_count").asInt()).isEqualTo(20);
  }

  @Test
  void statement_cancelled_isCanceledUnlessItIsOver() {
    String path = STATEMENTS + "/" + post(STATEMENTS, "{}").json().path("statement_id").asText();
    post(path + "/cancel", "");
    assertThat(state(path, "/status/state")).isEqualTo("CANCELED");
    assertThat(state(path, "/status/error/error_code")).isEmpty();

    String over = STATEMENTS + "/" + post(STATEMENTS, "{}").json().path("statement_id").asText();
    sandbox.advance(USUAL);
    post(over + "/cancel", "");
    assertThat(state(over, "/status/state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void statement_steeredToFail_saysWhy() {
    steer("{'wait':'StatementExecutionFinished','outcome':'failure','duration_ms':0}");
    JsonNode failed = post(STATEMENTS, "{}").json();

    assertThat(failed.at("/status/state").asText()).isEqualTo("FAILED");
    assertThat(failed.at("/status/error/error_code").asText()).isEqualTo("INTERNAL_ERROR");
    assertThat(failed.at("/status/error/message").asText()).contains("asked to end this as FAILED");
    assertThat(failed.has("result")).isFalse();
  }

  @Test
  void command_isExecutedInAContextThatIsDestroyed() {
    String context =
        post("/api/1.2/contexts/create", "{'clusterId':'c','language':'python'}")
            .json()
            .path("id")
            .asText();
    String shown = "/api/1.2/contexts/status?clusterId=c&contextId=" + context;
    sandbox.advance(USUAL);
    assertThat(state(shown, "/status")).isEqualTo("Running");
    String command = execute(context);
    assertThat(state(command, "/status")).isEqualTo("Queued");
    sandbox.advance(Duration.ofSeconds(1));
    assertThat(state(command, "/status")).isEqualTo("Running");
    sandbox.advance(Duration.ofSeconds(1));
    assertThat(state(command, "/status")).isEqualTo("Finished");
    assertThat(state(command, "/results/data")).isEqualTo("ran: 1+1");
    post("/api/1.2/contexts/destroy", "{'clusterId':'c','contextId':'" + context + "'}");
    assertThat(sandbox.get(shown).status()).isEqualTo(404);
  }

  @Test
  void command_steeredToShowAnError_showsIt() {
    steer(
        "{'wait':'WaitCommandStatusCommandExecutionFinishedOrError','members':{'results':"
            + "{'resultType':'error','cause':'NameError','summary':'no x'}}}");
    String command = execute("x");
    sandbox.advance(USUAL);

    assertThat(state(command, "/status")).isEqualTo("Finished");
    assertThat(state(command, "/results/resultType")).isEqualTo("error");
    assertThat(state(command, "/results/cause")).isEqualTo("NameError");
  }

  @Test
  void command_cancelled_isSoUnlessItHasFinished() {
    String command = execute("x");
    String id = command.replaceAll(".*commandId=([^&]+).*", "$1");
    String cancel = "{'clusterId':'c','contextId':'x','commandId':'" + id + "'}";
    post("/api/1.2/commands/cancel", cancel);
    assertThat(state(command, "/status")).isEqualTo("Cancelling");
    sandbox.advance(USUAL);
    assertThat(state(command, "/status")).isEqualTo("Cancelled");

    String other = execute("x");
    sandbox.advance(USUAL);
    String otherId = other.replaceAll(".*commandId=([^&]+).*", "$1");
    post("/api/1.2/commands/cancel", cancel.replace(id, otherId));
    assertThat(state(other, "/status")).isEqualTo("Finished");
    assertThat(post("/api/1.2/commands/execute", "{}").message())
        .isEqualTo("Missing required field: clusterId");
  }

  @Test
  void libraries_haveStatesOfTheirOwn() {
    String status = "/api/2.0/libraries/cluster-status?cluster_id=c";
    assertThat(sandbox.get(status).json().path("library_statuses")).hasSize(45);
    steer("{'wait':'LibrariesInstalled','outcome':'failure','message':'no such package'}");
    post(
        "/api/2.0/libraries/install",
        "{'cluster_id':'c','libraries':[{'jar':'a'},{'pypi':{'package':'b'}}]}");
    assertThat(sandbox.get(status).json().at("/library_statuses/1/status").asText())
        .isEqualTo("PENDING");
    sandbox.advance(USUAL);
    JsonNode json = sandbox.get(status).json();
    assertThat(json.path("cluster_id").asText()).isEqualTo("c");
    assertThat(json.at("/library_statuses/0/status").asText()).isEqualTo("INSTALLED");
    assertThat(json.at("/library_statuses/1/status").asText()).isEqualTo("FAILED");
    assertThat(json.at("/library_statuses/1/messages/0").asText()).isEqualTo("no such package");
    post("/api/2.0/libraries/uninstall", "{'cluster_id':'c','libraries':[{'jar':'a'}]}");
    assertThat(sandbox.get(status).json().at("/library_statuses/0/status").asText())
        .isEqualTo("UNINSTALL_ON_RESTART");
    assertThat(post("/api/2.0/libraries/install", "{'cluster_id':'c'}").status()).isEqualTo(400);
    assertThat(post("/api/2.0/libraries/install", "{'libraries':[{'jar':'a'}]}").message())
        .contains("cluster_id");
  }

  @Test
  void ids_haveTheTypesAndPlacesOfThePlatform() {
    JsonNode workspace = post("/api/2.0/accounts/a/workspaces", "{}").json();
    JsonNode version = post("/api/2.0/mlflow/model-versions/create", "{'name':'m'}").json();
    JsonNode file = post("/api/2.0/marketplace-provider/files", "{}").json();

    assertThat(workspace.path("workspace_id").isIntegralNumber()).isTrue();
    assertThat(workspace.path("workspace_id").asLong()).isGreaterThan(1L << 53);
    assertThat(version.at("/model_version/name").asText()).isEqualTo("m");
    assertThat(version.at("/model_version/version").asText()).matches("\\d+");
    assertThat(version.at("/model_version/status").asText()).isEqualTo("PENDING_REGISTRATION");
    assertThat(file.at("/file_info/id").asText()).isNotEmpty();
    String shown = "/api/2.0/accounts/a/workspaces/" + workspace.path("workspace_id").asText();
    assertThat(sandbox.send("PATCH", shown, BodyPublishers.noBody()).json().path("workspace_id"))
        .isEqualTo(workspace.path("workspace_id"));
  }

  private String execute(String context) {
    String body = "{'clusterId':'c','contextId':'" + context + "','command':'1+1'}";
    return "/api/1.2/commands/status?clusterId=c&contextId=%s&commandId=%s"
        .formatted(context, post("/api/1.2/commands/execute", body).json().path("id").asText());
  }

  private String state(String path, String pointer) {
    Reply reply = sandbox.get(path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().at(pointer).asText();
  }

  private Reply post(String path, String body) {
    return sandbox.post(path, body.replace('\'', '"'));
  }

  private void patch(String path, String body) {
    Reply reply = sandbox.send("PATCH", path, BodyPublishers.ofString(body.replace('\'', '"')));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private void steer(String body) {
    Reply reply = post("/sandbox/waits", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }
}
