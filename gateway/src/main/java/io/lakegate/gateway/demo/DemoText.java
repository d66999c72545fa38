package io.lakegate.gateway.demo;

import java.util.ArrayList;
import java.util.List;

/** What the demo prints: commands that work as they stand. */
public final class DemoText {

  private static final String UNIX = "unix:";
  private static final String FILE = "/api/2.0/fs/files/Volumes/main/default/demo/hello.txt";
  private static final String CLUSTER =
      "{\"cluster_name\":\"demo\",\"spark_version\":\"16.4.x-scala2.12\","
          + "\"node_type_id\":\"i3.xlarge\",\"num_workers\":1}";
  private static final String CHAT =
      "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private DemoText() {}

  /**
   * The lines, for a gateway at an address.
   *
   * @param base for instance {@code http://127.0.0.1:8484} or {@code unix:/run/lakegate.sock}
   */
  public static List<String> lines(String base) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("A sandbox workspace is running behind this gateway. In another terminal, try:");
    lines.add("");
    commands(base).forEach(command -> lines.add("  " + command));
    lines.add("");
    lines.add("No credential was needed: the gateway adds it. Stop with Ctrl-C.");
    return List.copyOf(lines);
  }

  /**
   * The commands alone: who am I, all pages of a list, an operation that is waited for, a file up
   * and down, a streamed answer. They may be run more than once.
   *
   * @param base for instance {@code http://127.0.0.1:8484} or {@code unix:/run/lakegate.sock}
   */
  public static List<String> commands(String base) {
    boolean unix = base.startsWith(UNIX);
    String options = unix ? "-s --unix-socket " + base.substring(UNIX.length()) : "-s";
    String url = unix ? "http://localhost" : base;
    String curl = "curl " + options + " ";
    return List.of(
        curl + quoted(url + "/api/2.0/preview/scim/v2/Me?attributes=userName"),
        curl + quoted(url + "/all-pages/api/2.2/jobs/list?_format=ndjson") + " | wc -l",
        curl + url + "/wait/api/2.1/clusters/create --json " + quoted(CLUSTER),
        curl
            + ("-X PUT -d 'hello, volume' " + quoted(url + FILE + "?overwrite=true"))
            + (" --next " + options + " " + url + FILE),
        curl
            + ("-N " + url + "/serving-endpoints/sandbox-chat/invocations --json ")
            + quoted(CHAT));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
