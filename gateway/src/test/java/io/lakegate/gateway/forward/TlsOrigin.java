package io.lakegate.gateway.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An origin that speaks TLS with a certificate of its own, answers by path, and then ends the
 * connection with or without saying so (RFC 8446 6.1).
 */
final class TlsOrigin implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  /**
   * What is answered at a path.
   *
   * @param bytes head and body
   * @param notified whether {@code close_notify} comes before the end of the connection
   */
  record Answer(String bytes, boolean notified) {}

  private final ServerSocket server;
  private final SSLContext tls;
  private final Map<String, Answer> answers;

  private TlsOrigin(ServerSocket server, SSLContext tls, Map<String, Answer> answers) {
    this.server = server;
    this.tls = tls;
    this.answers = answers;
  }

  /**
   * Starts one on a free port.
   *
   * @param keys where its key and certificate are, from {@link #makeKeys}
   * @param answers by path; may change
   */
  static TlsOrigin start(Path keys, Map<String, Answer> answers)
      throws IOException, GeneralSecurityException {
    ServerSocket server = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
    TlsOrigin origin = new TlsOrigin(server, context(keys), answers);
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  /** Makes a key with a certificate for 127.0.0.1 that it has signed itself, in a new store. */
  static Path makeKeys(Path folder) throws IOException, InterruptedException {
    Path keys = folder.resolve("origin.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "origin",
                "-keyalg",
                "EC",
                "-dname",
                "CN=origin",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), ISO_8859_1);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
    return keys;
  }

  /** What makes a JVM trust such a certificate, and no other. */
  static List<String> trusting(Path keys) {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys)) {
      store.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Its URL. */
  URI url() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, false)) {
      secure.setUseClientMode(false);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(secure.getInputStream(), ISO_8859_1));
      String path = String.valueOf(lines.readLine()).split(" ")[1];
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {}
      Answer answer = Objects.requireNonNull(answers.get(path), path);
      secure.getOutputStream().write(answer.bytes.getBytes(ISO_8859_1));
      secure.getOutputStream().flush();
      if (!answer.notified) {
        socket.close();
      }
    } catch (IOException ended) {
      // The client's test sees whatever is missing.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
