package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * The program beside which {@code /all-pages} is measured: the published SDK's own iterator over a
 * list of jobs. One client stays, with its connections; each line on standard input is one walk.
 */
final class SdkProgram {

  private SdkProgram() {}

  /**
   * Walks, and prints for each walk its nanoseconds, the number of jobs and the sum of their ids.
   *
   * @param arguments the port of the origin on 127.0.0.1
   */
  public static void main(String[] arguments) throws IOException {
    WorkspaceClient client =
        new WorkspaceClient(
            new DatabricksConfig()
                .setHost("http://127.0.0.1:" + arguments[0])
                .setAuthType("pat")
                .setToken("benchmark"));
    PrintStream out = System.out;
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      while (in.readLine() != null) {
        out.println(walk(client));
      }
    }
  }

  private static String walk(WorkspaceClient client) {
    long startNanos = System.nanoTime();
    long count = 0;
    long idSum = 0;
    for (BaseJob job : client.jobs().list(new ListJobsRequest())) {
      count++;
      idSum += job.getJobId();
    }
    return "%d %d %d".formatted(System.nanoTime() - startNanos, count, idSum);
  }
}
