package io.lakegate.gateway.sdks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.compute.ClusterDetails;
import com.databricks.sdk.service.compute.CreateCluster;
import com.databricks.sdk.service.compute.State;
import com.databricks.sdk.service.files.GetMetadataRequest;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Databricks SDK for Java as it is published, with a token that opens nothing: its host is the
 * gateway.
 */
final class JavaSdkIT {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static TestSandbox sandbox;
  private static TestGateway gateway;
  private static WorkspaceClient client;

  @BeforeAll
  static void start() {
    sandbox = TestSandbox.start();
    gateway =
        TestGateway.gateway()
            .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
            .start();
    client =
        new WorkspaceClient(
            new DatabricksConfig()
                .setHost("http://127.0.0.1:" + gateway.port())
                .setAuthType("pat")
                .setToken("unused"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    sandbox.close();
  }

  @Test
  void jobs_listed_areAllThereOnce() {
    Set<Long> ids = new HashSet<>();
    int count = 0;
    for (BaseJob job : client.jobs().list(new ListJobsRequest())) {
      ids.add(job.getJobId());
      count++;
    }
    assertThat(count).isEqualTo(1_200);
    assertThat(ids).hasSize(1_200);
  }

  @Test
  void cluster_createdAndAwaited_runs() throws TimeoutException {
    ClusterDetails cluster =
        client
            .clusters()
            .create(
                new CreateCluster()
                    .setClusterName("from the Java SDK")
                    .setSparkVersion("16.4.x-scala2.12")
                    .setNodeTypeId("i3.xlarge")
                    .setNumWorkers(1L))
            .get(LONGEST);
    assertThat(cluster.getState()).isEqualTo(State.RUNNING);
  }

  @Test
  void run_awaited_succeeds() throws TimeoutException {
    long job = client.jobs().list(new ListJobsRequest().setLimit(1L)).iterator().next().getJobId();
    Run run = client.jobs().runNow(new RunNow().setJobId(job)).get(LONGEST);
    assertThat(run.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.TERMINATED);
    assertThat(run.getState().getResultState()).isEqualTo(RunResultState.SUCCESS);
  }

  @Test
  void file_thatIsMissing_isTheSdksNotFound() {
    GetMetadataRequest missing =
        new GetMetadataRequest().setFilePath("/Volumes/main/default/none/missing.txt");
    assertThatThrownBy(() -> client.files().getMetadata(missing)).isInstanceOf(NotFound.class);
  }
}
