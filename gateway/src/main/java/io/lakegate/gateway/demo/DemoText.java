package io.lakegate.gateway.demo;

import java.util.List;

/** What the demo prints: commands that work as they stand. */
public final class DemoText {

  private DemoText() {}

  /**
   * The lines, for a gateway at a base URL.
   *
   * @param base for instance {@code http://127.0.0.1:8484}
   */
  public static List<String> lines(String base) {
    return List.of(
        "",
        "A sandbox workspace is running behind this gateway. In another terminal, try:",
        "",
        "  curl -s " + base + "/api/2.0/preview/scim/v2/Me",
        "  curl -s '" + base + "/api/2.2/jobs/list?limit=2'",
        "  curl -s "
            + base
            + "/api/2.1/clusters/create --json '{\"cluster_name\":\"demo\",\"spark_version\":\"16.4.x-scala2.12\",\"node_type_id\":\"i3.xlarge\",\"num_workers\":1}'",
        "  echo 'hello, volume' | curl -s -T - "
            + base
            + "/api/2.0/fs/files/Volumes/main/default/demo/hello.txt && curl -s "
            + base
            + "/api/2.0/fs/files/Volumes/main/default/demo/hello.txt",
        "  curl -sN "
            + base
            + "/serving-endpoints/demo-chat/invocations --json '{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'",
        "",
        "No credential was needed: the gateway adds it. Stop with Ctrl-C.");
  }
}
