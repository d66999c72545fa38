package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.Cloud;
import io.lakegate.sdk.config.HostFacts;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.config.ResolvedValue;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostMetadataTest {

  private static final String UNIFIED =
      """
      {"oidc_endpoint":"https://h/oidc/accounts/{account_id}/","account_id":"acc","workspace_id":7,
       "cloud":"gcp","host_type":"Unified","token_federation_default_oidc_audiences":["aud","x"]}
      """;

  private final FakeTransport transport = new FakeTransport();

  @Test
  void of_document_whatItTells() {
    transport.metadata(200, UNIFIED);

    HostFacts facts = new HostMetadata(issuer()).of(URI.create("https://h")).orElseThrow();

    assertThat(facts.kind()).contains(HostKind.UNIFIED);
    assertThat(facts.cloud()).contains(Cloud.GCP);
    assertThat(facts.workspaceId()).contains("7");
    assertThat(transport.questions()).hasSize(1);
    assertThat(FakeTransport.header(transport.questions().getFirst(), "Authorization")).isEmpty();
  }

  @Test
  void of_noDocument_empty() {
    HostMetadata metadata = new HostMetadata(issuer());

    assertThat(metadata.of(URI.create("https://h"))).isEmpty();
    transport.metadata(200, "<html>");
    assertThat(metadata.of(URI.create("https://h"))).isEmpty();
    transport.metadata(503, "{}");
    assertThat(metadata.of(URI.create("https://h"))).isEmpty();
    transport.noMetadata(TransportException.Phase.CONNECT);
    assertThat(metadata.of(URI.create("https://h"))).isEmpty();
  }

  @Test
  void fill_nothingConfigured_everythingFilledInWithItsSource() {
    ResolvedConfig filled = filled(UNIFIED, Map.of());

    assertThat(filled.hostKind()).isEqualTo(HostKind.UNIFIED);
    assertThat(filled.values())
        .containsEntry(Attribute.ACCOUNT_ID, told("acc"))
        .containsEntry(Attribute.WORKSPACE_ID, told("7"))
        .containsEntry(Attribute.CLOUD, told("GCP"))
        .containsEntry(Attribute.TOKEN_AUDIENCE, told("aud"))
        .containsEntry(
            Attribute.DISCOVERY_URL,
            told("https://h/oidc/accounts/acc/.well-known/oauth-authorization-server"));
  }

  @Test
  void fill_configured_isLeftAlone() {
    ResolvedConfig filled =
        filled(
            UNIFIED,
            Map.of(
                Attribute.ACCOUNT_ID, "own",
                Attribute.CLOUD, "AWS",
                Attribute.TOKEN_AUDIENCE, "mine"));

    assertThat(filled.value(Attribute.ACCOUNT_ID)).contains("own");
    assertThat(filled.value(Attribute.CLOUD)).contains("AWS");
    assertThat(filled.value(Attribute.TOKEN_AUDIENCE)).contains("mine");
    assertThat(filled.value(Attribute.DISCOVERY_URL).orElseThrow()).contains("/accounts/own/");
  }

  @Test
  void fill_accountNeededAndUnknown_noAddress() {
    ResolvedConfig filled =
        filled("{\"oidc_endpoint\":\"https://h/oidc/accounts/{account_id}\"}", Map.of());

    assertThat(filled.value(Attribute.DISCOVERY_URL)).isEmpty();
  }

  @Test
  void fill_noAudience_accountUnlessItIsAWorkspace() {
    assertThat(filled("{\"account_id\":\"acc\"}", Map.of()).value(Attribute.TOKEN_AUDIENCE))
        .contains("acc");
    assertThat(
            filled("{\"account_id\":\"acc\",\"workspace_id\":\"1\"}", Map.of())
                .value(Attribute.TOKEN_AUDIENCE))
        .isEmpty();
  }

  @Test
  void fill_nonsense_isIgnored() {
    ResolvedConfig filled =
        filled("{\"oidc_endpoint\":\"ftp://x\",\"cloud\":\"MOON\",\"host_type\":\"?\"}", Map.of());

    assertThat(filled.values()).containsOnlyKeys(Attribute.HOST);
    assertThat(filled.hostKind()).isEqualTo(HostKind.WORKSPACE);
  }

  /** Where the matrix of hosts and profiles sends a client for its token. */
  static Stream<Place> places() {
    return Stream.of(
        new Place(
            "workspace",
            "https://h",
            "{\"oidc_endpoint\":\"https://h/oidc\",\"host_type\":\"workspace\"}",
            "https://h/oidc/.well-known/oauth-authorization-server"),
        new Place(
            "workspace that tells nothing",
            "https://h",
            "",
            "https://h/oidc/.well-known/oauth-authorization-server"),
        new Place(
            "unified",
            "https://h",
            "{\"oidc_endpoint\":\"https://h/oidc/accounts/{account_id}\",\"host_type\":\"unified\"}",
            "https://h/oidc/accounts/acc/.well-known/oauth-authorization-server"),
        new Place("unified by its word alone", "https://h", "{\"host_type\":\"unified\"}", ""),
        new Place("account by its name", "https://accounts.x", "", ""),
        new Place("account by its word", "https://h", "{\"host_type\":\"account\"}", ""));
  }

  @ParameterizedTest
  @MethodSource("places")
  void endpoints_hostAndMetadata_documentOrAccount(Place place) {
    transport.metadata(place.metadata().isEmpty() ? 404 : 200, place.metadata());
    ResolvedConfig config =
        config(Map.of(Attribute.HOST, place.host(), Attribute.ACCOUNT_ID, "acc"));
    if (!place.document().isEmpty()) {
      transport.answer(200, "{\"token_endpoint\":\"https://h/token\"}");
    }

    OidcEndpoints endpoints = new OidcDiscovery(issuer(), config).endpoints();

    if (place.document().isEmpty()) {
      assertThat(endpoints.tokenEndpoint())
          .hasToString(place.host() + "/oidc/accounts/acc/v1/token");
    } else {
      assertThat(transport.requests().getFirst().uri()).hasToString(place.document());
      assertThat(endpoints.tokenEndpoint()).hasToString("https://h/token");
    }
  }

  @Test
  void endpoints_accountByItsWordAndNoId_permanentFailure() {
    transport.metadata(200, "{\"host_type\":\"account\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            new OidcDiscovery(issuer(), config(Map.of(Attribute.HOST, "https://h")))::endpoints)
        .withMessageContaining("account_id is required");
  }

  private ResolvedConfig filled(String metadata, Map<Attribute, String> more) {
    transport.metadata(200, metadata);
    Map<Attribute, String> texts = new EnumMap<>(Attribute.class);
    texts.put(Attribute.HOST, "https://h");
    texts.putAll(more);
    return new HostMetadata(issuer()).of(URI.create("https://h")).orElseThrow().fill(config(texts));
  }

  private IssuerClient issuer() {
    return new IssuerClient(
        transport,
        new MutableClock(),
        "lakegate/test",
        new IssuerClient.Retry(duration -> {}, new SplittableRandom(7)));
  }

  private static ResolvedValue told(String text) {
    return new ResolvedValue(text, "host metadata");
  }

  private static ResolvedConfig config(Map<Attribute, String> texts) {
    Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
    texts.forEach((key, text) -> values.put(key, new ResolvedValue(text, "argument")));
    return new ResolvedConfig("DEFAULT", values);
  }

  record Place(String name, String host, String metadata, String document) {
    @Override
    public String toString() {
      return name;
    }
  }
}
