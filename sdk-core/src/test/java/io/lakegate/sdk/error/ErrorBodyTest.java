package io.lakegate.sdk.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ErrorBodyTest {

  @Test
  void toJson_ownError_databricksShape() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("path", "/x");
    metadata.put("quote", "\"ü\"");
    ErrorBody body = ErrorBody.of("NOT_A_GATEWAY_PATH", "no such path", metadata);

    assertThat(new String(body.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"error_code\":\"NOT_A_GATEWAY_PATH\",\"message\":\"no such path\",\"details\":["
                + "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
                + "\"reason\":\"NOT_A_GATEWAY_PATH\",\"domain\":\"lakegate\","
                + "\"metadata\":{\"path\":\"/x\",\"quote\":\"\\\"ü\\\"\"}}]}");
  }

  @Test
  void toJson_otherDetail_asGiven() {
    ErrorDetail detail = new ErrorDetail("lakegate.Operation", Map.of("state", "FAILED"));

    assertThat(
            new String(new ErrorBody("X", "m", List.of(detail)).toJson(), StandardCharsets.UTF_8))
        .contains("{\"@type\":\"type.googleapis.com/lakegate.Operation\",\"state\":\"FAILED\"}");
  }

  @Test
  void toJson_valueThatIsNoJson_refused() {
    ErrorDetail detail = new ErrorDetail("t", Map.of("self", new Object()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ErrorBody("X", "m", List.of(detail)).toJson());
  }
}
