package io.lakegate.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ResolvedConfigTest {

  static Stream<Place> places() {
    return Stream.of(
        new Place("https://accounts.cloud.databricks.com", HostKind.ACCOUNT, Cloud.AWS),
        new Place("https://ACCOUNTS.azuredatabricks.net", HostKind.ACCOUNT, Cloud.AZURE),
        new Place("https://accounts-dod.cloud.databricks.us", HostKind.ACCOUNT, Cloud.AWS),
        new Place("http://accounts.localhost", HostKind.WORKSPACE, Cloud.AWS),
        new Place("https://x.dev.databricks.com", HostKind.WORKSPACE, Cloud.AWS),
        new Place("https://x.cloud.databricks.mil", HostKind.WORKSPACE, Cloud.AWS),
        new Place("https://adb-1.2.azuredatabricks.net", HostKind.WORKSPACE, Cloud.AZURE),
        new Place("https://adb-1.2.databricks.azure.us", HostKind.WORKSPACE, Cloud.AZURE),
        new Place("https://adb-1.2.databricks.azure.cn", HostKind.WORKSPACE, Cloud.AZURE),
        new Place("https://1.2.gcp.databricks.com", HostKind.WORKSPACE, Cloud.GCP),
        new Place("https://1.2.staging.gcp.databricks.com", HostKind.WORKSPACE, Cloud.GCP),
        new Place("http://localhost:8080", HostKind.WORKSPACE, Cloud.AWS));
  }

  @ParameterizedTest
  @MethodSource("places")
  void host_address_tellsKindAndCloud(Place row) {
    ResolvedConfig config = config(Map.of(Attribute.HOST, row.host()));

    assertThat(config.hostKind()).isEqualTo(row.kind());
    assertThat(config.cloud()).isEqualTo(row.cloud());
    assertThat(config.isAzure()).isEqualTo(row.cloud() == Cloud.AZURE);
    assertThat(config.host()).hasValueSatisfying(uri -> assertThat(uri).hasToString(row.host()));
  }

  @Test
  void cloud_configured_winsOverTheHost() {
    ResolvedConfig config =
        config(Map.of(Attribute.HOST, "http://localhost:1", Attribute.CLOUD, "AZURE"));

    assertThat(config.isAzure()).isTrue();
  }

  @Test
  void azureEnvironment_retiredOneConfigured_isNotTakenForThePublicOne() {
    ResolvedConfig config =
        config(
            Map.of(
                Attribute.AZURE_WORKSPACE_RESOURCE_ID, "/r",
                Attribute.AZURE_ENVIRONMENT, "GERMAN"));

    assertThat(config.azureEnvironment()).isEqualTo(AzureEnvironment.GERMAN);
  }

  @Test
  void isAzure_resourceId_yes() {
    ResolvedConfig config =
        config(
            Map.of(
                Attribute.AZURE_WORKSPACE_RESOURCE_ID, "/r",
                Attribute.AZURE_ENVIRONMENT, "CHINA"));

    assertThat(config.isAzure()).isTrue();
    assertThat(config.databricksEnvironment()).isEqualTo(DatabricksEnvironment.AZURE_CHINA);
    assertThat(config.azureEnvironment()).isEqualTo(AzureEnvironment.CHINA);
  }

  @Test
  void nothingSet_defaults() {
    ResolvedConfig config = config(Map.of());

    assertThat(config.host()).isEmpty();
    assertThat(config.hostKind()).isEqualTo(HostKind.WORKSPACE);
    assertThat(config.isAzure()).isFalse();
    assertThat(config.azureEnvironment()).isEqualTo(AzureEnvironment.PUBLIC);
    assertThat(config.scopes()).containsExactly("all-apis");
    assertThat(config.describe()).isEmpty();
    assertThat(config.flag(Attribute.DEBUG_HEADERS)).isFalse();
  }

  @Test
  void describe_secretsAndFalse_maskedAndLeftOut() {
    ResolvedConfig config =
        new ResolvedConfig(
            "P",
            values(
                Map.of(
                    Attribute.TOKEN, "s3cret",
                    Attribute.HOST, "https://x",
                    Attribute.AZURE_USE_MSI, "false")),
            new Provenance(List.of("DATABRICKS_TOKEN"), false, Optional.empty(), List.of()),
            Optional.empty(),
            List.of("canary-program", "canary-argument"));

    assertThat(config.describe())
        .isEqualTo("Config: host=https://x, token=***. Env: DATABRICKS_TOKEN");
    assertThat(config).hasToString("ResolvedConfig[P: " + config.describe() + "]");
    assertThat(config.values().toString()).doesNotContain("s3cret");
    assertThat(config.toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @EnumSource(Attribute.class)
  void describe_anySensitiveAttribute_masked(Attribute attribute) {
    String text = config(Map.of(attribute, "can4ry")).describe();

    assertThat(text.contains("can4ry")).isNotEqualTo(attribute.sensitive());
  }

  @Test
  void sensitive_attributes_exactlyThese() {
    assertThat(Arrays.stream(Attribute.values()).filter(Attribute::sensitive))
        .containsExactly(
            Attribute.TOKEN,
            Attribute.PASSWORD,
            Attribute.CLIENT_SECRET,
            Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
            Attribute.GOOGLE_CREDENTIALS,
            Attribute.AZURE_CLIENT_SECRET,
            Attribute.METADATA_SERVICE_URL);
  }

  @Test
  void named_keyOrAlias_found() {
    assertThat(Attribute.named("HOST")).contains(Attribute.HOST);
    assertThat(Attribute.named("audience")).contains(Attribute.TOKEN_AUDIENCE);
    assertThat(Attribute.named("nope")).isEmpty();
    assertThat(Attribute.TOKEN_AUDIENCE.aliases()).containsExactly("audience");
    assertThat(Attribute.HOST.group()).isEqualTo(Optional.empty());
  }

  @Test
  void keys_allAttributes_unique() {
    assertThat(Arrays.stream(Attribute.values()).flatMap(a -> a.keys().stream()))
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(Attribute.values()).flatMap(a -> a.environmentNames().stream()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(AzureEnvironment.class)
  void azureEnvironment_each_hasItsAddresses(AzureEnvironment environment) {
    DatabricksEnvironment databricks = DatabricksEnvironment.ofAzure(environment);

    assertThat(environment.activeDirectory().getHost()).startsWith("login.");
    assertThat(environment.resourceManager().getHost()).startsWith("management.");
    assertThat(environment.serviceManagement().getHost()).startsWith("management.core.");
    assertThat(databricks.cloud()).isEqualTo(Cloud.AZURE);
    assertThat(databricks.azureApplicationId()).isEqualTo("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d");
    assertThat(databricks.dnsZone()).contains("azure");
  }

  @Test
  void hostKind_metadataName_anyCase() {
    assertThat(HostKind.named("Unified")).contains(HostKind.UNIFIED);
    assertThat(HostKind.named("other")).isEmpty();
  }

  private static ResolvedConfig config(Map<Attribute, String> texts) {
    return new ResolvedConfig("DEFAULT", values(texts));
  }

  private static Map<Attribute, ResolvedValue> values(Map<Attribute, String> texts) {
    Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
    texts.forEach((key, text) -> values.put(key, new ResolvedValue(text, "argument")));
    return values;
  }

  record Place(String host, HostKind kind, Cloud cloud) {
    @Override
    public String toString() {
      return host;
    }
  }
}
