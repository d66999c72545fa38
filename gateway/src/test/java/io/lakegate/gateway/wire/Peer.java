package io.lakegate.gateway.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another reverse proxy, as its distribution packs it, and the least that has to be set for it. */
enum Peer {
  /** nginx. */
  NGINX("nginx", "nginx", "1.22") {
    @Override
    String config(Path socket, int origin) {
      return """
      daemon off;
      master_process off;
      pid nginx.pid;
      events { worker_connections 512; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxied;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        client_header_timeout 2s;
        client_body_timeout 2s;
        keepalive_timeout 2s;
        large_client_header_buffers 4 64k;
        upstream origin { server 127.0.0.1:%2$d; keepalive 8; }
        server {
          listen unix:%1$s;
          location / {
            proxy_pass http://origin;
            proxy_http_version 1.1;
            proxy_request_buffering off;
            proxy_buffering off;
            proxy_set_header Host 127.0.0.1:%2$d;
            proxy_set_header Connection "";
          }
        }
      }
      """
          .formatted(socket, origin);
    }

    @Override
    List<String> arguments(Path config) {
      return List.of("-p", config.getParent() + "/", "-c", config.toString(), "-e", "error.log");
    }
  },
  /** HAProxy. */
  HAPROXY("HAProxy", "haproxy", "2.6") {
    @Override
    String config(Path socket, int origin) {
      return """
      global
        nbthread 1
        tune.bufsize 131072
      defaults
        mode http
        timeout connect 5s
        timeout client 2s
        timeout server 3s
        timeout http-request 2s
        timeout http-keep-alive 2s
      frontend clients
        bind unix@%1$s
        default_backend origin
      backend origin
        http-request set-header Host 127.0.0.1:%2$d
        server origin 127.0.0.1:%2$d
      """
          .formatted(socket, origin);
    }

    @Override
    List<String> arguments(Path config) {
      return List.of("-db", "-f", config.toString());
    }
  };

  /** Debian keeps servers in sbin, which is not on everybody's PATH. */
  private static final List<String> FOLDERS =
      List.of("/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin");

  private static final Pattern VERSION = Pattern.compile("version[: ]+(?:nginx/)?(\\d+\\.\\d+)");

  private final String title;
  private final String command;
  private final String compared;

  Peer(String title, String command, String compared) {
    this.title = title;
    this.command = command;
    this.compared = compared;
  }

  /** Its name, as its makers write it. */
  String title() {
    return title;
  }

  /**
   * Where the program is.
   *
   * @throws IllegalStateException if it is not here
   */
  String program() {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("there is no " + command + "; see make test-all"));
  }

  /** The version that the differences are known of, by its first two numbers. */
  String compared() {
    return compared;
  }

  /** The version that is here, by its first two numbers. */
  String version() throws IOException {
    Process asked = new ProcessBuilder(program(), "-v").redirectErrorStream(true).start();
    String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no version in: " + text);
    }
    return matcher.group(1);
  }

  /**
   * The configuration of a reverse proxy that keeps its connections to the origin and holds no body
   * back. A client that sends nothing is given up after two seconds, and heads may be as large as
   * the gateway takes them.
   *
   * @param socket where it listens
   * @param origin the port of the origin
   */
  abstract String config(Path socket, int origin);

  /** The arguments that start it in the foreground, as one process. */
  abstract List<String> arguments(Path config);
}
