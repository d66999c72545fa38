package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lakegate.gateway.config.ListenAddress.Loopback;
import io.lakegate.gateway.config.ListenAddress.Tcp;
import io.lakegate.gateway.config.ListenAddress.Unix;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

  record Form(String name, ListenAddress address, boolean loopback) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Form> forms() {
    return List.of(
        new Form("127.0.0.1:8484", new Loopback(8484), true),
        new Form("LOCALHOST:8484", new Loopback(8484), true),
        new Form(":8484", new Loopback(8484), true),
        new Form("8484", new Loopback(8484), true),
        new Form("http://127.0.0.1:8484", new Loopback(8484), true),
        new Form("http://localhost:0/", new Loopback(0), true),
        new Form("[::1]:8484", new Tcp("::1", 8484), true),
        new Form("[0:0:0:0:0:0:0:1]:8484", new Tcp("::1", 8484), true),
        new Form("127.0.0.2:8484", new Tcp("127.0.0.2", 8484), true),
        new Form("0.0.0.0:8486", new Tcp("0.0.0.0", 8486), false),
        new Form("[::]:8486", new Tcp("::", 8486), false),
        new Form("Gateway.Corp:1", new Tcp("gateway.corp", 1), false),
        new Form("127.evil.example:1", new Tcp("127.evil.example", 1), false),
        new Form("localhost.evil.example:1", new Tcp("localhost.evil.example", 1), false),
        new Form("unix:/run/lakegate.sock", new Unix(Path.of("/run/lakegate.sock")), true),
        new Form("unix:///run/lakegate.sock", new Unix(Path.of("/run/lakegate.sock")), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void parse_knownForm_isReadAndReadBack(Form form) {
    var address = ListenAddress.parse(form.name());

    assertThat(address).isEqualTo(form.address());
    assertThat(address.isLoopback()).isEqualTo(form.loopback());
    assertThat(ListenAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "::1:8484",
        "127.0.0.1:",
        "127.0.0.1:99999",
        "256.0.0.1:1",
        "1.2.3:1",
        "a b:1",
        "http://",
        "http://h:1/path",
        "https://127.0.0.1:1",
        "unix:",
        "unix:relative",
        "-h:1",
        "h-:1",
        "user@h:1",
        "unix:/a\0b"
      })
  void parse_otherForm_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
  }

  @Test
  void constructors_portOutOfRange_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Loopback(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tcp("::1", 65_536));
  }
}
