package io.lakegate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * nginx with one worker, either as the origin or as the reverse proxy to compare with.
 *
 * @param child its process
 * @param port where it listens
 */
record Nginx(Child child, int port) implements Peer {

  private static final Duration UP_WITHIN = Duration.ofSeconds(10);

  /** What a small page of a list endpoint looks like; about 300 bytes. */
  private static final String ANSWER =
      "{\"jobs\":[{\"job_id\":11223344,\"creator_user_name\":\"user.name@example.com\",\"settings\":"
          + "{\"name\":\"nightly\",\"max_concurrent_runs\":1,\"format\":\"MULTI_TASK\"},"
          + "\"created_time\":1601370337343},{\"job_id\":11223345,\"creator_user_name\":"
          + "\"user.name@example.com\",\"settings\":{\"name\":\"hourly\",\"max_concurrent_runs\":10},"
          + "\"created_time\":1601370337344}],\"has_more\":false}";

  /** Answers every request at once with a small JSON document. */
  static Nginx origin(List<String> prefix, Path scratch) throws IOException {
    int port = freePort();
    String http =
        """
        access_log off;
        server { listen 127.0.0.1:%d backlog=4096; location / { return 200 '%s'; } }
        """
            .formatted(port, ANSWER);
    return start(prefix, scratch.resolve("origin"), port, http);
  }

  /**
   * Forwards to an origin over connections that are kept, and adds one field as a gateway does.
   *
   * @param logged whether it writes a line for each request to a file
   */
  static Nginx proxy(int origin, boolean logged, List<String> prefix, Path scratch)
      throws IOException {
    int port = freePort();
    String http =
        """
        access_log %s;
        upstream origin { server 127.0.0.1:%d; keepalive 256; keepalive_requests 1000000000; }
        server {
          listen 127.0.0.1:%d backlog=4096;
          location / {
            proxy_pass http://origin;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Authorization "Bearer benchmark";
          }
        }
        """
            .formatted(logged ? "access.log" : "off", origin, port);
    return start(prefix, scratch.resolve("proxy"), port, http);
  }

  private static Nginx start(List<String> prefix, Path folder, int port, String http)
      throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(http));
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(Tools.NGINX.path(), "-p", folder + "/", "-c", config.toString()));
    command.addAll(List.of("-e", "error.log"));
    Child child = Child.start(command, Map.of(), folder.resolve("stderr.log"));
    try {
      Connection.awaitOpen(port, UP_WITHIN);
    } catch (IOException e) {
      child.close();
      throw new IOException(Files.readString(folder.resolve("stderr.log")), e);
    }
    return new Nginx(child, port);
  }

  private static String config(String http) {
    return """
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    events { worker_connections 4096; }
    http {
      default_type application/json;
      keepalive_requests 1000000000;
      client_body_temp_path body;
      proxy_temp_path proxied;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
    %s}
    """
        .formatted(http);
  }

  /** A port that was free a moment ago; nginx has no way to tell which one it was given. */
  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @Override
  public String name() {
    return "nginx";
  }
}
